"""From a paper to slides: six at most that decide, and an appendix with everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.charts.chart import Chart, ChartKind
from planner.exports.page_words import PAGE_WORDS
from planner.exports.paper import Paper, PaperSheet
from planner.exports.pptx.boxes import ChartBox, Slide
from planner.exports.pptx.pages import (
    charts_slide,
    sheet_slides,
    statement_slides,
    text_slides,
)

MOST_IN_FRONT = 6
_TOGETHER = 2
"""Charts on one slide."""
_MOST_PANELS = 4
"""Panels of a chart that has half a slide; one of more has a slide of its own."""
_OF_ONE_PLAN = (ChartKind.WATERFALL, ChartKind.GANTT, ChartKind.TORNADO)
_OF_ALL_PLANS = (ChartKind.SCATTER, ChartKind.PANELS)
"""Kinds of charts that are shown in front: the first of each of one plan, all of all plans."""


def slides_of(paper: Paper) -> tuple[Slide, ...]:
    """Return a paper as slides; what has no room in front goes on in the appendix."""
    charts = _key_charts(paper)
    words = PAGE_WORDS[paper.language]
    front = [sheet for sheet in paper.sheets if sheet.is_front]
    behind = [sheet for sheet in paper.sheets if not sheet.is_front]
    first, later = _in_front(_front_slides(front, charts), charts)
    appendix: list[Slide] = []
    for slides in later:
        title = words.continued.format(slides[0].title)
        appendix += _numbered([replace(slide, title=title) for slide in slides])
    for sheet in behind:
        appendix += _numbered(sheet_slides(sheet))
    divider: list[Slide] = []
    if first and behind:
        contents = [sheet.title for sheet in behind]
        divider = text_slides(words.appendix, contents)
    about = (f"{paper.title}. {words.dated.format(paper.dated)}", words.disclaimer)
    return tuple(
        replace(slide, notes=tuple(dict.fromkeys((*slide.notes, *about))))
        for slide in (*first, *divider, *appendix)
    )


def _key_charts(paper: Paper) -> list[Chart]:
    """Charts of the first plan, then those of all plans; the other way round if plans differ."""
    charts = [figure.chart for sheet in paper.sheets for figure in sheet.figures]
    of_kind = [[chart for chart in charts if chart.kind is kind] for kind in _OF_ONE_PLAN]
    of_first = [found[0] for found in of_kind if found]
    of_all = [chart for kind in _OF_ALL_PLANS for chart in charts if chart.kind is kind]
    is_comparison = any(len(found) > 1 for found in of_kind)
    return [*of_all, *of_first] if is_comparison else [*of_first, *of_all]


def _front_slides(front: Sequence[PaperSheet], charts: Sequence[Chart]) -> list[list[Slide]]:
    """The answer on a slide of its own, then all else in front; the slides of each apart."""
    groups: list[list[Slide]] = []
    for sheet in front:
        is_answer = sheet is front[0] and bool(sheet.sentences)
        if is_answer:
            small = [chart for chart in charts if not _is_large(chart)]
            groups.append(statement_slides(sheet, small[:_TOGETHER]))
        groups.append(sheet_slides(sheet, without_sentences=is_answer))
    return [group for group in groups if group]


def _in_front(
    groups: Sequence[Sequence[Slide]], charts: Sequence[Chart]
) -> tuple[list[Slide], list[Sequence[Slide]]]:
    """The slides in front with charts for the room that is left, and those that have no room.

    Of each sheet the first slides are in front and the others, in their order, behind.
    """
    slides = [slide for group in groups for slide in group]
    drawn = [box.chart for each in slides for box in each.boxes if isinstance(box, ChartBox)]
    others = [chart for chart in charts if chart not in drawn]
    kept = _kept(groups, MOST_IN_FRONT - bool(others))
    front: list[Slide] = []
    later: list[Sequence[Slide]] = []
    for group, number in zip(groups, kept, strict=True):
        front += _numbered(group[:number])
        later += [group[number:]] if group[number:] else []
    for together in _together(others):
        if front and len(front) < MOST_IN_FRONT:
            front.append(charts_slide(together))
    return front, later


def _together(charts: Sequence[Chart]) -> Iterator[Sequence[Chart]]:
    """The charts of each slide; large ones first, since only a slide of its own shows them."""
    yield from ([chart] for chart in charts if _is_large(chart))
    small = [chart for chart in charts if not _is_large(chart)]
    for place in range(0, len(small), _TOGETHER):
        yield small[place : place + _TOGETHER]


def _is_large(chart: Chart) -> bool:
    return len(chart.panels) > _MOST_PANELS


def _kept(groups: Sequence[Sequence[Slide]], room: int) -> list[int]:
    """How many slides of each sheet are in front: one, then up to where its last part begins."""
    kept = [0] * len(groups)
    begun = [
        max((at for at, slide in enumerate(group, 1) if not slide.is_continued), default=0)
        for group in groups
    ]
    for wanted in ([1] * len(groups), begun, [len(group) for group in groups]):
        for place, number in enumerate(wanted):
            more = min(max(0, number - kept[place]), room - sum(kept))
            kept[place] += more
    return kept


def _numbered(slides: Sequence[Slide]) -> list[Slide]:
    """Slides of one title, counted."""
    if len(slides) == 1:
        return list(slides)
    total = len(slides)
    return [
        replace(slide, title=f"{slide.title} ({number}/{total})")
        for number, slide in enumerate(slides, start=1)
    ]
