"""How a scenario is laid out in a workbook: sheets, headings, and what places are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from models.base import Frozen
from models.ranges import SETTINGS
from models.workbook_places import SheetPlace
from planner.scenario_files.draft import FieldPath, Origin
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, field_names, group_at, is_list

START_SHEET, README_SHEET = "Start here", "Read me"
"""Sheets that only people read."""

KNOWN_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Suffixes of workbooks, those included that can only be refused with advice."""

COMMENT = "#"
"""A row or a sheet that begins with it is a comment."""

FIELD, VALUE = "field", "value"

OVERLAY_SHEET = "overlays"
OVERLAY, ABOUT, INCLUDES, CHANGE = "overlay", "about", "includes", "change"
OVERLAY_COLUMNS = (OVERLAY, ABOUT, INCLUDES, CHANGE, VALUE)

GUIDANCE = ("meaning", "how to write it", "who knows it, and what is typical")
"""Columns of a card that only people read."""


@cache
def leaves(model: type[Frozen]) -> tuple[FieldPath, ...]:
    """Paths of the single fields of a type, those of its groups included, in reading order.

    A list of groups shows its first entry, counted from 1: ``budget.by_fiscal_year.1.limit``.
    """
    return tuple(_leaves(model))


def _leaves(model: type[Frozen]) -> Iterator[FieldPath]:
    for name in field_names(model):
        group = group_at(model, (name,))
        first = (name, "1") if is_list(model, name) else (name,)
        if group is None:
            yield (name,)
        else:
            yield from ((*first, *path) for path in _leaves(group))


def _has_groups(model: type[Frozen]) -> bool:
    return any(len(path) > 1 for path in leaves(model))


CARDS = frozenset(
    name for name, model in {SETTINGS: SettingsRow, **ROW_TYPES}.items() if _has_groups(model)
)
"""Sheets with the fields downwards and one column for each row of the table: groups of fields
would not fit side by side. The others have one field a column."""


def cell_name(row: int, column: int) -> str:
    """What people call a cell: row and column 0 is ``A1``."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """What people call a column: 0 is ``A``, 26 is ``AA``."""
    above, place = divmod(column, 26)
    return (column_name(above - 1) if above else "") + chr(ord("A") + place)


def sheet_at(file: str, sheet: str) -> Origin:
    """A sheet as a whole."""
    return Origin(file, SheetPlace(sheet).words)


def row_at(file: str, sheet: str, row: int) -> Origin:
    """A row, counted from 0."""
    return Origin(file, SheetPlace(sheet, row=str(row + 1)).words)


def column_at(file: str, sheet: str, column: int) -> Origin:
    """A column, counted from 0."""
    return Origin(file, SheetPlace(sheet, column_name(column)).words)


def cell_at(file: str, sheet: str, row: int, column: int) -> Origin:
    """A cell, its row and column counted from 0."""
    return Origin(file, SheetPlace(sheet, column_name(column), str(row + 1)).words)
