"""Lead times: permits, hiring and notice take their time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from models.incumbent import IncumbentMove
from models.places import Office
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.incumbent import incumbent_columns
from planner.formulation.sets import MODES, Mask, Sets
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves whose leads have run by the first day of their period."""
    scenario, days = sets.scenario, sets.days_until()
    hiring = np.array([office.hiring_days for office in scenario.offices])
    permit = np.array([office.visa_days for office in scenario.offices])
    arrival = dict.fromkeys(MODES, np.broadcast_to(hiring, sets.costs.domestic.shape))
    arrival[Mode.TRANSFER] = np.where(sets.costs.domestic, 0, permit[None, :])
    law = {place.id: place.severance.notice_days for place in scenario.jurisdictions}
    notice = np.array([law[office.jurisdiction] for office in scenario.offices])[sets.home]
    whole = np.stack([days >= arrival[mode][..., None] for mode in MODES], axis=2)
    redundancy = MODES.index(Mode.REDUNDANCY)
    leaves = np.minimum(np.arange(sets.span) + sets.overlap[redundancy], sets.span - 1)
    whole[:, :, redundancy] &= (days[leaves][None, :] >= notice[:, None])[:, None, :]
    for move in scenario.incumbent:
        if move.started_on is not None:
            whole[_place(scenario, move)] |= _in_time(scenario, move)
    return whole


def build(draft: Draft) -> None:
    """Of what is in time only since it has been started, no more moves than was started."""
    scenario, columns = draft.sets.scenario, dict(incumbent_columns(draft))
    for i, move in enumerate(scenario.incumbent):
        late = move.started_on is not None and not _in_time(scenario, move, scenario.planning_date)
        if late and i in columns:
            draft.tighten(np.array([columns[i]]), upper=move.heads)


def _place(scenario: Scenario, move: IncumbentMove) -> tuple[int, int, int, int]:
    return (
        [cohort.id for cohort in scenario.cohorts].index(move.cohort),
        [office.id for office in scenario.offices].index(move.destination),
        MODES.index(move.mode),
        [period.label for period in scenario.periods].index(move.period),
    )


def _in_time(scenario: Scenario, move: IncumbentMove, start: date | None = None) -> bool:
    """Whether the leads of a move run out by its period if they count from a day."""
    c, o, _, t = _place(scenario, move)
    offices = {office.id: office for office in scenario.offices}
    law = {place.id: place.severance.notice_days for place in scenario.jurisdictions}
    there, here = scenario.offices[o], offices[scenario.cohorts[c].office]
    begun = start or move.started_on or scenario.planning_date
    transfer, redundancy = move.mode is Mode.TRANSFER, move.mode is Mode.REDUNDANCY
    left = min(t + scenario.modes.of(move.mode).overlap_periods, len(scenario.periods) - 1)
    arrives = (scenario.periods[t].starts - begun).days
    leaves = (scenario.periods[left].starts - begun).days
    inland = _domestic(scenario, move.cohort, there)
    permit = 0 if inland else there.visa_days
    return arrives >= (permit if transfer else there.hiring_days) and (
        not redundancy or leaves >= law[here.jurisdiction]
    )


def _domestic(scenario: Scenario, name: str, there: Office) -> bool:
    """Whether a cohort's employer has the office too, in the jurisdiction of its home office."""
    cohort = next(each for each in scenario.cohorts if each.id == name)
    here = next(each for each in scenario.offices if each.id == cohort.office)
    return (here.jurisdiction, cohort.entity) == (there.jurisdiction, there.entity)


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Days that each move has, against the days it takes."""
    scenario = outcome.scenario
    offices = {office.id: office for office in scenario.offices}
    law = {place.id: place.severance.notice_days for place in scenario.jurisdictions}
    for landing, move in zip(outcome.landings, outcome.plan.moves, strict=True):
        there, here = offices[move.destination], offices[move.origin]
        transfer = move.mode is Mode.TRANSFER
        inland = outcome.costs.domestic[landing.cohort, landing.office]
        permit = 0 if inland else there.visa_days
        takes = permit if transfer else there.hiring_days
        lead = "permit" if transfer else "hiring"
        edges = [
            (landing.lands, takes, f"days before {move.cohort} lands at {there.id} for {lead}")
        ]
        if move.mode is Mode.REDUNDANCY:
            notice = law[here.jurisdiction]
            edges.append((landing.leaves, notice, f"days before {move.cohort} leaves for notice"))
        for period, needed, subject in edges:
            if period < len(scenario.periods):
                yield Check(
                    value=(scenario.periods[period].starts - _begun(scenario, move)).days,
                    limit=needed,
                    at_most=False,
                    subject=subject,
                    period=landing.lands,
                    cohorts=(move.cohort,),
                    offices=(there.id,),
                )


def _begun(scenario: Scenario, move: Move) -> date:
    """Day from which the leads of a move count: earlier where all of its heads have started."""
    for old in scenario.incumbent:
        same = (old.cohort, old.destination, old.mode, old.period) == (
            move.cohort,
            move.destination,
            move.mode,
            move.period,
        )
        if same and old.started_on is not None and move.heads <= old.heads:
            return min(old.started_on, scenario.planning_date)
    return scenario.planning_date


RULE = Rule(
    name="lead_times",
    sentence=(
        "Nobody lands before permit or hiring has run its time from the planning date, or from the "
        "day on which the move was started, and nobody is made redundant before the notice of the "
        "home jurisdiction has."
    ),
    formula=(
        "heads[c,o,m,t] = 0 unless days[t] >= visa_days[o] (none for a transfer within employer "
        "and jurisdiction) or hiring_days[o], by mode, and for "
        "redundancies days[t + overlap] >= notice_days[jurisdiction[home[c]]]; days of a started "
        "move count from its start, for as many heads as have started"
    ),
    unit="days",
    source="immigration and labour authorities of each jurisdiction; hiring: the firm's experience",
    law=True,
    admits=admits,
    build=build,
    checks=checks,
)
