"""Sheets and tables of a paper by name, and the sample briefing with its first plan changed."""

from __future__ import annotations

from typing import Any

from models.briefing import Briefing
from planner.exports.paper import Paper, PaperSheet
from planner.exports.table import Table
from tests.support.briefings import sample_briefing


def sheet(paper: Paper, name: str) -> PaperSheet:
    return next(each for each in paper.sheets if each.name == name)


def table(paper: Paper, name: str) -> Table:
    return next(each for page in paper.sheets for each in page.tables if each.name == name)


def first_changed(**changes: Any) -> Briefing:
    """The sample with its first plan changed."""
    briefing = sample_briefing()
    plan = briefing.chosen.model_copy(update=changes)
    return briefing.model_copy(update={"options": (plan, *briefing.options[1:])})
