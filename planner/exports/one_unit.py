"""The amounts of a paper in one unit, so that figures of two tables compare at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.choices import Language
from planner.exports.paper import PaperSheet
from planner.exports.scale import Scale, fitting
from planner.exports.table import Table


def in_one_unit(sheet: PaperSheet, scales: Mapping[Language, Scale], step: int = 1) -> PaperSheet:
    """Return a sheet whose amounts are in the unit of its paper.

    A table whose amounts would all vanish in it keeps a unit of its own, as its heading says.

    Parameters
    ----------
    sheet
        The sheet.
    scales
        The unit in each language of the paper; all amounts are of one currency.
    step
        What all amounts are multiples of.
    """

    def scaled(table: Table) -> Table:
        amounts = table.amounts
        if not any(amounts):
            return replace(table, scale=scales[table.language]) if amounts else table
        scale = fitting(scales[table.language], max(amounts), table.currency, step)
        return replace(table, scale=scale)

    return replace(
        sheet,
        tables=tuple(map(scaled, sheet.tables)),
        figures=tuple(replace(each, table=scaled(each.table)) for each in sheet.figures),
    )
