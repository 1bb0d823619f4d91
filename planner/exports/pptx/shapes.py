"""Draws texts and tables on a slide."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from planner.exports.pptx.boxes import TableBox, TextBox
from planner.exports.pptx.fitting import PADDING_ACROSS, PADDING_DOWN

INK, _QUIET, _HEADER, _RULE = "1B2430", "556070", "E8EDF3", "D5DCE5"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""How the format calls a table without borders and colours."""
_SENTENCE_GAP = 8.0


def draw_text(slide: Any, box: TextBox) -> None:
    """Draw paragraphs."""
    place = box.place
    size = (Pt(each) for each in (place.left, place.top, place.width, place.height))
    frame = slide.shapes.add_textbox(*size).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(box.texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(0 if box.is_quiet or box.is_bold else _SENTENCE_GAP)
        _write(paragraph, text, box.size, _QUIET if box.is_quiet else INK, is_bold=box.is_bold)


def draw_table(slide: Any, box: TableBox) -> None:
    """Draw a table with its header, lines between rows and totals in bold."""
    places = (box.left, box.top, sum(box.widths), sum(box.heights))
    shape = slide.shapes.add_table(
        len(box.rows) + 1, len(box.header), *(Pt(each) for each in places)
    )
    describe(shape, box.title)
    table = shape.table
    table.horz_banding = False
    for style in shape.element.iter(qn("a:tableStyleId")):
        style.text = _NO_STYLE
    for column, width in zip(table.columns, box.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, box.heights, strict=True):
        row.height = Pt(height)
    for number, row in enumerate((box.header, *box.rows)):
        is_bold = number == 0 or number > len(box.rows) - box.totals
        for place, text in enumerate(row):
            cell = table.cell(number, place)
            _draw_cell(cell, text, box, is_right=box.is_right[place], is_bold=is_bold)
            if number == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = colour_of(_HEADER)
    for properties in shape.element.iter(qn("a:tcPr")):
        properties.insert(0, parse_xml(_rule()))


def colour_of(digits: str) -> RGBColor:
    """A colour from six hexadecimal digits."""
    return RGBColor(*bytes.fromhex(digits))


def describe(shape: Any, text: str) -> None:
    """Say what a shape shows to who does not see it."""
    for properties in shape.element.iter(qn("p:cNvPr")):
        properties.set("descr", text)


def _draw_cell(cell: Any, text: str, box: TableBox, *, is_right: bool, is_bold: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(PADDING_ACROSS)
    cell.margin_top = cell.margin_bottom = Pt(PADDING_DOWN)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
    _write(paragraph, text, box.size, INK, is_bold=is_bold)


def _write(paragraph: Any, text: str, size: float, colour: str, *, is_bold: bool) -> None:
    # An empty cell takes the height of its letters too.
    paragraph.font.size = Pt(size)
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.color.rgb = colour_of(colour)


def _rule() -> str:
    fill = f'<a:solidFill><a:srgbClr val="{_RULE}"/></a:solidFill>'
    return f'<a:lnB {nsdecls("a")} w="6350">{fill}</a:lnB>'
