"""Turns a draft into a scenario, or into a list of all its errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from models.account import ROW, Remark
from models.base import Frozen
from models.errors import InputError, Problem
from models.ranges import SETTINGS, Range
from models.scenario import FORMAT, Scenario
from models.tables import TABLE_KEYS
from models.workbook_places import SheetPlace, sheet_place
from planner.scenario_files.cross_checks import Lost, crossing_problems
from planner.scenario_files.draft import DraftTable, FieldPath, Origin, Row, ScenarioDraft
from planner.scenario_files.fields import (
    REQUIRED_TABLES,
    ROW_TYPES,
    SettingsRow,
    field_names,
    required_fields,
)
from planner.scenario_files.library import (
    EVERY_LAW,
    JURISDICTIONS,
    library,
    offices_with_law,
    shared_jurisdictions,
)
from planner.scenario_files.messages import MISSING, list_of
from planner.scenario_files.ranges import ranges_of
from planner.scenario_files.rows import problem_at, validate_row
from planner.scenario_files.size_limits import MOST_PROBLEMS, too_many_problems
from planner.scenario_files.tables import SEPARATOR

CELLS = "cells"
"""What remarks on single cells are called."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Values of a part of the draft, and its errors."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    lost: Lost
    ranges: tuple[Range, ...] = ()
    """Ranges of figures in this part."""
    remarks: tuple[Remark, ...] = ()
    """What people should know of how its cells were read."""


def assemble(draft: ScenarioDraft) -> Scenario:
    """The scenario that a draft describes.

    Raises
    ------
    InputError
        With every error.
    """
    currency = draft.settings.cells.get("currency")
    example = currency if isinstance(currency, str) and len(currency) == 3 else "USD"
    settings = _settings(draft, example)
    tables = [_table(name, draft, example) for name in TABLE_KEYS]
    parts = [settings, *tables]
    problems = _in_order(draft, [problem for part in parts for problem in part.problems])
    values = {name: value for part in parts for name, value in part.values.items()}
    values["ranges"] = (*values["ranges"], *(found for part in parts for found in part.ranges))
    remarks = (*draft.remarks, *(each for part in parts for each in part.remarks))
    unplaced: list[Problem] = []
    if not problems:
        try:
            scenario = Scenario.model_validate(values)
            return scenario.with_remarks(*remarks)
        except ValidationError as error:
            unplaced = _problems_of(error)
    # Which row each contradiction belongs to, which the scenario itself does not know.
    lost = frozenset().union(*(part.lost for part in parts))
    told = {(each.file, each.row, each.field, each.found) for each in problems}
    problems += [
        each
        for each in crossing_problems(draft, values, lost)
        if (each.file, each.row, each.field, each.found) not in told
    ]
    raise InputError(list(dict.fromkeys(problems)) or unplaced, remarks)


def _in_order(draft: ScenarioDraft, found: Sequence[Problem]) -> list[Problem]:
    """Problems in the order in which they are best mended.

    First how the files are laid out, since what is below a wrong heading may be right; then single
    values; then names that nothing has, which may be names of what was wrong before.
    """
    tables = (draft.tables[name] for name in TABLE_KEYS if name in draft.tables)
    laid_out = [*draft.problems, *(problem for table in tables for problem in table.problems)]
    every = dict.fromkeys((*laid_out, *found))
    return sorted(every, key=lambda problem: bool(problem.cause))


def newer_format(draft: ScenarioDraft) -> Problem | None:
    """The problem that the scenario has a format of a later release, if it does."""
    written = draft.settings.cells.get("format")
    if not (isinstance(written, str) and written.isdecimal() and len(written) < 10):
        return None
    if int(written) <= FORMAT:
        return None
    next_step = "Install a newer release of the planner."
    words = f"is a newer format than this release reads, {FORMAT}", next_step
    return problem_at(draft.settings, ("format",), words)


def _settings(draft: ScenarioDraft, example: str) -> _Part:
    if not draft.settings_read:
        return _Part({}, (), frozenset({("rates",), (SETTINGS,)}))
    value, ends, found, told = validate_row(SettingsRow, draft.settings, example)
    layout = _Told.of(draft.problems)
    problems = [each for each in found if each not in layout]
    wrong = {problem.field.split(".")[0] for problem in found}
    lost: Lost = {(SETTINGS, name) for name in wrong}
    lost |= {("rates",)} if "currency" in wrong else set()
    if value is not None:
        remarks = tuple(_remarks(SETTINGS, "", told))
        return _Part(_fields(value), (), lost, tuple(ranges_of(SETTINGS, "", ends)), remarks)
    return _Part(_right_settings(draft.settings, wrong, example), tuple(problems), lost)


def _right_settings(settings: Row, wrong: set[str], example: str) -> Mapping[str, Any]:
    """The valid settings, and defaults for the rest."""
    right = {name: cell for name, cell in settings.cells.items() if name not in wrong}
    filled = {"name": "x", "programme": "x", "planning_date": "2000-01-01", "currency": "XXX"}
    checked = validate_row(SettingsRow, Row({**filled, **right}, settings.origin), example)
    return {} if checked.value is None else _fields(checked.value)


