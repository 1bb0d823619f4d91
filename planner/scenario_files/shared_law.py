"""Advice for a workbook that lacks a law which ships with the planner."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from models.errors import Problem
from models.workbook_places import sheet_place
from planner.scenario_files.draft import ScenarioDraft
from planner.scenario_files.library import (
    EVERY_LAW,
    library,
    offices_with_law,
    shared_jurisdictions,
)
from planner.scenario_files.messages import MISSING, list_of


def with_shared_law(
    problems: Mapping[str, Sequence[Problem]], draft: ScenarioDraft
) -> Iterator[Problem]:
    """Problems of jurisdictions; where a law is missing that ships, with how to get it.

    Parameters
    ----------
    problems
        Problems by jurisdiction. What is missing of a law that is partly filled in ships too.
    draft
        The scenario.
    """
    lacking = [place for place, found in problems.items() if any(map(_is_lacking, found))]
    for place, found in problems.items():
        for problem in found:
            yield _advised(problem, place, lacking, draft) if _is_lacking(problem) else problem


def _is_lacking(problem: Problem) -> bool:
    return problem.message == MISSING and sheet_place(problem.row) is not None


def _advised(
    problem: Problem, place: str, lacking: Collection[str], draft: ScenarioDraft
) -> Problem:
    shipped, known = shared_jurisdictions(library()), offices_with_law(library())
    if place not in shipped:
        return problem
    if place in known:
        laws = [name for name in lacking if name in known]
        offices = ",".join(_own_offices(laws, known, draft))
        makes = f"relocate new law.xlsx --workbook --offices {offices}"
    else:
        laws = list(shipped)
        makes = f"relocate new law.xlsx --workbook --template {EVERY_LAW}"
    step = f"{problem.next_step} Or copy a column: the workbook that `{makes}` makes has "
    return replace(problem, next_step=f"{step}{list_of(laws)}.")


def _own_offices(
    places: Sequence[str], known: Mapping[str, Sequence[str]], draft: ScenarioDraft
) -> Iterator[str]:
    """Known offices of these jurisdictions: those of the draft, or else the first of each."""
    own = draft.tables["offices"].rows.keys() if "offices" in draft.tables else ()
    for place in places:
        yield from [office for office in known[place] if office in own] or known[place][:1]
