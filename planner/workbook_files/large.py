"""The rows of one sheet of a large workbook, such as a roster, one at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from models.errors import InputError, shown
from planner.workbook_files.archive import parts_of
from planner.workbook_files.sheets import CellValue, packed

MOST_COLUMNS = 500
_UNPACKED_BYTES = 300_000_000
_MOST_AREA = 60_000_000
_HIDDEN_ROW = re.compile(rb"""<row\s[^>]*\bhidden=["'](?:1|true)["']""")
_DOCTYPE = b"<!DOCTYPE"
_SAVE = "Save it again from a spreadsheet program as an Excel workbook (.xlsx)."


@dataclass(frozen=True)
class LargeSheet:
    """A sheet of a large workbook."""

    name: str
    rows: Iterator[tuple[int, Sequence[CellValue]]]
    """Rows with their numbers, counted from 1; blank ones are left out."""
    merged: bool
    """Whether cells of it were made one."""


@dataclass(frozen=True)
class LargeWorkbook:
    """What a large workbook holds, before its rows are read."""

    sheets: tuple[str, ...]
    """Names of the sheets that people see."""
    hidden_sheets: int
    hidden_rows: int
    """Rows that are hidden or filtered out, over all sheets."""
    book: CalamineWorkbook
    file: str


def large_workbook(content: bytes, file: str) -> LargeWorkbook:
    """Open a workbook whose rows are read one sheet at a time; for a confined process.

    Parameters
    ----------
    content
        The file.
    file
        Its name in messages.

    Raises
    ------
    InputError
        If it is not a workbook, or wider or larger than any roster.
    """
    parts = parts_of(content, file, _UNPACKED_BYTES)
    if any(_DOCTYPE in part for part in parts.values()):
        raise _wrong("holds a document type, which no workbook needs", file)
    hidden_rows = sum(len(_HIDDEN_ROW.findall(part)) for part in parts.values())
    archive = packed(parts)
    del parts
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive))
    except (CalamineError, OSError, ValueError):
        raise _wrong("is damaged, or not an XLSX workbook", file) from None
    pages = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    seen = tuple(each.name for each in pages if _is_seen(each))
    return LargeWorkbook(seen, len(pages) - len(seen), hidden_rows, book, file)


def _is_seen(sheet: SheetMetadata) -> bool:
    return sheet.visible == SheetVisibleEnum.Visible


def sheet_of(workbook: LargeWorkbook, name: str) -> LargeSheet:
    """One sheet of a large workbook.

    Raises
    ------
    InputError
        If it cannot be read, or covers more cells than any roster.
    """
    try:
        sheet = workbook.book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError):
        raise _wrong("is damaged, or not an XLSX workbook", workbook.file, name) from None
    if sheet.width > MOST_COLUMNS:
        raise _too_wide(workbook.file, name)
    if sheet.height * sheet.width > _MOST_AREA:
        raise _wrong(f"covers more than {_MOST_AREA:,} cells", workbook.file, name)
    rows = (
        (number, row)
        for number, row in enumerate(sheet.iter_rows(), 1)
        if any(value != "" for value in row)
    )
    return LargeSheet(name, rows, bool(sheet.merged_cell_ranges))


def _too_wide(file: str, sheet: str = "") -> InputError:
    step = "Keep the columns of the roster, and save it again."
    return _wrong(f"has more than {MOST_COLUMNS} columns", file, sheet, step)


def _wrong(message: str, file: str, sheet: str = "", next_step: str = _SAVE) -> InputError:
    return InputError.of(message, file, f"sheet {shown(sheet)}" * bool(sheet), next_step=next_step)
