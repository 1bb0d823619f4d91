"""Writes slides as a file."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import datetime, time
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from planner.exports.measure import BOLD, text_height
from planner.exports.page_words import PAGE_WORDS
from planner.exports.paper import Paper
from planner.exports.pptx.boxes import (
    BOTTOM,
    MARGIN,
    SLIDE_HEIGHT,
    SLIDE_WIDTH,
    TITLE_HEIGHT,
    TITLE_TOP,
    WIDTH,
    ChartBox,
    Slide,
    TextBox,
)
from planner.exports.pptx.charts import draw_chart
from planner.exports.pptx.outline import slides_of
from planner.exports.pptx.shapes import INK, colour_of, draw_table, draw_text
from planner.exports.pptx.steady import steady_bytes
from planner.wording.labels import DISCLAIMER

_TITLE_ONLY = "Title Only"
_TITLE_SIZES = (26, 22, 20, 18, 16, 14, 12)
_FOOT_SIZE = 10
_NUMBER_WIDTH = 60.0
_LONGEST_PROPERTY = 255
"""Characters of what a file says of itself, at most."""


def deck_bytes(paper: Paper) -> bytes:
    """Return a paper as a presentation."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(SLIDE_WIDTH), Pt(SLIDE_HEIGHT)
    layout = _layout(deck)
    for slide in slides_of(paper):
        _draw(deck.slides.add_slide(layout), slide, layout, paper)
    about = deck.core_properties
    about.title, about.subject = paper.title[:_LONGEST_PROPERTY], "Relocation plan"
    about.author = "relocation planner"
    about.comments, about.last_modified_by, about.revision = DISCLAIMER, "", 1
    about.created = about.modified = datetime.combine(paper.dated, time())
    buffer = io.BytesIO()
    deck.save(buffer)
    return steady_bytes(buffer.getvalue(), paper.dated)


def _layout(deck: Any) -> Any:
    """The one layout that is kept, for a wide slide: a title above, a line at the foot."""
    kept = next(each for each in deck.slide_layouts if each.name == _TITLE_ONLY)
    for each in list(deck.slide_layouts):
        if each is not kept and each.name != _TITLE_ONLY:
            deck.slide_layouts.remove(each)
    for owner in (deck.slide_master, kept):
        for placeholder in owner.placeholders:
            _put(placeholder)
    return kept


def _put(placeholder: Any) -> None:
    foot = SLIDE_HEIGHT - BOTTOM
    places = {
        PP_PLACEHOLDER.TITLE: (MARGIN, TITLE_TOP, WIDTH, TITLE_HEIGHT),
        PP_PLACEHOLDER.BODY: (MARGIN, TITLE_TOP + TITLE_HEIGHT, WIDTH, BOTTOM - 90),
        PP_PLACEHOLDER.DATE: (MARGIN, BOTTOM + 8, 120, foot - 14),
        PP_PLACEHOLDER.FOOTER: (MARGIN, BOTTOM + 8, WIDTH - _NUMBER_WIDTH, foot - 14),
        PP_PLACEHOLDER.SLIDE_NUMBER: (
            MARGIN + WIDTH - _NUMBER_WIDTH,
            BOTTOM + 8,
            _NUMBER_WIDTH,
            foot - 14,
        ),
    }
    left, top, width, height = (Pt(each) for each in places[placeholder.placeholder_format.type])
    placeholder.left, placeholder.top = left, top
    placeholder.width, placeholder.height = width, height


def _draw(drawn: Any, slide: Slide, layout: Any, paper: Paper) -> None:
    title = _shown_title(slide.title)
    _draw_title(drawn.shapes.title, title)
    for box in slide.boxes:
        if isinstance(box, TextBox):
            draw_text(drawn, box)
        elif isinstance(box, ChartBox):
            draw_chart(drawn, box)
        else:
            draw_table(drawn, box)
    words = PAGE_WORDS[paper.language]
    for placeholder in layout.placeholders:
        _draw_foot(drawn, placeholder, f"{words.audiences[paper.audience]}. {words.disclaimer}")
    notes = slide.notes if title == slide.title else (slide.title, *slide.notes)
    drawn.notes_slide.notes_text_frame.text = "\n".join(notes)


def _is_room(title: str, size: float) -> bool:
    return text_height([title], WIDTH, size * BOLD) <= TITLE_HEIGHT - 8


def _shown_title(text: str) -> str:
    """The title, or as much of it as has room in the smallest letters; the notes have all."""
    shown = text
    while not _is_room(shown, _TITLE_SIZES[-1]):
        shown = f"{shown.removesuffix('…')[:-1].rstrip()}…"
    return shown


def _draw_title(shape: Any, text: str) -> None:
    size = next((each for each in _TITLE_SIZES if _is_room(text, each)), _TITLE_SIZES[-1])
    frame = shape.text_frame
    frame.text, frame.word_wrap = text, True
    frame.margin_left = frame.margin_right = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), True
            run.font.color.rgb = colour_of(INK)


def _draw_foot(drawn: Any, placeholder: Any, text: str) -> None:
    """Put the number of the slide and the line at its foot, which a layout only offers."""
    kind = placeholder.placeholder_format.type
    if kind not in {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER}:
        return
    copy = deepcopy(placeholder.element)
    drawn.shapes.element.append(copy)
    shape = next(each for each in drawn.placeholders if each.element is copy)
    numbers = [each.shape_id for each in drawn.shapes if each.element is not copy]
    copy.nvSpPr.cNvPr.set("id", str(max(numbers) + 1))
    if kind is PP_PLACEHOLDER.FOOTER:
        shape.text_frame.text = text
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    for paragraph in shape.text_frame.paragraphs:
        paragraph.font.size = Pt(_FOOT_SIZE)
        for run in paragraph.runs:
            run.font.size = Pt(_FOOT_SIZE)
