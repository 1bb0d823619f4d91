"""Reads a sheet with one field per row into one row of texts per column."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from models.base import Frozen
from models.errors import Problem, shown
from planner.scenario_files.draft import FieldPath, Origin
from planner.scenario_files.messages import nearest
from planner.scenario_files.old_names import current_path
from planner.scenario_files.workbooks.grids import Grid, cell_text, plain_text
from planner.scenario_files.workbooks.layout import (
    FIELD,
    GUIDANCE,
    cell_at,
    column_at,
    leaves,
    row_at,
)
from planner.scenario_files.written import is_note


@dataclass(frozen=True, slots=True)
class FieldCard:
    """One column of values."""

    name: str
    """Its heading."""
    origin: Origin
    cells: dict[str, Any] = field(default_factory=dict)
    places: dict[FieldPath, Origin] = field(default_factory=dict)


def cards_of(
    sheet: str, grid: Grid, model: type[Frozen], file: str
) -> tuple[list[FieldCard], list[Problem]]:
    """The cards of a sheet, and its problems.

    Parameters
    ----------
    sheet
        Name of the sheet.
    grid
        The sheet.
    model
        Type that a card describes.
    file
        The workbook's name in messages.
    """
    at = next((column for column, name in grid.headings.items() if name == FIELD), None)
    if at is None:
        origin = row_at(file, sheet, grid.heading_row)
        next_step = f"Head the column that names the fields '{FIELD}'."
        message = f"has no column '{FIELD}'"
        return [], [Problem(message, origin.file, origin.row, next_step=next_step)]
    lines, problems = _lines(sheet, grid, at, model, file)
    columns = [
        column
        for column, name in grid.headings.items()
        if name not in {FIELD, *GUIDANCE} and not is_note(name)
    ]
    cards = [_card(sheet, grid, column, lines, model, file) for column in columns]
    return cards, [*grid.problems, *problems]


def _lines(
    sheet: str, grid: Grid, at: int, model: type[Frozen], file: str
) -> tuple[dict[FieldPath, int], list[Problem]]:
    """Rows of the grid by field."""
    lines: dict[FieldPath, int] = {}
    problems: list[Problem] = []
    known = [".".join(path) for path in leaves(model)]
    for place, (number, cells) in enumerate(grid.rows):
        name = plain_text(cells.get(at, ""))
        if is_note(name):
            continue
        path = tuple(name.split("."))
        first = current_path(tuple("1" if _counts(part) else part for part in path))
        origin = cell_at(file, sheet, number, at)
        if first not in leaves(model):
            message, step = f"is not a field of {sheet}", nearest(name, known)
            problems.append(Problem(message, origin.file, origin.row, "", shown(name), step))
        elif path in lines:
            message, step = "names a field twice", "Keep one row for each field."
            problems.append(Problem(message, origin.file, origin.row, name, name, step))
        else:
            lines[path] = place
    return lines, problems


def _counts(part: str) -> bool:
    return part.isascii() and part.isdecimal() and len(part) < 4 and int(part) > 0


def _card(
    sheet: str,
    grid: Grid,
    column: int,
    lines: dict[FieldPath, int],
    model: type[Frozen],
    file: str,
) -> FieldCard:
    card = FieldCard(grid.headings[column], column_at(file, sheet, column))
    texts: dict[FieldPath, str] = {}
    places: dict[FieldPath, Origin] = {}
    for path, place in lines.items():
        number, cells = grid.rows[place]
        mark = grid.marks.get((number, column), "")
        texts[path] = cell_text(cells.get(column, ""), model, path, mark)
        places[path] = cell_at(file, sheet, number, column)
    filled = {path for path, text in texts.items() if text}
    for path, counted in _counted_anew(filled, places).items():
        card.places[counted] = places[path]
        if texts[path]:
            put(card.cells, counted, texts[path])
    return card


def _counted_anew(
    filled: Collection[FieldPath], every: Iterable[FieldPath]
) -> dict[FieldPath, FieldPath]:
    """Paths with list entries numbered without gaps; empty entries do not count."""
    numbers: dict[FieldPath, set[int]] = {}
    for path in filled:
        if (at := _number_at(path)) is not None:
            numbers.setdefault(path[:at], set()).add(int(path[at]))
    counted: dict[FieldPath, FieldPath] = {}
    for path in every:
        at = _number_at(path)
        if at is None:
            counted[path] = path
        elif (number := int(path[at])) in (known := numbers.get(path[:at], set())):
            rank = sum(other <= number for other in known)
            counted[path] = (*path[:at], str(rank), *path[at + 1 :])
    return counted


def _number_at(path: FieldPath) -> int | None:
    return next((place for place, part in enumerate(path) if part.isdecimal()), None)


def put(cells: dict[str, Any], path: FieldPath, text: str) -> None:
    """Put a text at the end of a path, creating groups and lists on the way."""
    name, *rest = path
    if not rest:
        cells[name] = text
    elif rest[0].isdecimal():
        entries = cells.setdefault(name, [])
        entries += [{} for _ in range(int(rest[0]) - len(entries))]
        put(entries[int(rest[0]) - 1], tuple(rest[1:]), text)
    else:
        put(cells.setdefault(name, {}), tuple(rest), text)
