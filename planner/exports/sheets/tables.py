"""Columns and cells that several sheets share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.briefing import Briefing
from models.compared import ComparedPlan
from models.outlook import ShownCount
from planner.exports.sheets.labels import option_words
from planner.exports.sheets.speech import Speech
from planner.exports.table import Column, ColumnKind, Table, Value


def option_columns(briefing: Briefing, speech: Speech, kind: ColumnKind) -> tuple[Column, ...]:
    """A column for each option."""
    return tuple(
        Column(f"option_{number}", option_words(option, speech), kind)
        for number, option in enumerate(briefing.options, 1)
    )


def plan_columns(briefing: Briefing, kind: ColumnKind = ColumnKind.TEXT) -> tuple[Column, ...]:
    """A column for each plan."""
    return tuple(
        Column(f"plan_{number}", name, kind) for number, name in enumerate(briefing.plans, 1)
    )


def plans_of(briefing: Briefing) -> tuple[ComparedPlan, ...]:
    """The plans among the options."""
    return briefing.options[: len(briefing.plans)]


def table_by_plan(
    briefing: Briefing,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[tuple[str, tuple[Value, ...]]],
) -> Table | None:
    """A table whose rows belong to plans, named in the first column if there are several.

    Parameters
    ----------
    briefing
        What the paper says.
    name, title, columns
        Of the table, without the column of plans.
    rows
        Plan and cells of each row.

    Returns
    -------
    Table or None
        None if there are no rows.
    """
    several = len(briefing.plans) > 1
    cells = tuple((plan, *row) if several else row for plan, row in rows)
    if not cells:
        return None
    plan = (Column("plan", "Plan"),) if several else ()
    return Table(name, title, (*plan, *columns), cells, briefing.currency)


def count_cell(count: ShownCount, speech: Speech) -> Value:
    """A count as a number, or in words if it is not shown."""
    return speech.count(count) if count is None else count
