"""Known costs: no move is planned whose price is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.workforce import Mode, Service
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.sets import MODES, Mask, Sets
from planner.rules.rule import Charge, Check, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves with pay at the destination, and length of service where it is paid."""
    scenario = sets.scenario
    before = np.array([cohort.entity for cohort in scenario.cohorts])
    after = np.array([office.entity for office in scenario.offices])
    paid = scenario.modes.transfer.service is Service.PAID
    needed = np.zeros(sets.shape[:3], dtype=np.bool_)
    needed[:, :, MODES.index(Mode.REDUNDANCY)] = True
    needed[:, :, MODES.index(Mode.TRANSFER)] = paid & (before[:, None] != after[None, :])
    known = sets.books.costs.has_pay[:, :, None] & (
        sets.books.costs.has_service[:, None, None] | ~needed
    )
    return np.broadcast_to(known[..., None], sets.shape)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Each move, by the figure that is missing."""
    scenario = expanded.scenario
    paid = {(rate.role, rate.office) for rate in scenario.pay}
    own = {(row.cohort, row.office) for row in scenario.costs if row.annual is not None}
    served = {band.cohort for band in scenario.service}
    for landing, move in zip(expanded.landings, expanded.plan.moves, strict=True):
        lack = ""
        has_pay = (move.cohort, move.destination) in own
        if not has_pay and (expanded.cohort(landing).role, move.destination) not in paid:
            lack = ", where the role has no pay"
        elif move.cohort not in served and _pays_service(expanded, landing):
            lack = " though their length of service is not known"
        yield Check(
            value=move.heads if lack else 0,
            limit=0,
            subject=f"posts of {move.cohort} moved to {move.destination}{lack}",
            period=landing.lands,
            cohorts=(move.cohort,),
            offices=(move.destination,),
        )


def _pays_service(expanded: ExpandedPlan, landing: LandedMove) -> bool:
    scenario = expanded.scenario
    changes = expanded.cohort(landing).entity != scenario.offices[landing.office].entity
    return landing.mode is Mode.REDUNDANCY or (
        landing.mode is Mode.TRANSFER
        and changes
        and scenario.modes.transfer.service is Service.PAID
    )


RULE = Rule(
    name="known_costs",
    sentence=(
        "A post moves only to an office where the pay of its role, or of its cohort, is known. "
        "Nobody is made redundant, or paid for years of service, whose length of service is not "
        "known."
    ),
    formula=(
        "pay: heads[c,o,m,t] = 0 unless pay[role[c],o] is known",
        (
            "service: heads[c,o,m,t] = 0 for redundancies, and transfers with paid service, "
            "unless the service bands of c are known"
        ),
    ),
    unit="posts",
    source="a plan without its prices cannot be compared",
    structural=True,
    admits=admits,
    checks=checks,
)
