"""Places in a workbook, as messages name them: ``sheet pay, cell C2``."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = re.compile(
    r"sheet (?P<sheet>.*?)"
    r"(, (cell (?P<column>[A-Z]+)(?P<row>[0-9]+)"
    r"|column (?P<whole_column>[A-Z]+)|row (?P<whole_row>[0-9]+)))?"
)


class SheetPlace(NamedTuple):
    """A sheet, a row or a column of it, or a cell."""

    sheet: str
    column: str = ""
    """Its letters; empty for a row or a sheet."""
    row: str = ""
    """Counted from 1; empty for a column or a sheet."""

    @property
    def cell(self) -> str:
        """Name of the cell, as in ``C2``; empty for what is more than one."""
        return f"{self.column}{self.row}" if self.column and self.row else ""

    @property
    def within(self) -> str:
        """The place within its sheet, as in ``cell C2``; empty for the whole sheet."""
        if self.cell:
            return f"cell {self.cell}"
        return f"column {self.column}" if self.column else f"row {self.row}" * bool(self.row)

    @property
    def words(self) -> str:
        """The place with its sheet."""
        return ", ".join(part for part in (f"sheet {self.sheet}", self.within) if part)


def sheet_place(words: str) -> SheetPlace | None:
    """The place that a message names; None for one that is in no workbook."""
    found = _WORDS.fullmatch(words)
    if found is None:
        return None
    column = found["column"] or found["whole_column"] or ""
    return SheetPlace(found["sheet"], column, found["row"] or found["whole_row"] or "")
