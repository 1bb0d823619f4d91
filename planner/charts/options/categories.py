"""The names below an axis of categories."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.charts.lettering import LINE, broken, width_of
from planner.charts.options.axes import ChartOption, category_axis
from planner.charts.themes import Palette

_BETWEEN, _CLOSE = 8, 2
"""Room between names in one line, and in several."""
_NARROWEST = 40
"""Width of a category from which on names are broken into lines rather than left out."""
_LINES = 4


@dataclass(frozen=True, slots=True)
class CategoryLabels:
    """Names as they are written, every how many of them, and how much room they take."""

    texts: tuple[str, ...]
    every: int
    height: int
    """In pixels."""


def category_labels(names: Sequence[str], width: float) -> CategoryLabels:
    """Names that fit side by side below an axis.

    Broken into lines where categories are wide enough; else only every few are written.

    Parameters
    ----------
    names
        All categories.
    width
        Of the axis, in pixels.
    """
    slot = width / max(1, len(names))
    widest = max(map(width_of, names), default=0.0)
    if widest + _BETWEEN > slot >= _NARROWEST or len(names) == 1:
        texts = tuple(broken(name, slot - _CLOSE, _LINES) for name in names)
        every = 1
    else:
        every = max(1, math.ceil((widest + _BETWEEN) / slot))
        texts = tuple(broken(name, max(every * slot - _BETWEEN, _NARROWEST)) for name in names)
    lines = max((text.count("\n") + 1 for text in texts), default=1)
    return CategoryLabels(texts, every, LINE * lines + 10)


def labelled_axis(labels: CategoryLabels, palette: Palette) -> ChartOption:
    """An axis below which the names stand."""
    axis = category_axis(labels.texts, palette)
    shown = {"interval": labels.every - 1, "showMaxLabel": None}
    return {**axis, "axisLabel": {**axis["axisLabel"], **shown}}
