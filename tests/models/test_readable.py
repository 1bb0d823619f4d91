"""Texts that people read hide nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.base import Text
from models.errors import shown
from models.readable import HIDDEN, in_percent, readable, spelled

TEXTS: TypeAdapter[str] = TypeAdapter(Text)

UNSEEN = [
    *"\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u2028\u2029\u202e\u2060\u2064\u2800\u3164",
    *"\ufe0f\ufeff\uffa0\ufffb\U0001d173\U000e0001\U000e0041\U000e0101",
]
PILE = "o" + "\u0301\u0302\u0303" * 500


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"{ord(char):04x}")
def test_what_nobody_sees_is_refused_in_names_and_spelled_out_elsewhere(char: str) -> None:
    """Zero width, line ends, letter marks, fillers, variants, tags: each by what it is called."""
    text = f"Shang{char}hai"
    with pytest.raises(ValidationError):
        TEXTS.validate_python(text)
    with pytest.raises(ValueError, match=f"nobody sees, U\\+{ord(char):04X}"):
        readable(text)
    assert spelled(text).isascii()
    assert spelled(text).lower().count(f"{ord(char):x}") == 1
    assert shown(text) == spelled(text)


def test_marks_are_not_piled_on_a_letter() -> None:
    """Four are more than any language writes; from there on they are spelled out."""
    with pytest.raises(ValidationError, match="more than 4 marks on one letter"):
        TEXTS.validate_python(PILE)
    assert spelled(PILE).startswith(PILE[:5] + "\\u0302\\u0303\\u0301")


@pytest.mark.parametrize(
    "text",
    [
        "上海",
        "Zürich",
        "Z\u0075\u0308rich",
        "Hà Nội",
        "बेंगलुरु",
        "กรุงเทพฯ",
        "יְרוּשָׁלַיִם",
        "서울",
        "A\u00a0B",
    ],
)
def test_names_of_the_world_are_kept(text: str) -> None:
    """Composed or with marks of their own."""
    assert TEXTS.validate_python(text) == text


@pytest.mark.slow
@given(st.text())
def test_what_is_spelled_out_is_readable(text: str) -> None:
    """Whatever it was; what is readable and printable stays as it is."""
    assert readable(spelled(text)) == spelled(text)
    assert HIDDEN.search(spelled(text)) is None
    if text.isprintable() and not HIDDEN.search(text) and spelled(text) == text:
        assert readable(text) == text


def test_a_small_share_is_not_written_as_nothing() -> None:
    """A gap of zero looks different from a gap that is only small."""
    assert in_percent(0.0) == "0%"
    assert in_percent(0.00001) == "< 0.01%"
    assert in_percent(0.0008) == "0.08%"
    assert in_percent(0.0001) == "0.01%"
    assert in_percent(0.000099) == "< 0.01%"
    assert in_percent(-0.00001) == "> -0.01%"
    assert in_percent(0.01) == "1.0%"
    assert in_percent(0.0812) == "8.1%"
