"""Lead times: permits, hiring and notice take their time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.workforce import Mode
from planner.formulation.sets import MODES, Mask, Sets
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves whose leads have run by the first day of their period."""
    scenario, days = sets.scenario, sets.days_until()
    arrival = {
        Mode.TRANSFER: np.array([office.visa_days for office in scenario.offices]),
        Mode.REHIRE: np.array([office.hiring_days for office in scenario.offices]),
        Mode.REFILL: np.array([office.hiring_days for office in scenario.offices]),
    }
    law = {place.id: place.severance.notice_days for place in scenario.jurisdictions}
    notice = np.array([law[office.jurisdiction] for office in scenario.offices])[sets.home]
    admitted = np.stack([days[None, :] >= arrival[mode][:, None] for mode in MODES], axis=1)
    whole = np.broadcast_to(admitted[None], sets.shape).copy()
    rehire = MODES.index(Mode.REHIRE)
    leaves = np.minimum(np.arange(sets.span) + sets.overlap[rehire], sets.span - 1)
    whole[:, :, rehire] &= (days[leaves][None, :] >= notice[:, None])[:, None, :]
    return whole


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Days that each move has, against the days it takes."""
    scenario = outcome.scenario
    offices = {office.id: office for office in scenario.offices}
    law = {place.id: place.severance.notice_days for place in scenario.jurisdictions}
    for landing, move in zip(outcome.landings, outcome.plan.moves, strict=True):
        there, here = offices[move.destination], offices[move.origin]
        transfer = move.mode is Mode.TRANSFER
        takes = there.visa_days if transfer else there.hiring_days
        lead = "permit" if transfer else "hiring"
        edges = [
            (landing.lands, takes, f"days before {move.cohort} lands at {there.id} for {lead}")
        ]
        if move.mode is Mode.REHIRE:
            notice = law[here.jurisdiction]
            edges.append((landing.leaves, notice, f"days before {move.cohort} leaves for notice"))
        for period, needed, subject in edges:
            if period < len(scenario.periods):
                yield Check(
                    value=(scenario.periods[period].starts - scenario.planning_date).days,
                    limit=needed,
                    at_most=False,
                    subject=subject,
                    period=landing.lands,
                    cohorts=(move.cohort,),
                    offices=(there.id,),
                )


RULE = Rule(
    name="lead_times",
    sentence=(
        "Nobody lands before permit or hiring has run its time from the planning date, and nobody "
        "is made redundant before the notice of the home jurisdiction has."
    ),
    formula=(
        "heads[c,o,m,t] = 0 unless days[t] >= visa_days[o] or hiring_days[o], by mode, and for "
        "rehires days[t + overlap] >= notice_days[jurisdiction[home[c]]]"
    ),
    unit="days",
    source="immigration and labour authorities of each jurisdiction; hiring: the firm's experience",
    law=True,
    admits=admits,
    checks=checks,
)
