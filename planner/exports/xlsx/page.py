"""Draws one sheet of a paper: its title, sentences, tables, charts and notes, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planner.exports.paper import Paper, PaperSheet
from planner.exports.xlsx.canvas import Canvas, set_height, write_across, write_text
from planner.exports.xlsx.chart_values import ChartData
from planner.exports.xlsx.charts import chart_rows, draw_chart
from planner.exports.xlsx.printing import Block, set_printing
from planner.exports.xlsx.styles import NOTE, SENTENCE, SENTENCE_SIZE, TITLE, Styles
from planner.exports.xlsx.tables import PlacedTable, draw_table
from planner.exports.xlsx.widths import column_widths

_NARROWEST_PAGE = 96
"""Letters across a sheet, so that sentences and charts have room."""
_SPARE_COLUMN = 12
_MOST_FROZEN = 14
"""Rows above a frozen header, at most: what is frozen takes room from what scrolls."""
_MOST_OF_A_PAGE = 24
"""Rows of a chart below which a page has no room for its table."""
_LONG = 12
"""Rows from which a table has a filter."""
_FRONT_TAB = "#1F4E79"


def draw_page(
    worksheet: Any, name: str, page: PaperSheet, paper: Paper, styles: Styles, data: ChartData
) -> None:
    """Draw a sheet of a paper on an empty worksheet.

    Parameters
    ----------
    worksheet
        Where to draw.
    name
        Name of the worksheet.
    page
        What to draw.
    paper
        What it belongs to.
    styles
        Formats of the workbook.
    data
        Takes the values that charts need and no table holds.
    """
    canvas = Canvas(worksheet, name, styles, _widths(page, worksheet), paper.language)
    worksheet.hide_gridlines(2)
    write_text(canvas, 0, 0, page.title, styles.of(**TITLE))
    set_height(canvas, 0, 24)
    row = write_across(canvas, 1, page.sentences, SENTENCE, SENTENCE_SIZE)
    blocks, placed = [Block(0, row)], []
    for table in page.tables:
        title = "" if table.title == page.title else table.title
        placed.append(draw_table(canvas, table, row + 1, title))
        blocks.append(Block(row, placed[-1].end, placed[-1].header))
        row = placed[-1].end
    if page.notes:
        row = write_across(canvas, row + 1, page.notes, NOTE)
        blocks[-1] = replace(blocks[-1], end=row)
    for number, figure in enumerate(page.figures):
        top = write_across(canvas, row + 1, [figure.chart.summary], SENTENCE, SENTENCE_SIZE)
        below = top + chart_rows(figure.chart)
        blocks.append(Block(row, below, begins_page=bool(page.tables or number)))
        placed.append(draw_table(canvas, figure.table, below, figure.table.title))
        draw_chart(canvas, figure.chart, placed[-1], top, data)
        is_high = chart_rows(figure.chart) > _MOST_OF_A_PAGE
        blocks.append(Block(below, placed[-1].end, placed[-1].header, begins_page=is_high))
        row = placed[-1].end
    _freeze(canvas, placed)
    _filter(canvas, placed[: len(page.tables)])
    set_printing(canvas, paper, page, blocks)
    if page.is_front:
        worksheet.set_tab_color(_FRONT_TAB)


def _widths(page: PaperSheet, worksheet: Any) -> tuple[int, ...]:
    tables = [*page.tables, *(figure.table for figure in page.figures)]
    widths = column_widths(tables)
    while sum(widths) < _NARROWEST_PAGE or len(widths) < 2:
        widths.append(_SPARE_COLUMN)
    for place, width in enumerate(widths):
        worksheet.set_column(place, place, width)
    return tuple(widths)


def _freeze(canvas: Canvas, placed: Sequence[PlacedTable]) -> None:
    """Keep the title in view, and the header of the table if it is the only one and not too low.

    Above another table the header would say what its columns are not.
    """
    header = placed[0].header if len(placed) == 1 else 0
    canvas.sheet.freeze_panes(header + 1 if header <= _MOST_FROZEN else 1, 0)


def _filter(canvas: Canvas, placed: Sequence[PlacedTable]) -> None:
    """Give the longest table a filter, if it is long and its columns are of one kind."""
    lists = [each for each in placed if not each.table.row_kinds]
    longest = max(lists, key=lambda each: each.body, default=None)
    if longest is not None and longest.body >= _LONG:
        last = longest.header + longest.body
        canvas.sheet.autofilter(longest.header, 0, last, len(longest.table.columns) - 1)
