"""Listed costs: the scenario's own one-off figure for a cohort at an office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.variables import HEADS
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price every landing of a cohort at an office that has a listed figure."""
    heads, costs = builder.groups[HEADS], builder.sets.books.costs
    listed = costs.listed[heads.index["cohort"], heads.index["office"]]
    at = tuple(heads.index[axis][listed] for axis in ("cohort", "office", "period"))
    builder.price(heads.ids[listed], costs.landing[at])
    builder.tally("cash", heads.ids[listed], costs.landing_cash[at], at[-1])


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """The listed figure of every landing that has one."""
    for landing in expanded.landings:
        at = landing.cohort, landing.office, landing.lands
        if expanded.books.costs.listed[at[:2]]:
            amount = int(expanded.books.costs.landing[at]) * landing.heads
            cash = int(expanded.books.costs.landing_cash[at]) * landing.heads
            yield Charge(amount, amount, cash, landing.lands)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """The listed figure of each move."""
    return [
        int(expanded.books.costs.landing[landing.cohort, landing.office, landing.lands])
        * landing.heads
        if expanded.books.costs.listed[landing.cohort, landing.office]
        else 0
        for landing in expanded.landings
    ]


def values(scenario: Scenario) -> Sequence[str]:
    """How many figures are listed."""
    listed = sum(1 for row in scenario.costs if row.one_off is not None)
    return (f"{listed} pairs of cohort and office have a figure of their own",) if listed else ()


RULE = Rule(
    name="listed_costs",
    sentence=(
        "Where the scenario lists a one-off figure for a cohort at an office, it replaces "
        "package, severance, hire and ramp-up."
    ),
    formula=("price: sum over listed c,o of one_off[c,o] heads[c,o,m,t]",),
    unit="money",
    source="the scenario's costs table",
    build=build,
    charges=charges,
    shares=shares,
    category=CostCategory.ONE_OFF,
    values=values,
)
