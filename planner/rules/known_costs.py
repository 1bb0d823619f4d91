"""Known costs: nothing is decided whose price nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.workforce import Mode
from planner.formulation.sets import MODES, Mask, Sets
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves with pay at the destination; redundancies with known length of service."""
    redundancy = np.array([mode is Mode.REDUNDANCY for mode in MODES])
    served = sets.costs.has_service[:, None] | ~redundancy[None, :]
    known = sets.costs.has_pay[:, :, None] & served[:, None, :]
    return np.broadcast_to(known[..., None], sets.shape)


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Each move, by the figure that is missing."""
    scenario = outcome.scenario
    paid = {(rate.role, rate.office) for rate in scenario.pay}
    own = {(row.cohort, row.office) for row in scenario.costs if row.annual is not None}
    served = {band.cohort for band in scenario.service}
    for landing, move in zip(outcome.landings, outcome.plan.moves, strict=True):
        lack = ""
        has_pay = (move.cohort, move.destination) in own
        if not has_pay and (outcome.cohort(landing).role, move.destination) not in paid:
            lack = ", where the role has no pay"
        elif move.mode is Mode.REDUNDANCY and move.cohort not in served:
            lack = " though their length of service is not known"
        yield Check(
            value=move.heads if lack else 0,
            limit=0,
            subject=f"posts of {move.cohort} moved to {move.destination}{lack}",
            period=landing.lands,
            cohorts=(move.cohort,),
            offices=(move.destination,),
        )


RULE = Rule(
    name="known_costs",
    sentence=(
        "A post moves only to an office where its role, or the cohort, has pay, and nobody is made "
        "redundant whose length of service is not known."
    ),
    formula=(
        "heads[c,o,m,t] = 0 unless pay[role[c],o] is known and, for redundancies, the service "
        "bands of c are"
    ),
    unit="posts",
    source="identity",
    structural=True,
    admits=admits,
    checks=checks,
)
