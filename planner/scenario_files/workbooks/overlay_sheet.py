"""Reads the overlays of a workbook: what-ifs by name, a row for each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.errors import InputError, Problem, shown
from models.settings import Overlay, merged_changes
from models.tables import TABLE_KEYS
from planner.scenario_files.assignments import LONGEST_SETTING, assignment, path_of
from planner.scenario_files.draft import Plain, ScenarioDraft
from planner.scenario_files.fields import ROW_TYPES, SettingsRow
from planner.scenario_files.messages import nearest
from planner.scenario_files.overlays import NAME
from planner.scenario_files.size_limits import MOST_CHANGES
from planner.scenario_files.workbooks.grids import Grid, cell_text, plain_text
from planner.scenario_files.workbooks.layout import (
    ABOUT,
    CHANGE,
    INCLUDES,
    OVERLAY,
    OVERLAY_COLUMNS,
    OVERLAY_SHEET,
    VALUE,
    cell_at,
    row_at,
    sheet_at,
)
from planner.scenario_files.written import is_note
from planner.scenario_files.yaml_json import from_yaml
from planner.workbook_files.sheets import CellValue


def overlays_on(
    grid: Grid | None, file: str, draft: ScenarioDraft
) -> tuple[tuple[Overlay, ...], list[Problem]]:
    """The overlays of a workbook, and what is wrong on their sheet.

    Parameters
    ----------
    grid
        The sheet; None if there is nothing on it.
    file
        The workbook's name in messages.
    draft
        What the overlays change.
    """
    if grid is None:
        return (), []
    problems = [*grid.problems, *_headings(grid, file)]
    if len(grid.rows) > MOST_CHANGES:
        return (), [*problems, _too_many(file)]
    found: dict[str, Overlay] = {}
    for number, cells in grid.rows:
        row = {grid.headings.get(column, ""): column for column in cells}
        name = "-".join(plain_text(cells[row[OVERLAY]]).split()) if OVERLAY in row else ""
        if not NAME.fullmatch(name):
            problems.append(_unnamed(name, file, number))
            continue
        texts = {heading: plain_text(cells[column]) for heading, column in row.items()}
        change: Mapping[str, Plain] = {}
        try:
            if CHANGE in row or VALUE in row:
                key, column = texts.get(CHANGE, ""), row.get(VALUE, -1)
                mark = grid.marks.get((number, column), "")
                change = assignment(key, _value(key, cells.get(column), mark, draft), draft)
        except InputError as error:
            at = row_at(file, OVERLAY_SHEET, number)
            problems += [replace(each, file=at.file, row=at.row) for each in error.problems]
        found[name] = _with(found.get(name, Overlay(name)), texts, change)
    return tuple(found.values()), problems


def _with(overlay: Overlay, texts: Mapping[str, str], change: Mapping[str, Plain]) -> Overlay:
    """The overlay with one more row of its own."""
    listed = [name.strip() for name in texts.get(INCLUDES, "").split(";") if name.strip()]
    return Overlay(
        overlay.name,
        overlay.about or texts.get(ABOUT, ""),
        merged_changes(overlay.changes, change),
        tuple(dict.fromkeys((*overlay.includes, *listed))),
    )


def _value(key: str, cell: CellValue | None, mark: str, draft: ScenarioDraft) -> Plain:
    """What a cell sets the field of a path to, read as that field needs it."""
    if cell is None or not key:
        next_step = "Write both: what is changed, and to what; none resets it or takes a row out."
        message = "has no value" if key else "has a value, and does not say of what"
        raise InputError.of(message, field=CHANGE, found=shown(key), next_step=next_step)
    table, *rest = path_of(key[:LONGEST_SETTING], draft)
    model = ROW_TYPES.get(table, SettingsRow)
    path = tuple(rest[1:] if table in TABLE_KEYS else (table, *rest))
    text = cell_text(cell, model, path, mark) if path else plain_text(cell)
    # A group of fields or a list of them stands in one cell as in YAML.
    return from_yaml(text, OVERLAY_SHEET) if text.startswith(("{", "[")) else text


def _headings(grid: Grid, file: str) -> Iterator[Problem]:
    for column, heading in grid.headings.items():
        if heading not in OVERLAY_COLUMNS and not is_note(heading):
            at = cell_at(file, OVERLAY_SHEET, grid.heading_row, column)
            message, step = "is not a column of overlays", nearest(heading, OVERLAY_COLUMNS)
            yield Problem(message, at.file, at.row, "", shown(heading), step)


def _too_many(file: str) -> Problem:
    at = sheet_at(file, OVERLAY_SHEET)
    step = "Keep overlays in files of their own, and name them by path."
    return Problem(f"has more than {MOST_CHANGES:,} rows", at.file, at.row, next_step=step)


def _unnamed(name: str, file: str, number: int) -> Problem:
    at = row_at(file, OVERLAY_SHEET, number)
    step = "Name the overlay that the row belongs to: letters, digits, dashes and underscores."
    message = "is not a name for an overlay" if name else "is missing"
    return Problem(message, at.file, at.row, OVERLAY, shown(name), step)
