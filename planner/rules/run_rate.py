"""Run-rate: the pay of every post where it sits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.variables import HEADS, HOME, from_then_on, with_tail
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price posts at home by the period, landed posts from their landing to the end of the tail.

    While a post is filled at both ends, its pay at home is one-off cash.
    """
    sets, heads, home = builder.sets, builder.groups[HEADS], builder.groups[HOME]
    run_rate = sets.books.costs.run_rate
    here = with_tail(run_rate)[np.arange(len(sets.home)), sets.home]
    builder.price(home.ids, here.ravel())
    index = heads.index
    builder.price(
        heads.ids, from_then_on(run_rate)[index["cohort"], index["office"], index["period"]]
    )
    for later in range(int(sets.overlap.max())):
        both = index["period"] + later < index["leaves"]
        cohort, period = index["cohort"][both], index["period"][both] + later
        builder.tally(
            "cash", heads.ids[both], sets.books.costs.hand_over_cash[cohort, period], period
        )


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Pay of every stock in every period and the tail; in a hand-over that at home is cash too."""
    paid = (expanded.books.costs.run_rate[expanded.places] * expanded.heads).sum(axis=0)
    for t, amount in enumerate(paid.tolist()):
        yield Charge(amount, amount, period=t)
    for landing in expanded.landings:
        for t in range(landing.lands, min(landing.leaves, len(expanded.scenario.periods))):
            cash = int(expanded.books.costs.hand_over_cash[landing.cohort, t]) * landing.heads
            yield Charge(0, 0, cash, t)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """Pay at the destination from landing on, less pay at home from leaving on."""
    parts = []
    for landing in expanded.landings:
        rates = expanded.books.costs.run_rate[landing.cohort]
        here = expanded.home(landing.cohort).office
        there = int(rates[landing.office, landing.lands :].sum())
        parts.append(landing.heads * (there - expanded.left_behind(landing, rates[here])))
    return parts


RULE = Rule(
    name="run_rate",
    sentence=(
        "Every post is paid where it sits. During a hand-over it is paid at both ends, and the "
        "pay at home is one-off cash. Pay grows each January with the labour market of the "
        "office."
    ),
    formula=(
        (
            "price: sum over c,o,t of pay[role[c],o] level[o,t] years[t] stock[c,o,t]; in the tail "
            "pay keeps growing at the last rate given"
        ),
    ),
    unit="money",
    source="pay by role and office: the scenario's pay table; growth: its labour_market table",
    build=build,
    charges=charges,
    shares=shares,
    category=CostCategory.RUN_RATE,
)
