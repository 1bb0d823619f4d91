"""XLSX: a workbook with a worksheet for each sheet of a paper, and charts that live."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from planner.exports.paper import Paper
from planner.exports.xlsx.canvas import Canvas
from planner.exports.xlsx.chart_values import SHEET, ChartData, draw_chart_data
from planner.exports.xlsx.names import sheet_names
from planner.exports.xlsx.page import draw_page
from planner.exports.xlsx.styles import OPTIONS, Styles
from planner.wording.labels import DISCLAIMER


def workbook_bytes(paper: Paper) -> bytes:
    """Return a paper as a workbook, dated by the planning date.

    Figures are numbers and dates, shown as on the page and held in full; no text is run as a
    formula or opened as a link. The same paper gives the same bytes.
    """
    buffer = io.BytesIO()
    *names, spare = sheet_names([*(page.name for page in paper.sheets), SHEET[paper.language]])
    data = ChartData(spare)
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": paper.title,
                "subject": "Relocation plan",
                "author": "relocation planner",
                "comments": DISCLAIMER,
                "created": datetime.combine(paper.dated, time(), UTC),
            }
        )
        styles = Styles(book)
        for name, page in zip(names, paper.sheets, strict=True):
            draw_page(book.add_worksheet(name), name, page, paper, styles, data)
        if data.columns:
            sheet, widths = book.add_worksheet(spare), (16,) * max(6, len(data.columns))
            draw_chart_data(Canvas(sheet, spare, styles, widths, paper.language), data)
    return buffer.getvalue()
