"""The names below an axis of categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.charts.lettering import label_step, shortened
from planner.charts.options.axes import ChartOption, category_axis
from planner.charts.themes import Palette


@dataclass(frozen=True, slots=True)
class CategoryLabels:
    """Names as they are written, and every how many of them."""

    texts: tuple[str, ...]
    every: int


def category_labels(names: Sequence[str], width: float) -> CategoryLabels:
    """Names that fit side by side below an axis: all of them, or every few.

    Parameters
    ----------
    names
        All categories.
    width
        Of the axis, in pixels.
    """
    every = label_step(names, width)
    room = every * width / max(1, len(names))
    return CategoryLabels(tuple(shortened(name, room) for name in names), every)


def labelled_axis(labels: CategoryLabels, palette: Palette) -> ChartOption:
    """An axis below which the names stand."""
    axis = category_axis(labels.texts, palette)
    shown = {"interval": labels.every - 1, "showMaxLabel": None}
    return {**axis, "axisLabel": {**axis["axisLabel"], **shown}}
