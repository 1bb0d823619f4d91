"""Lying bars: rows from top to bottom, each with its name at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.charts.lettering import LINE, broken, shortened, width_of
from planner.charts.options.axes import ChartOption, category_axis
from planner.charts.options.frame import EDGE
from planner.charts.themes import Palette

_WIDEST, _FEW = 250, 16


@dataclass(frozen=True, slots=True)
class RowNames:
    """Names in two lines at most, in one where there are many."""

    texts: tuple[str, ...]

    @property
    def width(self) -> float:
        """What they need at the left, in pixels."""
        return EDGE + max(map(width_of, self.texts), default=0.0) + EDGE

    @property
    def row(self) -> int:
        """Height of a row, in pixels."""
        lines = max((text.count("\n") + 1 for text in self.texts), default=1)
        return 13 + LINE * lines


def row_names(names: Sequence[str], remarks: Sequence[str] = ()) -> RowNames:
    """Names broken so that they leave most of the width to the bars; remarks are below them."""
    lines = 2 if len(names) <= _FEW else 1
    texts = [broken(name, _WIDEST, lines) for name in names]
    for at, remark in enumerate(remarks):
        texts[at] += f"\n{shortened(remark, _WIDEST)}" if remark else ""
    return RowNames(tuple(texts))


def rows_axis(names: RowNames, palette: Palette) -> ChartOption:
    """An axis that begins at the top."""
    axis = category_axis(names.texts, palette)
    shown = {"color": palette.text, "margin": EDGE}
    return {
        **axis,
        "inverse": True,
        "axisLine": {"show": False},
        "axisLabel": {**axis["axisLabel"], **shown},
    }
