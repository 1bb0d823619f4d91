"""The sheets of a scenario's workbook: their fields, and the content of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, TypeAlias

from models.base import Frozen
from models.errors import InputError, Problem
from models.ranges import SETTINGS, Range
from models.scenario import Scenario
from models.tables import TABLE_KEYS, row_key
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, group_at, is_figure
from planner.scenario_files.ranges import in_short
from planner.scenario_files.tables import SEPARATOR
from planner.scenario_files.workbooks import CARDS, VALUE, leaves, number_text

Content: TypeAlias = "str | int | float | date | None"
"""Text, a number, a day; None for an empty cell."""

_LONGEST_TEXT = 32_767
_FIRST_YEAR = 1901


def value_at(row: object, path: FieldPath) -> Any:
    """Return the value at a path; None if a group or an entry on the way is missing."""
    for name in path:
        if row is None:
            return None
        if isinstance(row, tuple):
            row = row[int(name) - 1] if int(name) <= len(row) else None
        else:
            row = getattr(row, name)
    return row


def content_of(value: Any) -> Content:
    """What stands in the cell of a value, such that it is read back as the same value.

    Raises
    ------
    InputError
        The value does not fit into a cell.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat()
    if isinstance(value, date):
        # Spreadsheets have no dates before 1900, and count those of 1900 wrongly.
        day = date(value.year, value.month, value.day)
        return day if day.year >= _FIRST_YEAR else day.isoformat()
    if isinstance(value, int | float):
        # Spreadsheets keep 15 digits; a number with more is written as text.
        return value if float(f"{value:.15g}") == value else repr(value)
    entries = value if isinstance(value, tuple) else () if value is None else (value,)
    return _text(";".join(str(entry) for entry in entries))


def decimal_of(text: str) -> Content:
    """Return a decimal as a number if a spreadsheet keeps all its digits, else as text."""
    number = float(text)
    return number if number_text(number) == text else text


def text_of(content: Content) -> str:
    """Return the content of a cell as it is read back."""
    return number_text(content) if isinstance(content, int | float) else str(content or "")


def _text(text: str) -> Content:
    if len(text) > _LONGEST_TEXT:
        next_step = "Use a folder of tables for this scenario."
        problem = Problem("is too long for a cell", found=text[:60], next_step=next_step)
        raise InputError([problem])
    return text or None


_SPARE_ENTRIES = 2

RangeKey = tuple[str, str, str]
"""Table, row and field of a range."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the workbook."""

    name: str
    model: type[Frozen]
    paths: tuple[FieldPath, ...]
    headings: tuple[str, ...]
    """Names of the records, on a card."""
    records: tuple[tuple[Content, ...], ...]
    """Contents of each row of the table, in the order of the paths."""

    @property
    def card(self) -> bool:
        """Whether fields are rows and records are columns."""
        return self.name in CARDS


def pages_of(scenario: Scenario) -> list[Page]:
    """Return the settings and every table, filled or not, in reading order."""
    ranges = {(each.table, each.row, each.field): each for each in scenario.ranges}
    folded: set[RangeKey] = set()
    settings = _page(SETTINGS, SettingsRow, [scenario], ranges, folded)
    pages = [settings]
    for table in TABLE_KEYS:
        rows: Sequence[Any] = getattr(scenario, table)
        if table == "ranges":
            rows = [row for row in rows if (row.table, row.row, row.field) not in folded]
        pages.append(_page(table, ROW_TYPES[table], rows, ranges, folded))
    return pages


def _page(
    name: str,
    model: type[Frozen],
    rows: Sequence[Any],
    ranges: Mapping[RangeKey, Range],
    folded: set[RangeKey],
) -> Page:
    # On a card the heading of a record is its id.
    own = [path for path in leaves(model) if name not in CARDS or path != ("id",)]
    paths = tuple(_with_entries(own, rows))
    headings = (VALUE,) if name == SETTINGS else tuple(getattr(row, "id", "") for row in rows)
    records = []
    for row in rows:
        key = "" if name == SETTINGS else SEPARATOR.join(row_key(name, row))
        contents = []
        for path in paths:
            at = name, key, ".".join(path)
            content = _content(model, row, path)
            short = _folded(model, path, content, ranges.get(at))
            folded |= {at} if short else set()
            contents.append(short or content)
        records.append(tuple(contents))
    return Page(name, model, paths, headings, tuple(records))


def _with_entries(paths: Sequence[FieldPath], rows: Sequence[Any]) -> Iterator[FieldPath]:
    """Repeat the paths of a list for each of its entries and for some spare ones."""
    for above, group in groupby(paths, key=_list_of):
        within = list(group)
        if not above:
            yield from within
            continue
        longest = max((len(value_at(row, above) or ()) for row in rows), default=0)
        for number in range(1, longest + _SPARE_ENTRIES + 1):
            yield from ((*above, str(number), *path[len(above) + 1 :]) for path in within)


def _list_of(path: FieldPath) -> FieldPath:
    """Return the path of the list that a field belongs to; empty for none."""
    return next((path[:place] for place, part in enumerate(path) if part.isdecimal()), ())


def _content(model: type[Frozen], row: Any, path: FieldPath) -> Content:
    value = value_at(row, path)
    if isinstance(value, str) and _figure(model, path):
        return decimal_of(value)
    return content_of(value)


def _folded(
    model: type[Frozen], path: FieldPath, content: Content, found: Range | None
) -> str | None:
    """Return a figure with its range in one text; None if it has none."""
    if found is None or content is None or not _figure(model, path):
        return None
    return in_short(text_of(content), found.low, found.high)


def _figure(model: type[Frozen], path: FieldPath) -> bool:
    group = group_at(model, path[:-1])
    return group is not None and not _list_of(path) and is_figure(group, path[-1])
