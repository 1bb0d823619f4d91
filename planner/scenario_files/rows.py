"""Turns a row of texts into a value of its type, or into problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.base import Frozen
from models.errors import Problem, shown
from models.ranges import Figure
from planner.scenario_files.draft import Cells, FieldPath, Plain, Row
from planner.scenario_files.fields import field_names
from planner.scenario_files.messages import ErrorWords, in_words, misread_cells, nearest
from planner.scenario_files.ranges import (
    BASE,
    ENDS,
    PARTS,
    Ends,
    Parts,
    Ranged,
    at_base,
    at_end,
    figure_in,
)
from planner.scenario_files.written import read_cells

ValueT = TypeVar("ValueT", bound=Frozen)


class CheckedRow(NamedTuple, Generic[ValueT]):
    """A row that has been read, or its problems."""

    value: ValueT | None
    """The row as a value of its type; None if there is a problem."""
    ends: Ends
    """Both ends of each of its ranges."""
    problems: list[Problem]
    """By field."""
    remarks: Mapping[FieldPath, str] = {}
    """What people should know of how single cells were read."""


class _Read(NamedTuple):
    value: Frozen | None
    problems: list[Problem]


def validate_row(model: type[ValueT], row: Row, currency: str) -> CheckedRow[ValueT]:
    """Read a row, and check it.

    Parameters
    ----------
    model
        Type of the row.
    row
        Its cells and their origins.
    currency
        The planning currency, for examples in messages.
    """
    cells, remarks = read_cells(model, row.cells)
    row, ranged = at_base(model, replace(row, cells=cells))
    value, of_base = _validated(model, row, currency)
    problems = [each for each in of_base if not _lacks_base(each, ranged)]
    moved = {path: _at_ends(model, row, path, parts, currency) for path, parts in ranged.items()}
    for path, parts in ranged.items():
        problems += _range_problems(row, path, parts, moved[path], of_base)
    if value is None or problems:
        return CheckedRow(None, {}, problems)
    ends = {
        path: (_figure(read["low"], path), _figure(read["high"], path))
        for path, read in moved.items()
    }
    problems = [
        found for path in ranged for found in _order(row, value, path, ranged[path], ends[path])
    ]
    return CheckedRow(None if problems else value, ends, problems, remarks)


def _lacks_base(problem: Problem, ranged: Ranged) -> bool:
    """Whether a field is only wrong because its range has no base, which is reported already."""
    return any(
        not parts.get(BASE) and problem.field == ".".join(path) for path, parts in ranged.items()
    )


def _at_ends(
    model: type[Frozen], row: Row, path: FieldPath, parts: Parts, currency: str
) -> Mapping[str, _Read]:
    """The row with a figure at each end of its range, as far as the range is whole."""
    return {
        name: _Read(
            *_validated(model, replace(row, cells=at_end(row.cells, path, parts[name])), currency)
        )
        for name in ENDS
        if parts.get(BASE) and parts.get(name)
    }


def _range_problems(
    row: Row, path: FieldPath, parts: Parts, moved: Mapping[str, _Read], of_base: list[Problem]
) -> Iterator[Problem]:
    """Problems of a range: missing parts, unknown parts, wrong ends."""
    for name in dict.fromkeys((*PARTS, *parts)):
        if name not in PARTS:
            words = "is not a part of a range", nearest(name, PARTS)
        elif not parts.get(name):
            words = "is missing from the range", "Write low, base and high."
        else:
            if name in moved:
                yield from _end_problems(row, (*path, name), parts[name], moved[name], of_base)
            continue
        yield replace(problem_at(row, path, words), field=".".join((*path, name)), found="")


def _end_problems(
    row: Row, at: FieldPath, end: Plain, moved: _Read, of_base: list[Problem]
) -> Iterator[Problem]:
    """Problems of an end of a range that its base does not have."""
    path = at[:-1]
    known = {_without_found(problem) for problem in of_base}
    for problem in moved.problems:
        mine = problem.field.split(".")[: len(path)] == list(path)
        if mine or _without_found(problem) not in known:
            origin = row.origin_of(path)
            field, found = ".".join(at), shown(end) if isinstance(end, str) else ""
            yield replace(problem, file=origin.file, row=origin.row, field=field, found=found)


def _without_found(problem: Problem) -> Problem:
    return replace(problem, found="")


def _figure(read: _Read, path: FieldPath) -> Figure:
    if read.value is None:
        raise LookupError(".".join(path))
    return figure_in(read.value, path)


def _order(
    row: Row, value: Frozen, path: FieldPath, parts: Parts, ends: tuple[Figure, Figure]
) -> Iterator[Problem]:
    """The problem that a range does not include its base, or mixes currencies."""
    base = figure_in(value, path)
    low, high = ends
    if {low.currency, high.currency} != {base.currency}:
        words = "is a range in several currencies", "Write all three in one currency."
        yield problem_at(row, path, words)
    elif not low.amount <= base.amount <= high.amount:
        words = "lies outside its own range", f"It runs from {parts['low']} to {parts['high']}."
        yield problem_at(row, path, words)


def _validated(model: type[ValueT], row: Row, currency: str) -> tuple[ValueT | None, list[Problem]]:
    misread_at = dict(misread_cells(model, row.cells, currency))
    problems = [problem_at(row, path, words) for path, words in misread_at.items()]
    try:
        # Lax, since every cell is a text; `misread_cells` catches what that would accept.
        value = model.model_validate(dict(row.cells), strict=False)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = _path(details)
            if not any(path[: len(known)] == known for known in misread_at):
                problems.append(_problem(model, row, path, details))
        return None, problems
    return (None if problems else value), problems


def problem_at(row: Row, path: FieldPath, words: ErrorWords) -> Problem:
    """A problem of one field of a row, at the place where it was last written."""
    origin = row.origin_of(path)
    message, next_step = words
    found = _found(row.cells, path)
    return Problem(message, origin.file, origin.row, shown(".".join(path)), found, next_step)


def _path(details: ErrorDetails) -> FieldPath:
    """The field of an error; entries of a list are counted from 1, single names are not."""
    loc = details["loc"]
    names = loc[:-1] if loc and isinstance(loc[-1], int) else loc
    return tuple(str(part + 1) if isinstance(part, int) else part for part in names)


def _problem(model: type[Frozen], row: Row, path: FieldPath, details: ErrorDetails) -> Problem:
    words = in_words(details, model, path)
    if not path and details["type"] == "value_error":
        # A check over several fields names the field concerned first.
        first = words[0].split(" ", 1)[0]
        path = (first,) if first in field_names(model) else ()
    problem = problem_at(row, path, words)
    entry = details["input"]
    if isinstance(entry, str) and details["type"] != "missing":
        return Problem(
            problem.message,
            problem.file,
            problem.row,
            problem.field,
            shown(entry),
            problem.next_step,
        )
    return problem


def _found(cells: Cells, path: FieldPath) -> str:
    """The text in a field, or the list of texts."""
    value: Plain = dict(cells)
    for name in path:
        if isinstance(value, list) and name.isdecimal() and int(name) <= len(value):
            value = value[int(name) - 1]
        else:
            value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, list):
        return shown("; ".join(item for item in value if isinstance(item, str)))
    return shown(value) if isinstance(value, str) else ""
