"""Horizon: a move is to another office and complete before the horizon ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.expanded_plan import ExpandedPlan
from planner.formulation.variables import conceivable
from planner.rules.rule import Charge, Check, Rule


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Each move leaves home within the horizon, for another office."""
    scenario = expanded.scenario
    last = len(scenario.periods) - 1
    for landing, move in zip(expanded.landings, expanded.plan.moves, strict=True):
        home = expanded.cohort(landing).office
        nowhere = move.destination == home or move.origin != home
        yield Check(
            value=move.heads if nowhere or landing.leaves > last else 0,
            limit=0,
            subject=f"posts of {move.cohort} to {move.destination}, not a move or "
            "not complete in time",
            period=landing.lands,
            cohorts=(move.cohort,),
            offices=(move.destination,),
        )


RULE = Rule(
    name="horizon",
    sentence=(
        "A move starts at the cohort's home office, ends at another office, and its hand-over is "
        "complete before the horizon ends."
    ),
    formula=(
        "elsewhere: heads[c,o,m,t] = 0 unless o != home[c]",
        "complete: heads[c,o,m,t] = 0 unless t + overlap[m] <= T - 1",
    ),
    unit="posts",
    source="what a move is",
    structural=True,
    admits=conceivable,
    checks=checks,
)
