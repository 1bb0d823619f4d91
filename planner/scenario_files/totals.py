"""Rows of totals among the rows of a table, which people add and no scenario has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.account import Remark
from models.errors import shown
from models.tables import TABLE_KEYS
from models.workbook_places import sheet_place
from planner.scenario_files.draft import Cells
from planner.scenario_files.fields import ROW_TYPES, required_fields
from planner.scenario_files.written import plain_name

_TOTALS = frozenset(
    {
        "total",
        "totals",
        "grand total",
        "sum",
        "subtotal",
        "sub-total",
        "合计",
        "总计",
        "小计",
        "共计",
    }
)

PlacedCells = tuple[str, Cells]
"""Where a row is, and its cells."""


def without_totals(
    table: str, file: str, rows: Iterable[PlacedCells]
) -> tuple[list[PlacedCells], list[Remark]]:
    """Rows without those of totals, and what to say of these.

    A row is a total if its name says so and a field is empty that a row of the table needs. A row
    that has all it needs counts, whatever it is called, with a remark.

    Parameters
    ----------
    table
        Name of the table.
    file
        Its name in messages.
    rows
        As they were written.
    """
    kept: list[PlacedCells] = []
    remarks: list[Remark] = []
    needed, naming = required_fields(ROW_TYPES[table]), (*TABLE_KEYS[table], "name")
    for place, cells in rows:
        word = next(_words(cells, naming), "")
        whole = needed <= cells.keys()
        if not word or whole:
            kept.append((place, cells))
        if word:
            where = place if sheet_place(place) else f"{file}, {place}"
            remarks.append(_remark(table, where, word, whole=whole))
    return kept, remarks


def _words(cells: Cells, naming: Iterable[str]) -> Iterator[str]:
    for cell in map(cells.get, naming):
        if isinstance(cell, str) and plain_name(cell).rstrip(":") in _TOTALS:
            yield cell


def _remark(table: str, where: str, word: str, *, whole: bool) -> Remark:
    became = "counts as a row" if whole else "is left out"
    step = "Take it out if it is a total." if whole else "Put # before it, or take it out."
    return Remark(
        lint="totals",
        sentence=f"{where}: '{shown(word)}' {became}",
        table=table,
        next_step=step,
    )
