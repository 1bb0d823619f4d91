"""Text in charts: how wide it is, about, how a long one is broken, and how two keep apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from unicodedata import east_asian_width

FONTS = (
    "Segoe UI, Helvetica Neue, Arial, Noto Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, "
    "Noto Sans SC, sans-serif"
)
SIZE = 13
"""Of all text, in pixels."""
LINE = 16
"""Height of a line, in pixels."""

_NARROW, _USUAL, _CAPITAL, _FULL = 0.32, 0.56, 0.72, 1.0
_BETWEEN = 8
"""Room between two names below an axis, in pixels."""
_BRACES = str.maketrans("{}", "()")


def width_of(text: str) -> float:
    """Width in pixels of the widest line, rather too wide than too narrow."""
    return max(SIZE * sum(map(_share, line)) for line in text.split("\n"))


def _share(char: str) -> float:
    if east_asian_width(char) in "WF":
        return _FULL
    if char in "iljtfrI.,:;|!' ":
        return _NARROW
    return _CAPITAL if char.isupper() or char in "mwMW%&@—" else _USUAL


def written(text: str) -> str:
    """The text as a label that holds it as it is: braces would name something else."""
    return text.translate(_BRACES)


def shortened(text: str, most: float) -> str:
    """The text in one line, with an ellipsis where it would be wider than ``most`` pixels."""
    text = written(text)
    if width_of(text) <= most:
        return text
    end = len(text)
    while end > 1 and width_of(text[:end] + "…") > most:
        end -= 1
    return text[:end].rstrip() + "…"


def broken(text: str, most: float, lines: int = 2) -> str:
    """The text in as many lines as are allowed, the last with an ellipsis if that is too few.

    A line ends at a blank where one is in reach, else between any two characters.
    """
    rest, done = written(text).strip(), list[str]()
    while len(done) < lines - 1 and width_of(rest) > most:
        cut = next(at for at in range(len(rest), 0, -1) if width_of(rest[:at]) <= most or at == 1)
        blank = rest.rfind(" ", 1, cut + 1)
        cut = blank if blank > 0 else cut
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return "\n".join([*done, shortened(rest, most)])


def label_step(names: Sequence[str], width: float) -> int:
    """Every how many names below an axis have room side by side in its width, in pixels."""
    slot = width / max(1, len(names))
    widest = max(map(width_of, names), default=0.0)
    return min(max(1, len(names)), math.ceil((widest + _BETWEEN) / slot))


def apart(heights: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """Heights moved as little as is simple so that they are ``least`` apart, in their order.

    Parameters
    ----------
    heights
        Where each would like to be.
    least
        Smallest distance of two.
    top, bottom
        Ends between which all stay, if there is room.
    """
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    places = [0.0] * len(heights)
    above = top - least
    for at in order:
        places[at] = above = max(heights[at], above + least)
    below = bottom + least
    for at in reversed(order):
        places[at] = below = min(places[at], below - least)
    return places
