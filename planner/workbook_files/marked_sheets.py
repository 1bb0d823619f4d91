"""Cells of a sheet in other styles; cells that it does not have yet are added."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from planner.workbook_files.edits import (
    Edit,
    Element,
    appended,
    edited,
    elements_of,
    with_attribute,
)
from planner.workbook_files.xml_parts import UnusualPartError, column_number

CellPosition = tuple[int, int]
"""Row and column of a cell, counted from 1."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def position_of(cell: str) -> CellPosition:
    """The row and column of a cell such as ``C2``."""
    found = _CELL.fullmatch(cell)
    if found is None:
        raise UnusualPartError("holds a cell without a reference")
    return int(found[2]), column_number(found[1])


@dataclass(frozen=True)
class SheetCells:
    """The rows of a sheet, and the cells of those rows that are asked for."""

    content: bytes
    data: Element
    rows: dict[int, Element]
    cells: dict[CellPosition, Element]
    columns: list[tuple[int, int, int]]
    """First and last of a run of columns, and their style."""

    def style_of(self, at: CellPosition) -> int:
        """Number of the style of a cell; of its row or column for a cell that is not there."""
        if at in self.cells:
            return _number(self.cells[at].attributes.get("s", "0"))
        row = self.rows.get(at[0])
        if row is not None and row.attributes.get("customFormat") in {"1", "true"}:
            return _number(row.attributes.get("s", "0"))
        runs = (style for first, last, style in self.columns if first <= at[1] <= last)
        return next(runs, 0)


def cells_of(content: bytes, rows: Collection[int]) -> SheetCells:
    """The cells of some rows of a sheet."""
    at: CellPosition = (0, 0)
    numbers: list[int] = []
    places: list[CellPosition] = []

    def wanted(name: str, attributes: dict[str, str]) -> bool:
        nonlocal at
        if name == "row":
            at = _number(attributes.get("r", str(at[0] + 1))), 0
            numbers.append(at[0])
        elif name == "c":
            at = position_of(attributes["r"]) if "r" in attributes else (at[0], at[1] + 1)
            if at[0] not in rows:
                return False
            places.append(at)
        return name in {"sheetData", "row", "c", "col"}

    found = elements_of(content, wanted)
    named = {name: [each for each in found if each.name == name] for name in ("row", "c", "col")}
    data = next((each for each in found if each.name == "sheetData"), None)
    if data is None:
        raise UnusualPartError("is a sheet without rows")
    return SheetCells(
        content,
        data,
        dict(zip(numbers, named["row"], strict=True)),
        dict(zip(places, named["c"], strict=True)),
        [_run_of(each.attributes) for each in named["col"]],
    )


def _run_of(attributes: Mapping[str, str]) -> tuple[int, int, int]:
    first, last, style = (_number(attributes.get(name, "0")) for name in ("min", "max", "style"))
    return first, last, style


def restyled(sheet: SheetCells, styles: Mapping[str, int]) -> bytes:
    """The sheet with these styles of cells.

    Parameters
    ----------
    sheet
        The sheet, with the rows of these cells.
    styles
        Numbers of styles by cell.
    """
    content, edits = sheet.content, []
    new: dict[int, dict[int, bytes]] = {}
    for cell, style in styles.items():
        at = position_of(cell)
        if (known := sheet.cells.get(at)) is not None:
            tag = with_attribute(content[known.start : known.opened], "s", str(style))
            edits.append(Edit(known.start, known.opened, tag))
        else:
            written = f'<{sheet.data.prefix}c r="{cell}" s="{style}"/>'.encode()
            new.setdefault(at[0], {})[at[1]] = written
    missing: dict[int, bytes] = {}
    for number, cells in sorted(new.items()):
        if (row := sheet.rows.get(number)) is None:
            p, inner = sheet.data.prefix, b"".join(cells[column] for column in sorted(cells))
            missing[number] = b'<%brow r="%d">%b</%brow>' % (p.encode(), number, inner, p.encode())
        else:
            edits += _into_row(sheet, number, row, cells)
    return edited(content, [*edits, *_into_sheet(sheet, missing)])


def _into_row(
    sheet: SheetCells, number: int, row: Element, new: Mapping[int, bytes]
) -> Iterator[Edit]:
    """Cells at their place within a row, which are in the order of columns."""
    known = sorted(column for at, column in sheet.cells if at == number)
    groups: dict[int, list[bytes]] = {}
    for column in sorted(new):
        groups.setdefault(bisect_left(known, column), []).append(new[column])
    for place, cells in groups.items():
        inner = b"".join(cells)
        if place == len(known):
            yield appended(sheet.content, row, inner)
        else:
            before = sheet.cells[number, known[place]].start
            yield Edit(before, before, inner)


def _into_sheet(sheet: SheetCells, new: Mapping[int, bytes]) -> Iterator[Edit]:
    """Rows at their place, which are in order."""
    known = sorted(sheet.rows)
    groups: dict[int, list[bytes]] = {}
    for number in sorted(new):
        groups.setdefault(bisect_left(known, number), []).append(new[number])
    for place, rows in groups.items():
        inner = b"".join(rows)
        if place == len(known):
            yield appended(sheet.content, sheet.data, inner)
        else:
            before = sheet.rows[known[place]].start
            yield Edit(before, before, inner)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise UnusualPartError("holds a number that is none")
    return int(text)
