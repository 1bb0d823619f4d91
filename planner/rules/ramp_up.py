"""Ramp-up: output lost while a newcomer learns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price every move on landing, by its mode; no cash is paid."""
    heads = builder.groups[HEADS]
    usual = ~builder.sets.books.costs.listed[heads.index["cohort"], heads.index["office"]]
    at = tuple(heads.index[axis][usual] for axis in ("cohort", "office", "mode", "period"))
    builder.price(heads.ids[usual], builder.sets.books.costs.ramp_up[at])


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Output lost by every move."""
    for landing, lost in zip(expanded.landings, shares(expanded), strict=True):
        yield Charge(lost, lost, period=landing.lands)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """Output lost by each move."""
    return [
        landing.heads
        * int(
            expanded.books.costs.ramp_up[
                landing.cohort, landing.office, MODES.index(landing.mode), landing.lands
            ]
        )
        if not expanded.books.costs.listed[landing.cohort, landing.office]
        else 0
        for landing in expanded.landings
    ]


RULE = Rule(
    name="ramp_up",
    sentence=(
        "People new to a place work below full output for a while. The output lost is priced at "
        "the pay at home or at the destination, whichever is higher."
    ),
    formula=(
        (
            "price: sum over moves of ramp_up_months[m] / 12 ramp_up_loss[m] "
            "max(pay[role[c],home], pay[role[c],o]) heads[c,o,m,t], pay of that year"
        ),
    ),
    unit="money",
    source="months and loss by mode: assumptions of the scenario",
    build=build,
    charges=charges,
    shares=shares,
    category=CostCategory.ONE_OFF,
)
