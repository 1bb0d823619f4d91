"""Two to five plans beside both baselines."""

from __future__ import annotations

from collections.abc import Sequence

from planner.exports.apart import not_apart
from planner.exports.compared_moves import destinations_by_plan, moves_by_plan
from planner.exports.compared_prices import prices_against_baseline, prices_side_by_side
from planner.exports.differences import differences_table, differing_settings
from planner.exports.figures import FIGURES
from planner.exports.lineup import Contender, NamedPlan, contending_plans, lineup
from planner.exports.spans import different_spans
from planner.exports.table import Column, Kind, Table
from planner.exports.tables import origin
from planner.exports.words import DISCLAIMER

__all__ = ["NamedPlan", "comparison"]


def comparison(plans: Sequence[NamedPlan]) -> tuple[Table, ...]:
    """Tables that set plans side by side, in reading order.

    ``headline`` and ``price_list`` have a column for each plan and for each baseline (of every
    scenario, where the scenarios differ); ``against_baseline``, ``destinations``, ``moves`` and
    ``origin`` one per plan; ``differences`` is there where the scenarios differ. Amounts are
    integers in the smallest unit of the common currency.

    Raises
    ------
    InputError
        Fewer than two plans or more than five, a name given twice, or plans of different
        currencies or programmes.
    """
    contenders = lineup(plans)
    unlike = len({plan.scenario.hash for plan in plans}) > 1
    currency = plans[0].result.currency
    return (
        _headline(contenders, plans),
        *((differences_table(plans),) if unlike else ()),
        prices_side_by_side(contenders, currency),
        prices_against_baseline(contending_plans(plans), currency),
        destinations_by_plan(plans),
        moves_by_plan(plans),
        _origins(plans),
    )


def _headline(contenders: Sequence[Contender], plans: Sequence[NamedPlan]) -> Table:
    names = ", ".join(differing_settings(plans))
    unlike = (f"The plans come from different scenarios, which differ in: {names}.",)
    return Table(
        "headline",
        "The plans side by side",
        (Column("figure", "Figure"), *(c.column(Kind.BY_ROW) for c in contenders)),
        tuple((figure.title, *(figure.of(c.side) for c in contenders)) for figure in FIGURES),
        plans[0].result.currency,
        tuple(figure.kind for figure in FIGURES),
        notes=(
            *not_apart(plans),
            *different_spans(plans),
            *(unlike if names else ()),
            DISCLAIMER,
        ),
    )


def _origins(plans: Sequence[NamedPlan]) -> Table:
    origins = [
        {str(matter): value for matter, value in origin(plan.result, plan.scenario).rows}
        for plan in plans
    ]
    matters = dict.fromkeys(matter for rows in origins for matter in rows)
    columns = (
        Column("matter", "Matter"),
        *(Column(f"plan_{number}", plan.name) for number, plan in enumerate(plans, 1)),
    )
    rows = tuple((matter, *(rows.get(matter) for rows in origins)) for matter in matters)
    return Table("origin", "Where the figures come from", columns, rows)
