"""The bytes of a workbook to what is filled in on its sheets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from models.errors import InputError, Problem, shown
from planner.workbook_files.archive import UNPACKED_BYTES, parts_of
from planner.workbook_files.xml_parts import XmlPart, scan

MOST_AREA = 2_000_000
"""Cells of the rectangles that hold what is filled in, over all sheets that are read."""

MOST_CELLS = 400_000
"""Cells that are filled in, over all sheets that are read."""

CellValue: TypeAlias = "int | float | str | bool | date | datetime | time | timedelta"
"""What a cell holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was filled in; rows and columns count from 0."""

    name: str
    rows: dict[int, dict[int, CellValue]]
    """Filled cells by row and column, in order."""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """First and last cell of each area of cells that were made one."""
    flaws: tuple[tuple[int, int, str], ...] = ()
    """Row and column of cells with an error, and the error; empty for a formula that was never
    calculated."""
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    """What the number formats of cells write beside the number: a currency, a percent sign."""
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    """Those in which something is filled in."""
    hidden_columns: tuple[int, ...] = ()
    """Those in which something is filled in."""


@dataclass
class _ReadCount:
    """A running count of what has been read, with its limits."""

    file: str
    area: int = 0
    cells: int = 0
    letters: int = 0
    sheet: str = field(default="")

    def more(self, *, area: int = 0, cells: int = 0, letters: int = 0) -> None:
        """Count what was read, and refuse more than any scenario needs."""
        self.area, self.cells = self.area + area, self.cells + cells
        self.letters += letters
        if self.area > MOST_AREA:
            raise self._refusal(f"covers more than {MOST_AREA:,} cells")
        if self.cells > MOST_CELLS:
            raise self._refusal(f"has filled in more than {MOST_CELLS:,} cells")
        if self.letters > UNPACKED_BYTES:
            raise self._refusal(
                f"holds more than {UNPACKED_BYTES // 1_000_000} MB of text in cells"
            )

    def _refusal(self, message: str) -> InputError:
        next_step = "Check that it is the right file; if so, take out what is not of the scenario."
        where = f"sheet {shown(self.sheet)}"
        return InputError.of(message, self.file, where, next_step=next_step)


def sheets_of(content: bytes, file: str, comment: str) -> list[Sheet]:
    """Worksheets of a workbook in order.

    Parameters
    ----------
    content
        The file.
    file
        Its name in messages.
    comment
        Prefix of the names of sheets that are not read.

    Raises
    ------
    InputError
        If it is not a workbook, or larger than any scenario.
    """
    contents = parts_of(content, file)
    parts = scan(contents, file)
    read = _ReadCount(file)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(packed(contents))) as book:
            return [
                _sheet(book, about, parts, read)
                for about in book.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
                and not about.name.strip().startswith(comment)
            ]
    except (CalamineError, OSError, ValueError):
        next_step = "Save it again from a spreadsheet program as an Excel workbook (.xlsx)."
        problem = Problem("is damaged, or not an XLSX workbook", file=file, next_step=next_step)
        raise InputError([problem]) from None


def packed(contents: dict[str, bytes]) -> bytes:
    """XML parts as one archive again."""
    # Packed again: two readers of one archive may disagree on what it holds.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _sheet(
    book: CalamineWorkbook, about: SheetMetadata, parts: dict[str, XmlPart], read: _ReadCount
) -> Sheet:
    name = about.name
    read.sheet = name
    part = parts.get(_part_of(name, parts), XmlPart())
    # Checked before the sheet is laid out where the XML says so, and afterwards in any case.
    if part.last_row * part.last_column > MOST_AREA:
        read.more(area=part.last_row * part.last_column)
    sheet = book.get_sheet_by_name(name)
    read.more(area=sheet.height * sheet.width)
    rows: dict[int, dict[int, CellValue]] = {}
    left = sheet.start[1] if sheet.start is not None else 0
    for number, row in enumerate(sheet.iter_rows()):
        if cells := dict(_cells_filled_in(row, left)):
            letters = sum(len(value) for value in cells.values() if isinstance(value, str))
            read.more(cells=len(cells), letters=letters)
            rows[number] = cells
    flaws = tuple((row - 1, column - 1, error) for row, column, error in part.flaws)
    marks = {(row - 1, column - 1): mark for (row, column), mark in part.marked.items()}
    return Sheet(
        name,
        rows,
        tuple(sheet.merged_cell_ranges or ()),
        flaws,
        marks,
        hidden=about.visible != SheetVisibleEnum.Visible,
        hidden_rows=tuple(row for row in rows if row + 1 in part.hidden_rows),
        hidden_columns=tuple(_filled_columns(rows, part.hidden_columns)),
    )


def _filled_columns(
    rows: dict[int, dict[int, CellValue]], runs: list[tuple[int, int]]
) -> Iterator[int]:
    """Columns of these runs in which something is filled in."""
    if runs:
        filled = {column for cells in rows.values() for column in cells}
        yield from (
            column
            for column in sorted(filled)
            if any(first <= column + 1 <= last for first, last in runs)
        )


def _cells_filled_in(row: list[CellValue], left: int) -> Iterator[tuple[int, CellValue]]:
    for column, value in enumerate(row, left):
        if not isinstance(value, str) or value.strip():
            yield column, value


def _part_of(name: str, parts: dict[str, XmlPart]) -> str:
    """The part that holds a sheet; empty where the workbook does not say."""
    book, links = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    target = links.links.get(book.sheets.get(name, ""), "") if book and links else ""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
