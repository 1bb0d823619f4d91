"""Contradictions between tables, reported as problems of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Any

from models.errors import Problem, shown
from models.flaws import FIRST_YEAR, REFERENCES, Flaw, flaws, unknown_name
from models.flaws.ranges import RANGES
from models.scenario import Scenario
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import Plain, Row, ScenarioDraft
from planner.scenario_files.messages import nearest
from planner.scenario_files.rows import problem_at
from planner.scenario_files.size_limits import MOST_PROBLEMS
from planner.scenario_files.tables import SEPARATOR
from planner.scenario_files.written import as_id

Lost = Set[tuple[str, ...]]
"""Invalid rows, as table and key; a table alone stands for all its rows."""

Firsts = dict[tuple[str, str], Row]

_GUESSED = 200
"""Most flaws for which the nearest name is sought; more would take minutes."""


def crossing_problems(draft: ScenarioDraft, values: Mapping[str, Any], lost: Lost) -> list[Problem]:
    """Contradictions between tables, without those that only follow from invalid rows.

    Parameters
    ----------
    draft
        The scenario as it was written.
    values
        Its valid settings and rows.
    lost
        Its invalid rows.
    """
    stand_in = {"planning_date": date(FIRST_YEAR, 1, 1), "currency": ""}
    found = [
        *_names_in_lost_rows(draft, values, lost),
        *flaws(Scenario.model_construct(**{**stand_in, **values})),
    ]
    # The posts of a cohort's service bands cannot be added up while one of them is wrong.
    unsure = {row[1] for row in lost if row[0] == "service" and len(row) > 1}
    own = [flaw for flaw in found if not _follows(flaw, lost, unsure)]
    firsts = _firsts(draft) if own else {}
    problems = [
        _problem(draft, flaw, firsts, _next_step(flaw) if number < _GUESSED else "")
        for number, flaw in enumerate(own[:MOST_PROBLEMS])
    ]
    if len(own) > MOST_PROBLEMS:
        rest = f"do not fit together in {len(own) - MOST_PROBLEMS:,} more places"
        problems.append(Problem(rest, file="tables", next_step="Fix the others first."))
    return problems


def _names_in_lost_rows(
    draft: ScenarioDraft, values: Mapping[str, Any], lost: Lost
) -> Iterator[Flaw]:
    """Names that nothing has in rows that are wrong elsewhere, so that both are told at once."""
    known = {target: tuple(row.id for row in values.get(target, ())) for *_, target in REFERENCES}
    for table, field, target in REFERENCES:
        rows = draft.tables[table].rows if table in draft.tables else {}
        for key, row in rows.items():
            parts = tuple(key.split(SEPARATOR))
            for name in _names(row.cells.get(field)) if (table, *parts) in lost else ():
                if name not in known[target]:
                    yield unknown_name(table, parts, field, target, name, known[target])


def _names(cell: Plain) -> Iterator[str]:
    """The identifiers in a cell that can be read as such."""
    cells = cell if isinstance(cell, list) else [cell]
    pieces = (piece for each in cells if isinstance(each, str) for piece in each.split(";"))
    yield from filter(None, map(as_id, pieces))


def _follows(flaw: Flaw, lost: Lost, unsure: Set[str]) -> bool:
    """Whether a flaw may only follow from another invalid row."""
    if flaw.lacks:
        return flaw.lacks in lost or flaw.lacks[:1] in lost
    return flaw.table == "service" and (("service",) in lost or flaw.key[0] in unsure)


def _next_step(flaw: Flaw) -> str:
    return nearest(flaw.found, flaw.known) if flaw.known else ""


def _firsts(draft: ScenarioDraft) -> Firsts:
    """The first row of each table by the first part of its key."""
    found: Firsts = {}
    for table, read in draft.tables.items():
        for name, row in read.rows.items():
            found.setdefault((table, name.partition(SEPARATOR)[0]), row)
    return found


def _problem(draft: ScenarioDraft, flaw: Flaw, firsts: Firsts, next_step: str) -> Problem:
    path = tuple(flaw.field.split("."))
    if flaw.table == RANGES and not _in_the_table(draft, flaw):
        return _inline_problem(draft, flaw, next_step)
    row = draft.settings
    if flaw.table in TABLE_KEYS:
        rows, key = draft.tables[flaw.table].rows, SEPARATOR.join(flaw.key)
        # A flaw of several rows has only the part of the key that they share.
        row = rows.get(key) or firsts.get((flaw.table, key), row)
    else:
        path = (flaw.table, *path) if flaw.field else (flaw.table,)
    origin = row.origin_of(path)
    field, found = ".".join(path), shown(flaw.found)
    return Problem(flaw.words, origin.file, origin.row, field, found, next_step, _lacking(flaw))


def _lacking(flaw: Flaw) -> str:
    """What a flaw lacks: a row, or the whole table where none of its rows is known."""
    whole = len(flaw.lacks) == 2 and not flaw.known
    return SEPARATOR.join(flaw.lacks[:1] if whole else flaw.lacks)


def _in_the_table(draft: ScenarioDraft, flaw: Flaw) -> bool:
    return RANGES in draft.tables and SEPARATOR.join(flaw.key) in draft.tables[RANGES].rows


def _inline_problem(draft: ScenarioDraft, flaw: Flaw, next_step: str) -> Problem:
    """A problem of a range that is written in the field itself."""
    table, key, field = flaw.key
    row = draft.tables[table].rows[key] if table in draft.tables else draft.settings
    words = flaw.words, next_step
    return replace(problem_at(row, tuple(field.split(".")), words), found=shown(flaw.found))