def _fields(value: Frozen) -> Mapping[str, Any]:
    return {name: getattr(value, name) for name in field_names(type(value))}


def _table(name: str, draft: ScenarioDraft, example: str) -> _Part:
    table = draft.tables.get(name) or DraftTable(draft.places.get(name, draft.settings.origin.file))
    model = ROW_TYPES[name]
    laid_out = _Told.of(table.problems)
    values: list[Frozen] = []
    ranges: list[Range] = []
    remarks = list(table.remarks)
    problems = list(table.problems)
    lost: set[tuple[str, ...]] = set() if table.complete else {(name,)}
    for key, row in table.rows.items():
        if len(problems) > MOST_PROBLEMS:
            problems.append(too_many_problems(table.file))
            lost.add((name,))
            break
        value, ends, found, told = validate_row(model, row, example)
        problems += [
            _with_law(name, key, each, draft)
            for each in found
            if each not in laid_out and not _is_absent(each, table)
        ]
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
        problems.append(_no_rows(name, table, draft.settings.origin))
    return _Part(
        {name: tuple(values)}, tuple(problems), frozenset(lost), tuple(ranges), tuple(remarks)
    )


def _with_law(table: str, key: str, problem: Problem, draft: ScenarioDraft) -> Problem:
    """Where a workbook lacks a law that ships with the planner, how to get it."""
    in_workbook = sheet_place(problem.row) is not None
    if table != JURISDICTIONS or not in_workbook or problem.message != MISSING:
        return problem
    shipped = shared_jurisdictions(library())
    if key not in shipped:
        return problem
    known = offices_with_law(library())
    lacking = [
        name
        for name, row in draft.tables[JURISDICTIONS].rows.items()
        if name in known and not row.cells.get("severance")
    ]
    if key in lacking:
        offices = ",".join(_own_offices(lacking, known, draft))
        makes, laws = f"relocate new law.xlsx --workbook --offices {offices}", lacking
    else:
        makes, laws = f"relocate new law.xlsx --workbook --template {EVERY_LAW}", list(shipped)
    step = f"{problem.next_step} Or copy a column: the workbook that `{makes}` makes has "
    return replace(problem, next_step=f"{step}{list_of(laws)}.")


def _own_offices(
    places: Sequence[str], known: Mapping[str, Sequence[str]], draft: ScenarioDraft
) -> Iterator[str]:
    """Known offices of these jurisdictions: those of the draft, or else the first of each."""
    own = draft.tables["offices"].rows.keys() if "offices" in draft.tables else ()
    for place in places:
        yield from [office for office in known[place] if office in own] or known[place][:1]


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


@dataclass(frozen=True, slots=True)
class _Told:
    """Where problems of how a table is laid out have been told."""

    fields: frozenset[tuple[str, str, str]]
    """File, row and field."""
    cells: frozenset[tuple[str, str]]
    """File and cell of a workbook: what is wrong with a cell has no field."""

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> _Told:
        return cls(
            frozenset((each.file, each.row, each.field) for each in problems),
            frozenset((each.file, each.row) for each in problems if _is_cell(each)),
        )

    def __contains__(self, problem: Problem) -> bool:
        """Whether a problem is told already; a cell that cannot be read is also missing."""
        if problem.message == MISSING and (problem.file, problem.row) in self.cells:
            return True
        return (problem.file, problem.row, problem.field) in self.fields


def _is_cell(problem: Problem) -> bool:
    place = sheet_place(problem.row)
    return place is not None and bool(place.cell)


def _is_absent(problem: Problem, table: DraftTable) -> bool:
    """Whether its column is missing, which has been told once for all rows."""
    return problem.message == MISSING and problem.field in table.absent_columns


def _no_rows(name: str, table: DraftTable, settings: Origin) -> Problem:
    in_workbook = sheet_place(settings.row) is not None
    if name == JURISDICTIONS and in_workbook:
        place, step = SheetPlace(name).words, "Give each jurisdiction a column headed by its id."
        return Problem("has no jurisdictions", file=table.file, row=place, next_step=step)
    if name == JURISDICTIONS:
        next_step = f"List shared ones by name, or add some in {table.file}."
        return Problem("are missing", file=settings.file, field=name, next_step=next_step)
    model = ROW_TYPES[name]
    fields, required = field_names(model), required_fields(model)
    needed = [field for field in fields if field in required]
    if "id" in required and "name" in fields:
        # An id is made of the name.
        needed = [each for each in needed if each != "id"]
        needed = needed if "name" in required else ["id or name", *needed]
    next_step = f"Give at least one row; a row needs {', '.join(needed)}."
    row = SheetPlace(name).words if in_workbook else ""
    field = name if name != table.file and not in_workbook else ""
    return Problem("has no rows", file=table.file, row=row, field=field, next_step=next_step)


def _problems_of(error: ValidationError) -> list[Problem]:
    return [
        Problem(str(details["msg"]), field=".".join(str(part) for part in details["loc"]))
        for details in error.errors(include_url=False)
    ]
