"""A workbook -> a draft of the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.errors import Problem, shown
from models.ranges import SETTINGS
from models.tables import TABLE_KEYS
from planner.processes.confined import confined
from planner.scenario_files.bounds import TABLE_BYTES
from planner.scenario_files.draft import Draft, Origin, Row, Table
from planner.scenario_files.fields import ROW_TYPES, Settings
from planner.scenario_files.naming import nearest
from planner.scenario_files.tables import row_under
from planner.scenario_files.texts import bytes_of
from planner.scenario_files.workbooks.across import table_across
from planner.scenario_files.workbooks.down import cards_of
from planner.scenario_files.workbooks.grids import Grid, grid_of
from planner.scenario_files.workbooks.layout import CARDS, COMMENT, README_SHEET, VALUE
from planner.scenario_files.workbooks.places import sheet_at
from planner.workbook_files.sheets import Sheet, sheets_of

_KNOWN = (SETTINGS, *TABLE_KEYS)


def draft_of_workbook(path: Path) -> Draft:
    """Draft of a scenario that is a workbook.

    Parameters
    ----------
    path
        The file: one sheet a table and one for the settings, as the planner writes it. A formula
        counts as what it last came to.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    file = shown(path.name)
    content = bytes_of(path, file, TABLE_BYTES)
    # Confined: the reader is native code, and a stranger may have made what it reads.
    return draft_of_sheets(confined(sheets_of, content, file, COMMENT, file=file), file)


def draft_of_sheets(sheets: list[Sheet], file: str) -> Draft:
    """Draft out of what is filled in on the sheets of a workbook.

    Parameters
    ----------
    sheets
        Its sheets, without those that are comments.
    file
        Its name in messages.
    """
    known = {sheet.name.strip().lower(): sheet for sheet in sheets}
    grids = {name: grid_of(known[name], file, name) if name in known else None for name in _KNOWN}
    row, problems, read = _settings(grids[SETTINGS], file)
    tables = {name: _table(name, grids[name], file) for name in TABLE_KEYS}
    return Draft(row, tables, (*_unknown(sheets, file), *problems), settings_read=read)


def _unknown(sheets: list[Sheet], file: str) -> Iterator[Problem]:
    for sheet in sheets:
        name = sheet.name.strip().lower()
        if name not in _KNOWN and name != README_SHEET.lower():
            yield Problem(
                "is no sheet of a scenario",
                file,
                f"sheet {shown(sheet.name)}",
                found=shown(sheet.name),
                next_step=f"{nearest(name, _KNOWN)} A sheet whose name starts with "
                f"{COMMENT} is ignored.",
            )


def _settings(grid: Grid | None, file: str) -> tuple[Row, tuple[Problem, ...], bool]:
    """The settings, what is wrong with their sheet, and whether they could be read."""
    origin = sheet_at(file, SETTINGS)
    if grid is None:
        next_step = f"Add the sheet '{SETTINGS}', with a field a row."
        problem = Problem("is missing or empty", file, origin.row, next_step=next_step)
        return Row({}, origin), (problem,), False
    cards, problems = cards_of(SETTINGS, grid, Settings, file)
    values = [card for card in cards if card.name == VALUE]
    for other in [card for card in cards if card.name != VALUE] + values[1:]:
        step, found = f"Keep one column '{VALUE}'.", shown(other.name)
        message = "is no column of settings" if other.name != VALUE else "stands there twice"
        problems.append(Problem(message, file, other.origin.row, "", found, step))
    if not values:
        next_step = f"Head the column that holds the values '{VALUE}'."
        problems.append(Problem(f"has no column '{VALUE}'", file, origin.row, next_step=next_step))
        return Row({}, origin), tuple(problems), False
    return Row(values[0].cells, origin, places=values[0].places), tuple(problems), True


def _table(name: str, grid: Grid | None, file: str) -> Table:
    if name in CARDS:
        return _table_of_cards(name, grid, file)
    return Table(file) if grid is None else table_across(name, grid, file)


def _table_of_cards(name: str, grid: Grid | None, file: str) -> Table:
    if grid is None:
        return Table(file)
    cards, problems = cards_of(name, grid, ROW_TYPES[name], file)
    rows: dict[str, Row] = {}
    complete = bool(cards) or not problems
    for card in cards:
        row = row_under(name, card.name, card.cells, card.origin)
        if isinstance(row, Problem):
            problems.append(row)
            complete = False
        elif card.name in rows:
            problems.append(_twice(card.name, card.origin, rows[card.name].origin))
        else:
            rows[card.name] = Row(row.cells, card.origin, places=card.places)
    return Table(file, rows, tuple(problems), complete)


def _twice(name: str, origin: Origin, first: Origin) -> Problem:
    message, found = f"repeats the heading of {first.row}", shown(name)
    return Problem(message, origin.file, origin.row, "", found, "Keep one of the two.")
