"""Draws the overlays: what-ifs by name, a row for each change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.settings import Overlay
from planner.exports.scenario_workbook.drawing import TYPICAL
from planner.exports.xlsx.styles import HEADING, NOTE, Styles
from planner.scenario_files.workbooks import COMMENT, OVERLAY_COLUMNS, OVERLAY_SHEET

_WIDTHS = (28, 44, 24, 48, 48)
_GUIDANCE_HEIGHT = 38.0
"""In points: three lines of notes."""
_GUIDANCE = (
    f"{COMMENT} Its name, in every row of it. Use it as in: relocate plan FILE.xlsx --with NAME",
    "What it asks, once.",
    "Other overlays that come before it, separated by semicolons.",
    "A setting, or table.row.field.",
    "What it is changed to; none resets it, or takes the row out.",
)
_EXAMPLES = (
    (f"{COMMENT} half-the-money", "What if half is approved?", "", "budget.total", "USD 1,500,000"),
    (f"{COMMENT} singapore-full", "What if no seat is free?", "", "offices.singapore.seats", "27"),
)


def draw_overlays(book: Any, overlays: Sequence[Overlay], styles: Styles) -> None:
    """Draw the sheet; where there is no overlay yet, with examples that are not read."""
    sheet = book.add_worksheet(OVERLAY_SHEET)
    for column, heading in enumerate(OVERLAY_COLUMNS):
        text = styles.of(num_format="@", text_wrap=True, align="left")
        sheet.set_column(column, column, _WIDTHS[column], text)
        sheet.write_string(0, column, heading, styles.of(**HEADING, align="left"))
        note = styles.of(**NOTE, text_wrap=True, font_size=9, align="left")
        sheet.write_string(1, column, _GUIDANCE[column], note)
    sheet.set_row(1, _GUIDANCE_HEIGHT)
    rows = [row for overlay in overlays for row in _rows(overlay)]
    looks = {} if overlays else TYPICAL
    for number, row in enumerate(rows or _EXAMPLES, start=2):
        for column, cell in enumerate(row):
            style = styles.of(num_format="@", text_wrap=True, align="left", **looks)
            sheet.write_string(number, column, cell, style)
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _rows(overlay: Overlay) -> Iterator[tuple[str, ...]]:
    about, includes = overlay.about, ";".join(overlay.includes)
    for path, value in _lines(overlay.changes) if overlay.changes else [("", "")]:
        yield overlay.name, about, includes, path, value
        about = includes = ""


def _lines(changes: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Each change by its dotted path."""
    for name, value in changes.items():
        if isinstance(value, Mapping) and value:
            yield from _lines(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", _written(value)


def _written(value: Any) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
