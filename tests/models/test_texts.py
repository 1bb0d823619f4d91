"""The small vocabulary of field types: ids for machines, texts for people, tags in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.base import Id, Tags, Text
from models.places import Entity
from models.risk import Channel, Topic
from tests.support.builders import ASSUMED, entity, topic

IDS: TypeAdapter[str] = TypeAdapter(Id)
TEXTS: TypeAdapter[str] = TypeAdapter(Text)
TAGS: TypeAdapter[tuple[str, ...]] = TypeAdapter(Tags)

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda character: f"{ord(character):02x}")
def test_text_holds_no_control_character(control: str) -> None:
    """No escape, bell, newline or delete gets into a name, at its start, inside or at its end."""
    for text in (f"{control}Shanghai", f"Shang{control}hai", f"Shanghai{control}"):
        with pytest.raises(ValidationError):
            TEXTS.validate_python(text)


def test_a_name_that_would_colour_a_terminal_is_refused() -> None:
    """A row with an escape sequence in its name is refused as a whole."""
    with pytest.raises(ValidationError, match="name"):
        Entity(id="bank", name="\x1b[31mBank", jurisdiction="china")


@pytest.mark.parametrize("text", ["", "上海", "Zürich, Büro 3", 'O\'Hare; "x"', "a" * 2000])
def test_text_of_any_language_is_kept(text: str) -> None:
    """Names are kept as they are, up to 2000 characters."""
    assert TEXTS.validate_python(text) == text


def test_text_has_an_end() -> None:
    """2001 characters are too many."""
    with pytest.raises(ValidationError):
        TEXTS.validate_python("a" * 2001)


@pytest.mark.parametrize("name", ["a", "0", "a-b_c", "2027", "x" * 64])
def test_ids(name: str) -> None:
    """Lower case letters, digits, dash and underscore, up to 64 of them."""
    assert IDS.validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "A", "-a", "_a", "a b", "a/b", "a.b", "a;b", "a\n", "ä", "../a", "x" * 65, "\u0661"],
)
def test_what_is_no_id(name: str) -> None:
    """No upper case, space, separator, path or foreign letter, and no dash at the start."""
    with pytest.raises(ValidationError):
        IDS.validate_python(name)


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("", ()),
        (" ; ", ()),
        ("english", ("english",)),
        ("english;mandarin", ("english", "mandarin")),
        (" english ; mandarin ;", ("english", "mandarin")),
    ],
)
def test_one_cell_holds_several_tags(cell: str, tags: tuple[str, ...]) -> None:
    """Tags are separated by semicolons; blanks around them and empty ones do not count."""
    assert TAGS.validate_python(cell) == tags


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,9}", fullmatch=True)))
def test_lists_and_cells_hold_the_same_tags(tags: list[str]) -> None:
    """A list in YAML and a cell in CSV read the same."""
    assert TAGS.validate_python(tags) == TAGS.validate_python(";".join(tags)) == tuple(tags)


@pytest.mark.parametrize("cell", ["English", "a b", "a,b"])
def test_tags_are_ids(cell: str) -> None:
    """What is no id is no tag."""
    with pytest.raises(ValidationError):
        TAGS.validate_python(cell)


def test_data_classes_of_a_topic_stand_in_one_cell() -> None:
    """A cell and a list of classes read the same; an unknown class is refused."""
    row = '{"id": "a", "name": "a", "channel": "people", "per_head_share": 1, "data_classes": %s}'
    cell = Topic.model_validate_json(row % '"personal; sensitive"')

    assert cell == Topic.model_validate_json(row % '["personal", "sensitive"]')
    for wrong in ('"secret"', '""', "[]"):
        with pytest.raises(ValidationError, match="data_classes"):
            Topic.model_validate_json(row % wrong)


@pytest.mark.parametrize(
    ("channel", "shares", "message"),
    [
        (Channel.PRESENCE, (0.6, 0.5, 0.0), "more than one loss"),
        (Channel.PRESENCE, (0.2, 0.5, 0.3), "tail_share exceeds fixed_share"),
        (Channel.PEOPLE, (0.1, 0.5, 0.0), "per_head_share only"),
        (Channel.PEOPLE, (0.1, 0.5, 0.1), "per_head_share only"),
    ],
)
def test_a_topic_never_costs_more_than_one_loss(
    channel: Channel, shares: tuple[float, float, float], message: str
) -> None:
    """Shares above one, a tail above what staying costs, or fixed shares of people are refused."""
    fixed, per_head, tail = shares
    with pytest.raises(ValidationError, match=message):
        topic("a", channel, fixed_share=fixed, per_head_share=per_head, tail_share=tail)


def test_values_are_frozen() -> None:
    """No field of a value can be set."""
    bank = entity("bank_cn", "china")
    with pytest.raises(ValidationError, match="frozen"):
        bank.__setattr__("name", "other")


@pytest.mark.parametrize(("by", "words"), [("", "by nobody yet"), ("counsel", "by counsel")])
def test_a_figure_of_law_says_who_stands_behind_it(by: str, words: str) -> None:
    """How sure, when read, who approved it, and where it comes from, in that order."""
    told = str(ASSUMED.model_copy(update={"approved_by": by}))

    assert told == f"assumption, 2026-12-31, approved {words}: assumption"
