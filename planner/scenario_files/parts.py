"""The settings and each table of a draft as values, with all that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from models.account import ROW, Remark
from models.base import Frozen
from models.errors import Problem
from models.ranges import SETTINGS, Range
from planner.scenario_files.absent_rows import no_rows
from planner.scenario_files.already_told import AlreadyTold, is_absent
from planner.scenario_files.cross_checks import Lost
from planner.scenario_files.draft import DraftTable, FieldPath, Row, ScenarioDraft
from planner.scenario_files.fields import REQUIRED_TABLES, ROW_TYPES, SettingsRow, field_names
from planner.scenario_files.library import JURISDICTIONS
from planner.scenario_files.ranges import ranges_of
from planner.scenario_files.rows import validate_row
from planner.scenario_files.shared_law import with_shared_law
from planner.scenario_files.size_limits import MOST_PROBLEMS, too_many_problems
from planner.scenario_files.tables import SEPARATOR

CELLS = "cells"
"""What remarks on single cells are called."""


@dataclass(frozen=True, slots=True)
class DraftPart:
    """Values of a part of the draft, and its errors."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    lost: Lost
    ranges: tuple[Range, ...] = ()
    """Ranges of figures in this part."""
    remarks: tuple[Remark, ...] = ()
    """What people should know of how its cells were read."""


def settings_part(draft: ScenarioDraft, example: str) -> DraftPart:
    """The settings; ``example`` is a currency for messages."""
    if not draft.settings_read:
        return DraftPart({}, (), frozenset({("rates",), (SETTINGS,)}))
    value, ends, found, told = validate_row(SettingsRow, draft.settings, example)
    layout = AlreadyTold.of(draft.problems)
    problems = [each for each in found if each not in layout]
    wrong = {problem.field.split(".")[0] for problem in found}
    lost: Lost = {(SETTINGS, name) for name in wrong}
    lost |= {("rates",)} if "currency" in wrong else set()
    if value is not None:
        remarks = tuple(_remarks(SETTINGS, "", told))
        return DraftPart(_fields(value), (), lost, tuple(ranges_of(SETTINGS, "", ends)), remarks)
    return DraftPart(_right_settings(draft.settings, wrong, example), tuple(problems), lost)


def _right_settings(settings: Row, wrong: set[str], example: str) -> Mapping[str, Any]:
    """The valid settings, and defaults for the rest."""
    right = {name: cell for name, cell in settings.cells.items() if name not in wrong}
    filled = {"name": "x", "programme": "x", "planning_date": "2000-01-01", "currency": "XXX"}
    checked = validate_row(SettingsRow, Row({**filled, **right}, settings.origin), example)
    return {} if checked.value is None else _fields(checked.value)


def _fields(value: Frozen) -> Mapping[str, Any]:
    return {name: getattr(value, name) for name in field_names(type(value))}


def table_part(name: str, draft: ScenarioDraft, example: str) -> DraftPart:
    """A table by its name; ``example`` is a currency for messages."""
    table = draft.tables.get(name) or DraftTable(draft.places.get(name, draft.settings.origin.file))
    laid_out = AlreadyTold.of(table.problems)
    values: list[Frozen] = []
    ranges: list[Range] = []
    remarks = list(table.remarks)
    in_rows: dict[str, list[Problem]] = {}
    of_table: list[Problem] = []
    count = len(table.problems)
    lost: set[tuple[str, ...]] = set() if table.complete else {(name,)}
    for key, row in table.rows.items():
        if count > MOST_PROBLEMS:
            of_table.append(too_many_problems(table.file))
            lost.add((name,))
            break
        value, ends, found, told = validate_row(ROW_TYPES[name], row, example)
        in_rows[key] = [
            each for each in found if each not in laid_out and not is_absent(each, table)
        ]
        count += len(in_rows[key])
        if value is None:
            lost.add((name, *key.split(SEPARATOR)))
        else:
            values.append(value)
            ranges += ranges_of(name, key, ends)
            remarks += _remarks(name, key, told)
    # The list of jurisdictions may be in settings that could not be read.
    unknown = name == JURISDICTIONS and not draft.settings_read
    if unknown or (name in REQUIRED_TABLES and not table.rows):
        lost.add((name,))
    if name in REQUIRED_TABLES and not table.rows and table.complete and not unknown:
        of_table.append(no_rows(name, table, draft.settings.origin))
    law = name == JURISDICTIONS
    of_rows = with_shared_law(in_rows, draft) if law else chain.from_iterable(in_rows.values())
    return DraftPart(
        values={name: tuple(values)},
        problems=(*table.problems, *of_rows, *of_table),
        lost=frozenset(lost),
        ranges=tuple(ranges),
        remarks=tuple(remarks),
    )


def _remarks(table: str, key: str, told: Mapping[FieldPath, str]) -> Iterator[Remark]:
    for path, words in told.items():
        field = ".".join(path)
        where = f"{table} {ROW}, {field}" if key else field
        step = "If it was not meant so, write the share itself, as in 5%."
        yield Remark(
            lint=CELLS,
            sentence=f"{where}: {words}",
            table=table,
            row=key,
            field=field,
            next_step=step,
        )
