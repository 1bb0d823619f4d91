"""The bytes of a roster -> the columns that are needed; whatever else it holds is dropped here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice, zip_longest
from pathlib import Path

from models.errors import InputError, shown
from planner.processes.confined import ConfinedLimits, run_confined
from planner.roster.columns import ColumnChoice, choose, recognised
from planner.roster.delimited import delimited_rows, text_of_csv
from planner.roster.mapping import RosterMapping
from planner.roster.repeats import alike_remarks, employee_hash, rows_of_one
from planner.scenario_files.texts import bytes_of
from planner.workbook_files.large import MOST_COLUMNS, large_workbook, sheet_of

MOST_ROWS = 500_000
"""Rows of a roster that are not blank."""

_MOST_BYTES = 150_000_000
_HEADING_WITHIN = 30
_LIMITS = ConfinedLimits(memory_bytes=1_400_000_000, processor_seconds=60, seconds=120.0)
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
"""How workbooks begin, whatever their names: those of today, and those of before 2007."""

_AT_ONCE = 500
"""Rows that are held whole: few, so that they stay in the cache of the processor."""

RosterCell = str | float | date
"""What is kept of a cell."""

NumberedRow = tuple[int, Sequence[object]]
"""A row and its number, from 1, as a spreadsheet program counts."""


@dataclass(frozen=True)
class RosterColumns:
    """The columns of a roster that are needed."""

    file: str
    sha256: str
    choice: ColumnChoice
    values: Mapping[str, Sequence[RosterCell]]
    """Cells by field, top to bottom; an empty text where a cell is blank."""
    numbers: Sequence[int]
    """Numbers of the rows."""
    ragged: frozenset[int]
    """Numbers of rows with more cells than there are headings."""
    of_one: Sequence[Sequence[int]]
    """Numbers of rows that differ, for each employee who has several; nothing says who."""
    remarks: tuple[str, ...]


def read_roster(path: Path, mapping: RosterMapping, spared: Collection[str] = ()) -> RosterColumns:
    """Read a roster, XLSX or CSV, in a confined process.

    Parameters
    ----------
    path
        The file.
    mapping
        What its columns mean.
    spared
        Fields whose column may be missing though the mapping names it.

    Raises
    ------
    InputError
        If it cannot be read, has no row of headings, or several that may be meant.
    """
    file = shown(path.name)
    step = "Check that it is the right file; if so, keep the rows and columns of the roster."
    return run_confined(
        columns_of, path.resolve(), file, mapping, spared, file=file, limits=_LIMITS, next_step=step
    )


def columns_of(
    path: Path, file: str, mapping: RosterMapping, spared: Collection[str] = ()
) -> RosterColumns:
    """The needed columns of a roster; parameters and errors as for `read_roster`."""
    content = bytes_of(path, file, _MOST_BYTES)
    digest = sha256(content).hexdigest()
    if content.startswith(_WORKBOOKS):
        rows, remarks = _rows_of_workbook(content, file, mapping)
    else:
        text = text_of_csv(content, file, mapping.values.get("encoding", ""))
        rows, remarks = delimited_rows(text, file, mapping.values.get("delimiter", "")), ()
    del content
    headings = _headings(rows, mapping, file)
    choice = choose(headings, mapping.columns, file, spared)
    kept: dict[str, list[RosterCell]] = {field: [] for field in choice.places}
    # One object for each value: texts repeat from row to row.
    known: dict[str, dict[object, RosterCell]] = {field: {} for field in choice.places}
    numbers: list[int] = []
    ragged: set[int] = set()
    whole: list[int] = []
    employees: list[int] = []
    while batch := list(islice(rows, _AT_ONCE)):
        numbers += [number for number, _ in batch]
        if len(numbers) > MOST_ROWS:
            raise _wrong(f"holds more than {MOST_ROWS:,} rows", file)
        # Of what is dropped only hashes are kept, until all is read.
        whole += [hash(tuple(row)) for _, row in batch]
        ragged |= {
            number
            for number, row in batch
            if len(row) > len(headings) and any(row[len(headings) :])
        }
        # One row with very many cells would otherwise make as many columns.
        cut = (row[: len(headings)] for _, row in batch)
        columns = list(zip_longest(headings, *cut, fillvalue=""))
        for field, place in choice.places.items():
            kept[field] += _cells(columns[place][1:], known[field])
        if choice.employee_number is not None:
            employees += map(employee_hash, map(_cell, columns[choice.employee_number][1:]))
    return RosterColumns(
        file,
        digest,
        choice,
        kept,
        numbers,
        frozenset(ragged),
        rows_of_one(numbers, whole, employees),
        (*remarks, *alike_remarks(whole)),
    )


def _cells(values: Sequence[object], known: dict[object, RosterCell]) -> list[RosterCell]:
    """Cells of a column, by what is known of equal ones above."""
    if bool in set(map(type, values)):
        # True equals 1, and is no number.
        return list(map(_cell, values))
    for value in set(values):
        if value not in known:
            known[value] = _cell(value)
    return [known[value] for value in values]


def _cell(value: object) -> RosterCell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return "?"


def _rows_of_workbook(
    content: bytes, file: str, mapping: RosterMapping
) -> tuple[Iterator[NumberedRow], Sequence[str]]:
    book = large_workbook(content, file)
    wanted = mapping.values.get("sheet")
    names = [name for name in book.sheets if wanted is None or name == wanted]
    sheets = {name: sheet_of(book, name) for name in names[:1]} if len(names) == 1 else {}
    if not sheets:
        # Which sheet is a roster shows in its first rows.
        found = {name: sheet_of(book, name) for name in names}
        peeked = {name: list(islice(sheet.rows, _HEADING_WITHIN)) for name, sheet in found.items()}
        names = [
            name for name, rows in peeked.items() if any(_fits(row, mapping) for _, row in rows)
        ]
        if len(names) != 1:
            raise _which_sheet(book.sheets, names, file)
        sheets = {names[0]: sheet_of(book, names[0])}
    sheet = sheets[names[0]]
    remarks = [f"Sheet {shown(sheet.name)} was read."]
    if book.hidden_sheets:
        remarks.append(f"Hidden sheets, which were not read: {book.hidden_sheets}.")
    if book.hidden_rows:
        remarks.append(
            f"Rows that are hidden or filtered out, which count too: {book.hidden_rows:,}."
        )
    if sheet.merged:
        remarks.append("Some cells are merged: only the first of such cells has a value.")
    return sheet.rows, remarks


def _which_sheet(sheets: Sequence[str], fitting: Sequence[str], file: str) -> InputError:
    if fitting:
        listed = ", ".join(f"'{shown(name)}'" for name in fitting)
        step = f"Choose one: --set 'sheet={shown(fitting[0])}'."
        return InputError.of(
            f"has several sheets that may be the roster: {listed}", file, next_step=step
        )
    return _no_headings(file) if sheets else _wrong("has no sheet that is not hidden", file)


def _headings(rows: Iterator[NumberedRow], mapping: RosterMapping, file: str) -> list[str]:
    for _, row in islice(rows, _HEADING_WITHIN):
        if _fits(row, mapping):
            headings = [value.strip() if isinstance(value, str) else "" for value in row]
            while headings and not headings[-1]:
                headings.pop()
            if len(headings) > MOST_COLUMNS:
                raise _wrong(f"has more than {MOST_COLUMNS} columns", file)
            return headings
    raise _no_headings(file)


def _fits(row: Sequence[object], mapping: RosterMapping) -> bool:
    texts = [value.strip() for value in row if isinstance(value, str)]
    chosen = set(mapping.columns.values()) - {""}
    return recognised(texts) + len(chosen & set(texts)) >= 2


def _no_headings(file: str) -> InputError:
    message = f"has no row of headings among its first {_HEADING_WITHIN} rows"
    step = (
        "Name the columns in one row, such as 'Office', 'Job family', 'Company', "
        "'Annual salary', 'Currency', 'Hire date' (or 城市, 岗位, 公司, 年薪, 币种, "
        "入职日期), or say which they are: "
        "--set 'columns.office=Work place'."
    )
    return InputError.of(message, file, next_step=step)


def _wrong(message: str, file: str) -> InputError:
    return InputError.of(message, file, next_step="Check that it is the right file.")
