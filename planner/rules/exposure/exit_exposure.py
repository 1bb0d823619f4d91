"""Exit exposure: what the cases cost when people leave the jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.risk import Channel
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.exposure.book import CaseFile
from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import most_leaving
from planner.formulation.variables import HEADS
from planner.rules.exposure.case_charges import cuts_in_force
from planner.rules.exposure.case_columns import declare_parts, expose
from planner.rules.exposure.presence_exposure import cases_in_words
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price ``leaving[t]``, the posts that leave home for another jurisdiction at t."""
    sets, heads, span = builder.sets, builder.groups[HEADS], builder.sets.span
    for case in sets.books.exposure.of(Channel.EXIT):
        places = np.array([office.jurisdiction for office in sets.scenario.offices])
        resident = sets.cohorts_in(case.residents)[heads.index["cohort"]]
        exits = resident & (places[heads.index["office"]] != case.jurisdiction)
        most = most_leaving(builder, sets.cohorts_in(case.residents), places != case.jurisdiction)
        index = {"period": np.arange(span)}
        leaving = builder.declare(f"leaving {case.id}", index, 0, most, integer=False)
        rows = builder.add_rows(span, 0, 0)
        builder.enter(rows, leaving.ids, 1)
        builder.enter(rows[heads.index["leaves"][exits]], heads.ids[exits], -1)
        expose(builder, declare_parts(builder, "left", case, most, leaving.ids), case.per_head)


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Every post concerned that leaves the jurisdiction, once."""
    for case in expanded.books.exposure.of(Channel.EXIT):
        for landing in expanded.landings:
            if _exits(expanded, landing, case):
                yield _charge(expanded, landing, case)


def _exits(expanded: ExpandedPlan, landing: LandedMove, case: CaseFile) -> bool:
    office = expanded.scenario.offices[landing.office]
    leaves = landing.leaves < len(expanded.scenario.periods)
    resident = expanded.cohort(landing).id in case.residents
    return leaves and resident and office.jurisdiction != case.jurisdiction


def _charge(expanded: ExpandedPlan, landing: LandedMove, case: CaseFile) -> Charge:
    t, weighted = landing.leaves, expanded.books.exposure.weighted_cases[case.id].per_head
    cuts = cuts_in_force(expanded, case)[t]
    return Charge(
        landing.heads * min(int(weighted[a, t]) for a in cuts),
        landing.heads * min(int(case.per_head[a, t]) for a in cuts),
        period=t,
    )


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """What each move adds."""
    return [
        sum(
            _charge(expanded, landing, case).amount
            for case in expanded.books.exposure.of(Channel.EXIT)
            if _exits(expanded, landing, case)
        )
        for landing in expanded.landings
    ]


def values(scenario: Scenario) -> Sequence[str]:
    """Likelihood and loss of each case of the channel."""
    return cases_in_words(scenario, Channel.EXIT)


RULE = Rule(
    name="exit_exposure",
    sentence=(
        "Leaving is itself a risk: each concerned post that leaves the jurisdiction carries its "
        "share of the expected loss of one year, once."
    ),
    formula=(
        (
            "price: risk weight sum over k and moves out of jurisdiction[k] of p[k,t] loss[k] "
            "per_head / ref[k] (1 - cut[measure]) heads[c,o,m,t]"
        ),
    ),
    unit="money",
    source="Regulations on Industrial and Supply Chain Security of 2026-04-07; the cases table",
    build=build,
    charges=charges,
    expected=True,
    shares=shares,
    category=CostCategory.EXPOSURE,
    values=values,
)
