"""From a briefing to a paper: sheets with sentences, tables and figures, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.briefing import Briefing
from models.choices import Language
from planner.exports.one_unit import in_one_unit
from planner.exports.paper import Paper, PaperSheet
from planner.exports.sheets.assumptions import appendix_sheets, assumptions_sheet
from planner.exports.sheets.costs import cash_sheet, costs_sheet, losses_sheet
from planner.exports.sheets.decision import decision_sheet
from planner.exports.sheets.limits import limits_sheet, routes_sheet, settings_sheet
from planner.exports.sheets.moves import moves_sheet
from planner.exports.sheets.offices import offices_sheet
from planner.exports.sheets.pictures import (
    cash_figures,
    flows_figures,
    frontier_figures,
    heads_figures,
    tornado_figures,
    waterfall_figures,
    waves_figures,
    with_figures,
    with_spoken_names,
)
from planner.exports.sheets.reading import reading_sheet
from planner.exports.sheets.speech import Speech, speech_of
from planner.exports.sheets.turning import turning_sheet
from planner.exports.sheets.waves import waves_sheet
from planner.exports.sheets.worlds import pairs_sheet, worlds_sheet
from planner.exports.table import Table

__all__ = ["paper_of"]

_LONGEST_NAME = 31
"""Characters of a sheet's name, as spreadsheets allow."""


def paper_of(
    briefing: Briefing,
    language: Language = Language.ENGLISH,
    appendix: Sequence[Table] = (),
) -> Paper:
    """Write a paper on the plans of a briefing.

    Parameters
    ----------
    briefing
        What is known, exact or for a board.
    language
        Of the two front sheets, the title and all pictures; the appendix is in English.
    appendix
        More tables, each a sheet of its own before the last one.
    """
    speech, english = speech_of(briefing, language), speech_of(briefing, Language.ENGLISH)
    drawn = with_spoken_names(briefing, speech)
    front = (decision_sheet(briefing, speech), assumptions_sheet(briefing, speech))
    behind = (
        worlds_sheet(briefing, english),
        pairs_sheet(briefing),
        with_figures(moves_sheet(briefing, english), flows_figures(drawn, speech)),
        with_figures(costs_sheet(briefing, english), waterfall_figures(drawn, speech)),
        with_figures(cash_sheet(briefing, english), cash_figures(drawn, speech)),
        with_figures(losses_sheet(briefing, english), frontier_figures(drawn, speech)),
        with_figures(turning_sheet(briefing, english), tornado_figures(drawn, speech)),
        with_figures(offices_sheet(briefing, english), heads_figures(drawn, speech)),
        with_figures(waves_sheet(briefing, english), waves_figures(drawn, speech)),
        routes_sheet(briefing),
        limits_sheet(briefing, english),
        settings_sheet(briefing),
        *appendix_sheets(briefing, english),
        *_more_sheets(appendix),
        reading_sheet(briefing, english),
    )
    scales = {each.language: each.scale for each in (english, speech)}
    return Paper(
        title=_title(briefing, speech),
        audience=briefing.audience,
        language=language,
        dated=briefing.planning_date,
        sheets=tuple(
            in_one_unit(sheet, scales, briefing.amount_step)
            for sheet in (*front, *behind)
            if sheet is not None
        ),
    )


def _title(briefing: Briefing, speech: Speech) -> str:
    """Title of a paper; of one plan it is that of its scenario, as it was written."""
    if not speech.is_chinese or len(briefing.plans) == 1:
        return briefing.title
    return speech.say("Comparison of {plans}", plans=speech.listed(list(briefing.plans)))


def _more_sheets(tables: Sequence[Table]) -> Iterator[PaperSheet]:
    for table in tables:
        yield PaperSheet(table.title[:_LONGEST_NAME].strip(), table.title, tables=(table,))
