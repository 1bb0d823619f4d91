"""A workbook to a draft of the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from models.errors import Problem, shown
from models.ranges import SETTINGS
from models.tables import TABLE_KEYS
from planner.processes.confined import run_confined
from planner.scenario_files.draft import Cells, DraftTable, FieldPath, Origin, Row, ScenarioDraft
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, field_names, required_fields
from planner.scenario_files.messages import heading_problems, nearest
from planner.scenario_files.size_limits import TABLE_BYTES
from planner.scenario_files.tables import row_under, rows_by_key
from planner.scenario_files.texts import bytes_of
from planner.scenario_files.totals import without_totals
from planner.scenario_files.workbooks.cards import cards_of
from planner.scenario_files.workbooks.grids import Grid, cell_text, grid_of
from planner.scenario_files.workbooks.hidden import hidden_remarks, left_out
from planner.scenario_files.workbooks.layout import (
    CARDS,
    COMMENT,
    FIELD,
    OVERLAY_COLUMNS,
    OVERLAY_SHEET,
    README_SHEET,
    START_SHEET,
    VALUE,
    cell_at,
    row_at,
    sheet_at,
)
from planner.scenario_files.workbooks.overlay_sheet import overlays_on
from planner.workbook_files.sheets import Sheet, sheets_of

_KNOWN = (SETTINGS, *TABLE_KEYS, OVERLAY_SHEET)
_FOR_PEOPLE = (START_SHEET.lower(), README_SHEET.lower())


def draft_of_workbook(path: Path) -> ScenarioDraft:
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
    return draft_of_sheets(run_confined(sheets_of, content, file, COMMENT, file=file), file)


def draft_of_sheets(sheets: list[Sheet], file: str) -> ScenarioDraft:
    """Draft out of what is filled in on the sheets of a workbook.

    Parameters
    ----------
    sheets
        Its sheets, without those that are comments.
    file
        Its name in messages.
    """
    known = {_plain(sheet): sheet for sheet in sheets}
    others = [sheet for sheet in sheets if _plain(sheet) not in (*_KNOWN, *_FOR_PEOPLE)]
    grids = {
        name: grid_of(known[name], file, name, _headings(name)) if name in known else None
        for name in _KNOWN
    }
    row, problems, read = _settings(grids[SETTINGS], file)
    tables = {name: _table(name, grids[name], file) for name in TABLE_KEYS}
    remarks = [
        *left_out([sheet for sheet in others if sheet.hidden]),
        *(
            remark
            for name, grid in grids.items()
            if grid is not None
            for remark in hidden_remarks(name, known[name], grid)
        ),
    ]
    unknown = _unknown([sheet for sheet in others if not sheet.hidden], file)
    draft = ScenarioDraft(row, tables, settings_read=read, remarks=tuple(remarks))
    overlays, wrong = overlays_on(grids[OVERLAY_SHEET], file, draft)
    return replace(draft, problems=(*unknown, *problems, *wrong), overlays=overlays)


def _plain(sheet: Sheet) -> str:
    return sheet.name.strip().lower()


def _headings(name: str) -> tuple[str, ...]:
    if name == OVERLAY_SHEET:
        return OVERLAY_COLUMNS
    return (FIELD, VALUE) if name in CARDS else field_names(ROW_TYPES[name])


def _unknown(sheets: list[Sheet], file: str) -> Iterator[Problem]:
    for sheet in sheets:
        yield Problem(
            "is not a sheet of a scenario",
            file,
            sheet_at(file, shown(sheet.name)).row,
            found=shown(sheet.name),
            next_step=f"{nearest(_plain(sheet), _KNOWN)} A sheet whose name starts with "
            f"{COMMENT} is ignored.",
        )


def _settings(grid: Grid | None, file: str) -> tuple[Row, tuple[Problem, ...], bool]:
    """The settings, what is wrong with their sheet, and whether they could be read."""
    origin = sheet_at(file, SETTINGS)
    if grid is None:
        next_step = f"Add the sheet '{SETTINGS}', with a field a row."
        problem = Problem("is missing or empty", file, origin.row, next_step=next_step)
        return Row({}, origin), (problem,), False
    cards, problems = cards_of(SETTINGS, grid, SettingsRow, file)
    values = [card for card in cards if card.name == VALUE]
    for other in [card for card in cards if card.name != VALUE] + values[1:]:
        step, found = f"Keep one column '{VALUE}'.", shown(other.name)
        message = "is not a column of settings" if other.name != VALUE else "appears twice"
        problems.append(Problem(message, file, other.origin.row, "", found, step))
    if not values:
        next_step = f"Head the column that holds the values '{VALUE}'."
        problems.append(Problem(f"has no column '{VALUE}'", file, origin.row, next_step=next_step))
        return Row({}, origin), tuple(problems), False
    return Row(values[0].cells, origin, places=values[0].places), tuple(problems), True


def _table(name: str, grid: Grid | None, file: str) -> DraftTable:
    if name in CARDS:
        return _table_of_cards(name, grid, file)
    return DraftTable(file) if grid is None else table_across(name, grid, file)


def _table_of_cards(name: str, grid: Grid | None, file: str) -> DraftTable:
    if grid is None:
        return DraftTable(file)
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
    return DraftTable(file, rows, tuple(problems), complete)


def _twice(name: str, origin: Origin, first: Origin) -> Problem:
    message, found = f"repeats the heading of {first.row}", shown(name)
    return Problem(message, origin.file, origin.row, "", found, "Keep one of the two.")


def table_across(table: str, grid: Grid, file: str) -> DraftTable:
    """The table of a sheet: what is readable of it, and what is wrong.

    Parameters
    ----------
    table
        Name of the table, and of the sheet.
    grid
        The sheet.
    file
        The workbook's name in messages.
    """
    model = ROW_TYPES[table]
    columns = _columns(table, grid)
    rows: list[tuple[str, Cells]] = []
    places: dict[str, dict[FieldPath, Origin]] = {}
    for number, cells in grid.rows:
        texts = {
            name: cell_text(cells[column], model, (name,), grid.marks.get((number, column), ""))
            for name, column in columns.items()
            if column in cells
        }
        place = row_at(file, table, number).row
        places[place] = {
            (name,): cell_at(file, table, number, column) for name, column in columns.items()
        }
        rows.append((place, {name: text for name, text in texts.items() if text}))
    absent = required_fields(model) - set(columns)
    kept, remarks = without_totals(table, file, rows)
    read = rows_by_key(table, file, kept, absent)
    placed = {key: replace(row, places=places[row.origin.row]) for key, row in read.rows.items()}
    headings = [cell_at(file, table, grid.heading_row, column) for column in grid.headings]
    whole = row_at(file, table, grid.heading_row)
    wrong = heading_problems(table, list(grid.headings.values()), headings, whole)
    problems = (*grid.problems, *wrong, *read.problems)
    return replace(read, rows=placed, problems=problems, remarks=tuple(remarks))


def _columns(table: str, grid: Grid) -> dict[str, int]:
    """Columns of the fields; of two columns of one name the first."""
    known = field_names(ROW_TYPES[table])
    found: dict[str, int] = {}
    for column, name in grid.headings.items():
        if name in known:
            found.setdefault(name, column)
    return found
