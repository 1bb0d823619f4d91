"""Tables alone as a paper: a sheet for each, the first in front, its notes as the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.choices import Audience, Language
from models.result import Result
from models.scenario import Scenario
from planner.exports.one_unit import in_one_unit
from planner.exports.paper import Paper, PaperFigure, PaperSheet
from planner.exports.scale import Scale, scale_for
from planner.exports.table import Table
from planner.exports.tables import plan_tables
from planner.wording.outcomes import status_words

# Long lists; the tables that a decision turns on come before them.
_AT_THE_END = ("moves", "findings", "origin")


def paper_of_plan(result: Result, scenario: Scenario) -> Paper:
    """Return a plan's tables as a paper."""
    summary, *others = plan_tables(result, scenario)
    tables = (
        replace(summary, notes=(status_words(result), *summary.notes)),
        *sorted(others, key=lambda table: table.name in _AT_THE_END),
    )
    return paper_of_tables(tables, scenario.title or scenario.name, scenario.planning_date)


def paper_of_tables(
    tables: Sequence[Table],
    title: str,
    dated: date,
    audience: Audience = Audience.PLANNER,
    figures: tuple[PaperFigure, ...] = (),
) -> Paper:
    """Return a paper of tables, each on a sheet under its title; figures are on the first."""
    first, *others = (in_one_unit(_sheet(table), _scales(tables)) for table in tables)
    return Paper(
        title=title,
        audience=audience,
        language=Language.ENGLISH,
        dated=dated,
        sheets=(replace(first, is_front=True, figures=figures), *others),
    )


def _scales(tables: Sequence[Table]) -> dict[Language, Scale]:
    """The unit that the largest of all amounts asks for."""
    priced = [table for table in tables if table.amounts]
    if not priced:
        return {}
    largest = max(amount for table in priced for amount in table.amounts)
    language = Language.ENGLISH
    return {language: scale_for(largest, priced[0].currency, language)}


def _sheet(table: Table) -> PaperSheet:
    return PaperSheet(table.title, table.title, table.notes, (replace(table, notes=()),))
