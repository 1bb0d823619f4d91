"""Lays out the answer of a paper, its charts, and any other sheet."""

from __future__ import annotations

from collections.abc import Sequence

from planner.charts.chart import Chart
from planner.exports.measure import text_height
from planner.exports.paper import PaperSheet
from planner.exports.pptx.boxes import (
    BOTTOM,
    GAP,
    HEIGHT,
    MARGIN,
    TOP,
    WIDTH,
    ChartBox,
    Rectangle,
    Slide,
    TextBox,
)
from planner.exports.pptx.flow import CAPTION, SENTENCE_GAP, SlideFlow

_SIZES = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
"""Sizes of sentences on a slide of their own."""
_BESIDE_CHARTS = (20.0, 18.0, 16.0, 15.0, 14.0)
_IN_FRONT, _BEHIND = (14.0, 12.0, 11.0, 10.0), (12.0, 11.0, 10.0)
"""Largest letters in tables, to be tried in this order."""


def statement_slides(sheet: PaperSheet, charts: Sequence[Chart]) -> list[Slide]:
    """Return the sentences of a sheet, with charts below them if there is room."""
    for size in _BESIDE_CHARTS if charts else ():
        used = text_height(sheet.sentences, WIDTH, size, SENTENCE_GAP)
        if used <= HEIGHT / 2:
            text = TextBox(Rectangle(MARGIN, TOP, WIDTH, used), sheet.sentences, size)
            drawn = _side_by_side(charts, TOP + used + GAP)
            return [Slide(sheet.title, (text, *drawn), tuple(each.summary for each in charts))]
    return text_slides(sheet.title, sheet.sentences)


def text_slides(title: str, texts: Sequence[str]) -> list[Slide]:
    """Return texts in letters as large as fit, on more than one slide if they must."""
    for size in _SIZES:
        used = text_height(texts, WIDTH, size, SENTENCE_GAP)
        if used <= HEIGHT:
            return [
                Slide(title, (TextBox(Rectangle(MARGIN, TOP, WIDTH, used), tuple(texts), size),))
            ]
    flow = SlideFlow(title, _BEHIND[0])
    flow.add_texts(texts)
    flow.turn()
    return flow.slides


def charts_slide(charts: Sequence[Chart]) -> Slide:
    """Return charts side by side, each under what it shows."""
    said = tuple(chart.summary for chart in charts)
    places = [box.place for box in _side_by_side(charts, TOP)]
    used = max(text_height([text], places[0].width, CAPTION) for text in said)
    texts = tuple(
        TextBox(Rectangle(place.left, TOP, place.width, used), (text,), CAPTION)
        for place, text in zip(places, said, strict=True)
    )
    title = "; ".join(chart.title for chart in charts)
    return Slide(title, (*texts, *_side_by_side(charts, TOP + used + GAP)), said)


def sheet_slides(sheet: PaperSheet, *, without_sentences: bool = False) -> list[Slide]:
    """Return all that a sheet holds, in its order, on as few slides as can be."""
    sizes = _IN_FRONT if sheet.is_front else _BEHIND
    laid = [
        _laid(sheet, size, splits=splits, without_sentences=without_sentences)
        for splits in ((False, True) if sheet.is_front else (False,))
        for size in sizes
    ]
    return min(laid, key=len)


def _laid(
    sheet: PaperSheet, largest: float, *, splits: bool, without_sentences: bool
) -> list[Slide]:
    flow = SlideFlow(sheet.title, largest, splits)
    if not without_sentences:
        flow.add_texts(sheet.sentences)
    for table in sheet.tables:
        flow.add_table(table)
    flow.add_texts(sheet.notes, is_quiet=True)
    for figure in sheet.figures:
        flow.add_figure(figure)
    flow.turn()
    return flow.slides


def _side_by_side(charts: Sequence[Chart], top: float) -> tuple[ChartBox, ...]:
    width = (WIDTH - GAP * (len(charts) - 1)) / len(charts)
    return tuple(
        ChartBox(Rectangle(MARGIN + place * (width + GAP), top, width, BOTTOM - top), chart)
        for place, chart in enumerate(charts)
    )
