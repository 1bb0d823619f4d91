"""A worksheet that is being drawn, and the texts across it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.choices import Language
from planner.exports.xlsx.styles import Styles
from planner.exports.xlsx.widths import height

_LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A worksheet with its formats and the widths of the columns that are printed."""

    sheet: Any
    name: str
    styles: Styles
    widths: tuple[int, ...]
    """In letters."""
    language: Language
    heights: dict[int, float] = field(default_factory=dict)
    """In points, of the rows that have another height than most."""

    @property
    def last_column(self) -> int:
        """The last column that is printed."""
        return len(self.widths) - 1


def set_height(canvas: Canvas, row: int, points: float | None) -> None:
    """Set the height of a row; None for that of a line."""
    canvas.sheet.set_row(row, points)
    if points is not None:
        canvas.heights[row] = points


def write_text(canvas: Canvas, row: int, column: int, text: str, style: Any) -> None:
    """Write a text as a text, never as a formula, a link or a number."""
    canvas.sheet.write_string(row, column, text[:_LONGEST_TEXT], style)


def write_across(
    canvas: Canvas, row: int, texts: Iterable[str], look: Mapping[str, object], size: float = 11.0
) -> int:
    """Write texts one below the other, each over all columns; return the row below them."""
    style = canvas.styles.of(text_wrap=True, **look)
    for text in texts:
        canvas.sheet.merge_range(row, 0, row, canvas.last_column, "", style)
        write_text(canvas, row, 0, text, style)
        set_height(canvas, row, height([text], [sum(canvas.widths)], size) or 1.45 * size)
        row += 1
    return row
