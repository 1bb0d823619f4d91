"""The bytes of a workbook -> its sheets, with nothing in them that was not looked at first."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from models.errors import InputError, Problem
from planner.scenario_files.workbooks.archive import parts_of
from planner.scenario_files.workbooks.parts import Part
from planner.scenario_files.workbooks.scanning import scanned

Value: TypeAlias = "int | float | str | bool | date | datetime | time | timedelta"
"""What a cell holds; empty text where it holds nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was filled in; rows and columns count from 0."""

    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """First and last cell of each area of cells that were made one."""
    flaws: tuple[tuple[int, int, str], ...] = ()
    """Row and column of cells with an error, and the error; empty for a formula that was never
    calculated."""


def sheets_of(content: bytes, file: str) -> list[Sheet]:
    """Sheets of a workbook in their order; charts are none.

    Parameters
    ----------
    content
        The file.
    file
        Its name in messages.

    Raises
    ------
    InputError
        If it is no workbook, or more than a scenario ever needs.
    """
    contents = parts_of(content, file)
    parts = scanned(contents, file)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(_packed(contents))) as book:
            return [
                _sheet(book, about.name, parts)
                for about in book.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
            ]
    except (CalamineError, OSError, ValueError):
        next_step = "Save it anew from a spreadsheet program as an Excel workbook (.xlsx)."
        problem = Problem("is damaged, or no XLSX workbook", file=file, next_step=next_step)
        raise InputError([problem]) from None


def _packed(contents: dict[str, bytes]) -> bytes:
    # Packed anew: two readers of one archive may disagree on what it holds.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _sheet(book: CalamineWorkbook, name: str, parts: dict[str, Part]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    part = parts.get(_part_of(name, parts))
    found = part.flaws if part is not None else ()
    flaws = tuple((row - 1, column - 1, error) for row, column, error in found)
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(name, rows, tuple(sheet.merged_cell_ranges or ()), flaws)


def _part_of(name: str, parts: dict[str, Part]) -> str:
    """The part that holds a sheet; empty where the workbook does not say."""
    book, links = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    target = links.links.get(book.sheets.get(name, ""), "") if book and links else ""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
