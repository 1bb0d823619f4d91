"""Reads a table from CSV or JSON Lines into rows of texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from models.errors import InputError, Problem, shown
from planner.scenario_files.draft import Cells, DraftTable, Origin
from planner.scenario_files.fields import ROW_TYPES, field_names, required_fields
from planner.scenario_files.messages import heading_problems, list_of
from planner.scenario_files.size_limits import (
    MOST_PROBLEMS,
    MOST_ROWS,
    too_many_problems,
    too_many_rows,
)
from planner.scenario_files.tables import rows_by_key, without_empty
from planner.scenario_files.totals import without_totals
from planner.scenario_files.written import heading_of
from planner.scenario_files.yaml_json import from_json

_MOST_COLUMNS = 200


def from_csv(table: str, text: str, file: str) -> DraftTable:
    """Read a table from CSV: the rows that can be read, and the problems.

    Parameters
    ----------
    table
        Name of the table.
    text
        The CSV. Lines that start with ``#`` are comments; empty cells leave a field at its
        default.
    file
        Its name in messages.
    """
    lines = _lines(text)
    place, first = next(lines, ("", ""))
    header = _cells(first)
    if header is None:
        return DraftTable(file, problems=(_bad_quotes(file, place, first),), complete=False)
    known = field_names(ROW_TYPES[table])
    # Millions of names are not looked at one by one.
    header = [heading_of(name, known) for name in header[: _MOST_COLUMNS + 1]]
    if not set(header) & set(known) or len(header) > _MOST_COLUMNS:
        return DraftTable(file, problems=(_no_header(table, file, place, first),), complete=False)
    rows: list[tuple[str, Cells]] = []
    broken: list[Problem] = []
    for at, line in lines:
        if len(broken) > MOST_PROBLEMS or len(rows) >= MOST_ROWS:
            many = too_many_rows if len(rows) >= MOST_ROWS else too_many_problems
            broken.append(many(file))
            break
        cells = _cells(line)
        if cells is None:
            broken.append(_bad_quotes(file, at, line))
        elif len(cells) != len(header):
            broken.append(_ragged(file, at, len(header), cells))
        else:
            rows.append((at, _named(table, header, cells)))
    absent = required_fields(ROW_TYPES[table]) - set(header)
    kept, remarks = without_totals(table, file, rows)
    read = rows_by_key(table, file, kept, absent)
    whole = Origin(file, place)
    wrong = heading_problems(table, header, [whole] * len(header), whole)
    problems = (*wrong, *broken, *read.problems)
    complete = read.complete and not broken
    return DraftTable(file, read.rows, problems, complete, absent, tuple(remarks))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Lines that are neither empty nor comments, each with its place."""
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if line.strip() and not line.startswith("#"):
            yield f"line {number}", line.removesuffix("\n")


def _cells(line: str) -> list[str] | None:
    # Line by line, so that an unclosed quote affects one row and not the rest of the file.
    try:
        return [cell.strip() for cell in next(csv.reader([line], strict=True), [])]
    except csv.Error:
        return None


def _named(table: str, header: list[str], cells: list[str]) -> Cells:
    known = ROW_TYPES[table].model_fields
    # Backwards, so that the first of two columns with the same name counts.
    pairs = zip(reversed(header), reversed(cells), strict=True)
    return {name: cell for name, cell in pairs if cell and name in known}


def _no_header(table: str, file: str, place: str, line: str) -> Problem:
    columns = ", ".join(field_names(ROW_TYPES[table]))
    next_step = f"Start with a line that names columns, separated by commas: {columns}."
    return Problem("has no header", file, place, "", shown(line), next_step)


def _bad_quotes(file: str, place: str, line: str) -> Problem:
    next_step = (
        'Close quotes on the line they open; within them write a quote as "". '
        "Cells hold no line breaks, and at most 131072 characters."
    )
    return Problem("cannot be split into cells", file, place, "", shown(line), next_step)


def _ragged(file: str, place: str, columns: int, cells: list[str]) -> Problem:
    message = f"has {len(cells)} cells where the header has {columns} columns"
    next_step = 'Count the commas; put a cell that holds a comma in quotes ("a, b").'
    return Problem(message, file, place, "", list_of(cells), next_step)


def from_json_lines(table: str, text: str, file: str) -> DraftTable:
    """Read a table from JSON objects, one per line: the rows that can be read, and the problems.

    Parameters
    ----------
    table
        Name of the table.
    text
        The lines; empty lines and lines that start with ``#`` are skipped.
    file
        Its name in messages.
    """
    rows: list[tuple[str, Cells]] = []
    problems: list[Problem] = []
    for number, written in enumerate(io.StringIO(text), start=1):
        line = written.removesuffix("\n")
        if not line.strip() or line.startswith("#"):
            continue
        if len(problems) > MOST_PROBLEMS or len(rows) >= MOST_ROWS:
            many = too_many_rows if len(rows) >= MOST_ROWS else too_many_problems
            problems.append(many(file))
            break
        place = f"line {number}"
        try:
            cells = without_empty(from_json(line, file))
        except InputError as error:
            problems += [replace(problem, row=place) for problem in error.problems]
            continue
        if isinstance(cells, dict):
            rows.append((place, cells))
        else:
            next_step = 'Write one object a line, as in {"id": "...", "matter": "..."}.'
            problems.append(Problem("is not a row", file, place, "", shown(line), next_step))
    read = rows_by_key(table, file, rows)
    return DraftTable(file, read.rows, (*problems, *read.problems), read.complete and not problems)
