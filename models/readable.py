"""Texts that people can read: no invisible characters, none that disturb other text."""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST_MARKS = 4
"""Most marks on one letter: more than any language uses, and few enough to fit in the line."""

# Listed here, because Python versions differ in their tables and all hosts must accept the same.
HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, without tab and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # hyphens, marks, fillers unseen
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # of no width, line ends, turns of direction
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # blanks, variants
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # formats, tags
    "]"
)
"""A character that is invisible or changes other characters."""

_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_PILE = re.compile(f"({_MARK}{{{_MOST_MARKS}}})({_MARK}+)")


SPACE_IN_AMOUNT = re.compile(r"(?<=\b[A-Z]{3}) (?=-?[0-9])|(?<=[0-9]) (?=(?:k|m|bn|tn)\b)")
"""Spaces of amounts such as ``USD 1.20 m``, at which no line is to end."""


def readable(text: str) -> str:
    """Return the text if people can read all of it.

    Raises
    ------
    ValueError
        It contains an invisible character, or too many marks on one letter.
    """
    if text.isascii():
        return text
    if found := HIDDEN.search(text):
        raise ValueError(f"holds a character that nobody sees, {code_of(found[0])}")
    if _PILE.search(text):
        raise ValueError(f"holds more than {_MOST_MARKS} marks on one letter")
    return text


def code_of(char: str) -> str:
    """Code of a character that cannot be shown: ``U+200B``."""
    return f"U+{ord(char):04X}"


def spelled(text: str, plain: Callable[[str], bool] = str.isprintable) -> str:
    """The text with unreadable characters replaced by their codes.

    Parameters
    ----------
    text
        Any text.
    plain
        Tells whether a visible character may stay as it is.
    """
    piles = _PILE.sub(lambda pile: pile[1] + "".join(map(_spelled, pile[2])), text)
    return "".join(
        char if plain(char) and not HIDDEN.match(char) else _spelled(char) for char in piles
    )


def _spelled(char: str) -> str:
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 post``, ``2,000 posts``."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def titled(name: str) -> str:
    """An identifier as people read it: ``run_rate`` is ``Run rate``."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def in_percent(share: float) -> str:
    """Write a share: ``8.1%``; below one in a hundred with a digit more: ``0.30%``.

    Only zero is written as ``0%``.
    """
    if 0 < abs(share) < 0.0001:
        return "< 0.01%" if share > 0 else "> -0.01%"
    if share == 0:
        return "0%"
    return f"{share:.1%}" if abs(share) >= 0.01 else f"{share:.2%}"
