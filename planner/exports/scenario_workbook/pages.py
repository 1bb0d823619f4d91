"""The sheets of a scenario's workbook: their fields, and the content of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from models.base import Frozen
from models.ranges import SETTINGS, Range
from models.tables import TABLE_KEYS, row_key
from planner.exports.scenario_workbook.cells import (
    Content,
    content_of,
    decimal_of,
    text_of,
    value_at,
)
from planner.exports.scenario_workbook.questions import ASKED, FIRST_SETTINGS
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, group_at, is_figure
from planner.scenario_files.ranges import in_short
from planner.scenario_files.starts import EXAMPLE
from planner.scenario_files.tables import SEPARATOR
from planner.scenario_files.workbooks import CARDS, COMMENT, GUIDANCE, VALUE, Filled, leaves

_SPARE_ENTRIES = 2
_GUIDE_ROWS = 3
"""Rows of a table above its own: the headings, what they mean, and who knows what is typical."""

Record = tuple[Content, ...]
"""Contents of the cells of one row of a table."""

_RangesByPlace = Mapping[tuple[str, str, str], Range]
"""Ranges by table, row and field."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Typical rows, in columns to the right of a table that are not read."""

    headings: tuple[str, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the workbook."""

    name: str
    model: type[Frozen]
    paths: tuple[FieldPath, ...]
    headings: tuple[str, ...]
    """Names of the records, on a card."""
    records: tuple[Record, ...]
    """Contents of each row of the table, in the order of the paths."""
    examples: tuple[Record, ...] = ()
    """Typical rows above those of the table, as comments."""
    beside: Beside | None = None
    first_part: int = 0
    """Number of fields on a card that stand apart from the others, before them."""

    @property
    def card(self) -> bool:
        """Whether fields are rows and records are columns."""
        return self.name in CARDS

    @property
    def first_row(self) -> int:
        """The first row that is to be filled in, of a table; counted from 0."""
        return _GUIDE_ROWS + len(self.examples)

    @property
    def first_column(self) -> int:
        """The first column that is to be filled in, of a card; counted from 0."""
        return 1 if self.name == SETTINGS else 1 + len(GUIDANCE)

    def line_of(self, place: int) -> int:
        """The row of a field of a card, by its place among the fields."""
        return 1 + place + (1 if 0 < self.first_part <= place else 0)

    def cell_of(self, path: FieldPath) -> tuple[int, int]:
        """Row and column of the first cell in which a field is to be filled in."""
        place = self.paths.index(path)
        return (self.line_of(place), self.first_column) if self.card else (self.first_row, place)


def pages_of(filled: Filled) -> list[Page]:
    """Return the settings and every table, filled or not, those of the questions first."""
    ranges = {(each.table, each.row, each.field): each for each in filled.ranges}
    folded: set[tuple[str, str, str]] = set()
    pages = [_parted(_page(SETTINGS, SettingsRow, [filled.settings], ranges, folded))]
    for table in TABLE_KEYS:
        rows: Sequence[Any] = filled.tables[table]
        if table == "ranges":
            rows = [row for row in rows if (row.table, row.row, row.field) not in folded]
        page = _page(table, ROW_TYPES[table], rows, ranges, folded)
        pages.append(_with_examples(page, filled.examples.get(table, ()), ranges))
    return sorted(pages, key=lambda page: page.name not in ASKED)


def _parted(settings: Page) -> Page:
    """The settings, with those that a first-time user needs before the others."""
    first = [
        place
        for name in FIRST_SETTINGS
        for place, path in enumerate(settings.paths)
        if ".".join(path) == name or ".".join(path).startswith(f"{name}.")
    ]
    order = [*first, *(place for place in range(len(settings.paths)) if place not in first)]
    return replace(
        settings,
        paths=tuple(settings.paths[place] for place in order),
        records=tuple(tuple(record[place] for place in order) for record in settings.records),
        first_part=len(first),
    )


def _page(
    name: str,
    model: type[Frozen],
    rows: Sequence[Any],
    ranges: _RangesByPlace,
    folded: set[tuple[str, str, str]],
) -> Page:
    # On a card the heading of a record is its id.
    own = [path for path in leaves(model) if name not in CARDS or path != ("id",)]
    paths = tuple(_with_entries(own, rows))
    headings: tuple[str, ...] = ()
    if name in CARDS:
        headings = (VALUE,) if name == SETTINGS else tuple(value_at(row, ("id",)) for row in rows)
    records = tuple(_record(name, model, row, paths, ranges, folded) for row in rows)
    return Page(name, model, paths, headings, records)


def _record(
    name: str,
    model: type[Frozen],
    row: Any,
    paths: Sequence[FieldPath],
    ranges: _RangesByPlace,
    folded: set[tuple[str, str, str]],
) -> Record:
    key = "" if name == SETTINGS else SEPARATOR.join(row_key(name, row))
    contents = []
    for path in paths:
        at = name, key, ".".join(path)
        content = _content(model, row, path)
        short = _folded(model, path, content, ranges.get(at))
        folded |= {at} if short else set()
        contents.append(short or content)
    return tuple(contents)


_ASSUMED = f"assumption of the example {EXAMPLE}"
_OF_THE_COMPANY = {
    (name,) for name in ("entity", "jurisdiction", "seats", "max_blocks", "lease_break", "skills")
}
"""Fields of an office that say nothing of the offices of other companies."""
_BESIDE = {
    "pay": (("role",), ("office",), ("annual",)),
    "cases": (("jurisdiction",), ("topic",), ("likelihood",), ("base_rate",), ("source",)),
}
"""What is shown beside a table of the typical rows that are no rows of the company's own."""


def _with_examples(page: Page, rows: Sequence[Frozen], ranges: _RangesByPlace) -> Page:
    """The sheet with typical rows: of offices above their own, of others at the right."""
    if not rows:
        return page
    if page.name not in _BESIDE:
        records = [_record(page.name, page.model, row, page.paths, ranges, set()) for row in rows]
        examples = tuple(_as_comment(page, record) for record in records)
        return replace(page, examples=examples)
    paths = _BESIDE[page.name]
    sourced = ("source",) in paths
    headings = [f"{COMMENT} typical: {path[-1]}" for path in paths]
    beside = Beside(
        tuple(headings if sourced else [*headings, f"{COMMENT} source"]),
        tuple(
            _record(page.name, page.model, row, paths, ranges, set())
            + (() if sourced else (_ASSUMED,))
            for row in rows
        ),
    )
    return replace(page, beside=beside)


def _as_comment(page: Page, record: Record) -> Record:
    contents = {path: each or None for path, each in zip(page.paths, record, strict=True)}
    contents |= {("id",): f"{COMMENT} typical of {contents['id',]}", ("name",): _ASSUMED}
    return tuple(None if path in _OF_THE_COMPANY else contents[path] for path in page.paths)


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
