"""Relocation: package, permit and years of service of a person who moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.scenario import Scenario
from models.workforce import Mode, Service
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price every transfer on landing."""
    heads, costs = builder.groups[HEADS], builder.sets.books.costs
    moves = heads.index["mode"] == MODES.index(Mode.TRANSFER)
    moves &= ~costs.listed[heads.index["cohort"], heads.index["office"]]
    cohort, office, period = (heads.index[axis][moves] for axis in ("cohort", "office", "period"))
    builder.price(heads.ids[moves], costs.relocation[cohort, office, period])
    cash = costs.relocation_cash[cohort, office, period]
    builder.tally("cash", heads.ids[moves], cash, period)
    scenario = builder.sets.scenario
    if scenario.modes.transfer.service is Service.PAID:
        before = np.array([each.entity for each in scenario.cohorts])
        after = np.array([each.entity for each in scenario.offices])
        new = before[cohort] != after[office]
        ids, at = heads.ids[moves][new], (cohort[new], period[new])
        builder.price(ids, costs.service[at])
        builder.tally("cash", ids, costs.service_cash[at], at[1])


def _pays(expanded: ExpandedPlan, landing: LandedMove) -> bool:
    listed = bool(expanded.books.costs.listed[landing.cohort, landing.office])
    return landing.mode is Mode.TRANSFER and not listed


def _each(expanded: ExpandedPlan, landing: LandedMove) -> tuple[int, int]:
    """Price and cash of one transfer."""
    costs, scenario = expanded.books.costs, expanded.scenario
    at = landing.cohort, landing.office, landing.lands
    amount, cash = int(costs.relocation[at]), int(costs.relocation_cash[at])
    changes = expanded.cohort(landing).entity != scenario.offices[landing.office].entity
    if changes and scenario.modes.transfer.service is Service.PAID:
        amount += int(costs.service[landing.cohort, landing.lands])
        cash += int(costs.service_cash[landing.cohort, landing.lands])
    return amount, cash


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Package, permit and paid service of every transfer."""
    for landing in expanded.landings:
        if _pays(expanded, landing):
            each, cash = _each(expanded, landing)
            amount = each * landing.heads
            yield Charge(amount, amount, cash * landing.heads, landing.lands)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """Package, permit and paid service of each move."""
    return [
        _each(expanded, landing)[0] * landing.heads if _pays(expanded, landing) else 0
        for landing in expanded.landings
    ]


def values(scenario: Scenario) -> Sequence[str]:
    """How years of service are treated."""
    paid = scenario.modes.transfer.service is Service.PAID
    done = "are paid for on the day of the transfer" if paid else "are recognised"
    return (f"years of service of those who change employer {done}",)


RULE = Rule(
    name="relocation",
    sentence=(
        "A person who transfers gets the relocation package and the permit of the destination. "
        "Between offices of one employer in one jurisdiction they get its domestic package and "
        "need no permit. A person who changes employer keeps their years of service, or is paid "
        "for them as statute says."
    ),
    formula=(
        "price: sum over transfers of (relocation[o] + visa[o]) heads[c,o,transfer,t]",
        "domestic: domestic_relocation[o] instead, where employer and jurisdiction stay the same",
        (
            "service: plus service[c,t] heads[c,o,transfer,t], if service is paid and o has "
            "another employer"
        ),
    ),
    unit="money",
    source=(
        "packages and permits: the scenario's offices table; service: policy of the firm; China: "
        "Implementing Regulations of the Labour Contract Law, Art. 10 (unverified)"
    ),
    build=build,
    charges=charges,
    shares=shares,
    category=CostCategory.ONE_OFF,
    values=values,
)
