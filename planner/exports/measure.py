"""Room that text takes, estimated so that it is rather too much; in points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from unicodedata import east_asian_width

_NARROW, _WIDE = set("iljI.,:;'|!()[] "), set("mwMW@%&—")
_RATHER_NARROW, _RATHER_WIDE = set("frt-"), set("GNOQU")
BOLD = 1.08
"""Width of bold letters beside plain ones."""
_BETWEEN_SCRIPTS = 0.25
"""Room that programs leave between a Chinese letter and a Latin one."""
_AFTER_HYPHENS = re.compile(r"(?<=-)(?=[^-\s])")
_UNBROKEN = 6
"""Chinese letters that stay together if they can."""


def text_width(text: str, size: float) -> float:
    """Width of a text in one line."""
    return size * _ems(text)


@lru_cache(maxsize=20_000)
def _ems(text: str) -> float:
    return sum(map(_em, text)) + _BETWEEN_SCRIPTS * sum(
        _is_wide(one) != _is_wide(other) for one, other in pairwise(text)
    )


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def _em(letter: str) -> float:
    if _is_wide(letter):
        return 1.0
    if letter in _NARROW:
        return 0.3
    if letter in _WIDE:
        return 0.88
    if letter in _RATHER_NARROW:
        return 0.36
    if letter in _RATHER_WIDE:
        return 0.69
    return 0.63 if letter.isupper() else 0.52


def longest_word(text: str, size: float) -> float:
    """Width of the widest part that is not broken at the end of a line."""
    chinese = sum(_is_wide(letter) for letter in text)
    words = max((text_width(part, size) for part in _parts(text)), default=0.0)
    return max(words, size * min(chinese, _UNBROKEN))


def lines_of(text: str, width: float, size: float) -> int:
    """Lines that a text takes in a width."""
    return sum(_wrapped(line, width, size) for line in text.splitlines() or [""])


def leading(text: str) -> float:
    """Height of a line in sizes of its letters; Chinese ones need more."""
    return 1.45 if any(_is_wide(letter) for letter in text) else 1.2


def text_height(texts: Iterable[str], width: float, size: float, gap: float = 0.0) -> float:
    """Height of paragraphs, each with a gap below it."""
    return sum(lines_of(text, width, size) * size * leading(text) + gap for text in texts)


def _wrapped(text: str, width: float, size: float) -> int:
    parts = _parts(text)
    lines = _filled(parts, width, size)
    if "-" not in text:
        return lines
    # Some programs end a line after a hyphen.
    broken = [each for part in parts for each in _AFTER_HYPHENS.split(part)]
    return max(lines, _filled(broken, width, size))


def _filled(parts: Sequence[str], width: float, size: float) -> int:
    """Lines that parts take, each of which is broken only if it is wider than a line."""
    lines, used = 1, 0.0
    for part in parts:
        needed = text_width(part, size)
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        # A word wider than the line is broken by letters.
        broken = int(needed // width) if needed > width else 0
        lines, used = lines + broken, used + needed - broken * width
    return lines


def _parts(text: str) -> list[str]:
    """Words, and Chinese letters, between any two of which a line may end."""
    parts: list[str] = [""]
    for letter in text:
        if _is_wide(letter):
            parts += [letter, ""]
        elif letter == " ":
            parts[-1] += letter
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part]
