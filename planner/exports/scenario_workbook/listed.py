"""Which cells of a sheet a drop-down list shows: names where they tell rows apart, else ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.exports.scenario_workbook.cells import text_of
from planner.exports.scenario_workbook.fields import is_needed
from planner.exports.scenario_workbook.pages import Page
from planner.scenario_files.written import as_id, plain_name

_ID, _NAME = ("id",), ("name",)


class FirstCell(NamedTuple):
    """Row and column of the first cell of a list, counted from 0."""

    row: int
    column: int


class ListedCells(NamedTuple):
    """Where the rows of a sheet are listed."""

    ids: FirstCell
    readable: FirstCell
    """Their names, or their ids where names would not do."""


def listed_cells(page: Page) -> ListedCells:
    """Where a sheet has the ids of its rows, and what people read."""
    ids = FirstCell(0 if page.card else page.first_row, page.first_column if page.card else 0)
    return ListedCells(ids, FirstCell(*page.cell_of(_NAME)) if _has_names(page) else ids)


def names_by_id(page: Page) -> dict[str, str]:
    """Names of the rows of a sheet by id; none where names would not do."""
    return dict(zip(_ids(page), _names(page), strict=True)) if _has_names(page) else {}


def _has_names(page: Page) -> bool:
    """Whether every row has a name that is no other's, and no other's id."""
    if _NAME not in page.paths:
        return False
    names = _names(page)
    if not names:
        return is_needed(page.model, _NAME)
    owners = dict(zip(_ids(page), names, strict=True))
    spelled = {plain_name(name) for name in names}
    told_apart = all(owners.get(as_id(name), name) == name for name in names)
    return all(names) and len(spelled) == len(names) and told_apart


def _names(page: Page) -> list[str]:
    place = page.paths.index(_NAME)
    return [text_of(record[place]) for record in page.records]


def _ids(page: Page) -> Sequence[str]:
    return page.headings if page.card else [text_of(record[0]) for record in page.records]
