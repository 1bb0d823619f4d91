"""Flaws between tables, as problems of the rows they show in."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from models.errors import Problem
from models.flaw import Flaw
from models.range_flaws import RANGES
from models.references import FIRST_YEAR, flaws
from models.scenario import Scenario
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import Draft
from planner.scenario_files.keys import SEPARATOR
from planner.scenario_files.naming import nearest, shown
from planner.scenario_files.rows import problem_at

Lost = Set[tuple[str, ...]]
"""Rows, as table and key, that are there but wrong; a table alone stands for all its rows."""

_GUESSED = 200
"""Flaws for which a nearest name is looked for: a file of noise would take minutes otherwise."""


def crossing_problems(draft: Draft, values: Mapping[str, Any], lost: Lost) -> list[Problem]:
    """What does not fit between tables, without what only follows from rows that are lost.

    Parameters
    ----------
    draft
        The scenario as it was written.
    values
        Those of its settings and rows that are right by themselves.
    lost
        The others.
    """
    stand_in = {"planning_date": date(FIRST_YEAR, 1, 1), "currency": ""}
    found = flaws(Scenario.model_construct(**{**stand_in, **values}))
    own = [flaw for flaw in found if not _follows(flaw, lost)]
    guessed = [_problem(draft, flaw, _next_step(flaw)) for flaw in islice(own, _GUESSED)]
    return guessed + [_problem(draft, flaw, "") for flaw in own[_GUESSED:]]


def _follows(flaw: Flaw, lost: Lost) -> bool:
    """Whether a flaw may only be there because another row is wrong."""
    if flaw.lacks:
        return flaw.lacks in lost or flaw.lacks[:1] in lost
    # The posts of a cohort's service bands cannot be added up if one of them is wrong.
    bands, parts = ("service", *flaw.key), len(flaw.key) + 1
    return flaw.table == "service" and (
        ("service",) in lost or any(row[:parts] == bands for row in lost)
    )


def _next_step(flaw: Flaw) -> str:
    return nearest(flaw.found, flaw.known) if flaw.known else ""


def _problem(draft: Draft, flaw: Flaw, next_step: str) -> Problem:
    path = tuple(flaw.field.split("."))
    if flaw.table == RANGES and not _in_the_table(draft, flaw):
        return _inline_problem(draft, flaw, next_step)
    row = draft.settings
    if flaw.table in TABLE_KEYS:
        rows, key = draft.tables[flaw.table].rows, SEPARATOR.join(flaw.key)
        # A flaw of several rows bears the part of the key that they share.
        like = (row for name, row in rows.items() if name.startswith(f"{key}{SEPARATOR}"))
        row = rows.get(key) or next(like, row)
    else:
        path = (flaw.table, *path) if flaw.field else (flaw.table,)
    origin = row.origin_of(path)
    field, found = ".".join(path), shown(flaw.found)
    return Problem(flaw.message, origin.file, origin.row, field, found, next_step)


def _in_the_table(draft: Draft, flaw: Flaw) -> bool:
    return RANGES in draft.tables and SEPARATOR.join(flaw.key) in draft.tables[RANGES].rows


def _inline_problem(draft: Draft, flaw: Flaw, next_step: str) -> Problem:
    """A problem with a range that is written in the field itself."""
    table, key, field = flaw.key
    row = draft.tables[table].rows[key] if table in draft.tables else draft.settings
    words = flaw.message, next_step
    return replace(problem_at(row, tuple(field.split(".")), words), found=shown(flaw.found))
