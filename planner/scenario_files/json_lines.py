"""JSON, one row a line -> rows of texts."""

from __future__ import annotations

import io
from dataclasses import replace

from models.errors import InputError, Problem, shown
from planner.scenario_files.bounds import (
    MOST_PROBLEMS,
    MOST_ROWS,
    too_many_problems,
    too_many_rows,
)
from planner.scenario_files.draft import Cells, Table
from planner.scenario_files.json_text import from_json
from planner.scenario_files.tables import given, keyed


def from_json_lines(table: str, text: str, file: str) -> Table:
    """A table out of one JSON object a line: what is readable of it, and what is wrong.

    Parameters
    ----------
    table
        Name of the table.
    text
        The lines; empty ones and those that start with ``#`` are left out.
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
            cells = given(from_json(line, file))
        except InputError as error:
            problems += [replace(problem, row=place) for problem in error.problems]
            continue
        if isinstance(cells, dict):
            rows.append((place, cells))
        else:
            next_step = 'Write one object a line, as in {"id": "...", "matter": "..."}.'
            problems.append(Problem("is no row", file, place, "", shown(line), next_step))
    read = keyed(table, file, rows)
    return Table(file, read.rows, (*problems, *read.problems), read.complete and not problems)
