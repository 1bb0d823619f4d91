"""Lead times: asking people, permits, hiring, notice and agreements take days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from models.labour import Severance
from models.plan import Move, MoveKey
from models.plan_in_force import MoveInForce
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books, books_of
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Mask, Sets, sets_of
from planner.formulation.variables import incumbent_columns
from planner.rules.limit_kind import SHUT_OUT, LimitKind
from planner.rules.named_limit import NamedLimit, listed
from planner.rules.negotiable import Negotiable, sooner
from planner.rules.rule import Charge, Check, Rule

STARTED = LimitKind(
    "started", lambda _: "a move that is in time only since it was started moves no more posts"
)


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves whose lead times are over by the first day of their period."""
    scenario, days = sets.scenario, sets.days_until()
    hiring = np.array([office.hiring_days for office in scenario.offices])
    permits = np.array([office.visa_days for office in scenario.offices])
    arrival = dict.fromkeys(MODES, np.broadcast_to(hiring, sets.books.costs.domestic.shape))
    asking = scenario.modes.transfer.asking_days
    arrival[Mode.TRANSFER] = asking + np.where(sets.books.costs.domestic, 0, permits[None, :])
    arrival[Mode.REDEPLOY] = arrival[Mode.REDEPLOY] + scenario.modes.redeploy.asking_days
    whole = np.stack([days >= arrival[mode][..., None] for mode in MODES], axis=2)
    redundancy = MODES.index(Mode.REDUNDANCY)
    leaves = np.minimum(np.arange(sets.span) + sets.overlap[redundancy], sets.span - 1)
    parting = np.array([_days_to_leave(sets.books, c) for c in range(len(scenario.cohorts))])
    whole[:, :, redundancy] &= (days[leaves] >= parting[:, leaves])[:, None, :]
    for move in scenario.incumbent:
        if _has_begun(scenario, move):
            whole[_place(scenario, move)] |= _in_time(sets.books, move)
    return whole


def _days_to_leave(books: Books, c: int) -> list[int]:
    """[t] days before someone of a cohort can leave: until all have signed, or of notice."""
    scenario, law = books.scenario, _law(books.scenario, c)
    if law.agreement is not None:
        return [law.agreement.days] * len(scenario.periods)
    return [0 if paid else law.notice_days for paid in books.costs.in_lieu[c].tolist()]


def _law(scenario: Scenario, c: int) -> Severance:
    places = {office.id: office.jurisdiction for office in scenario.offices}
    home = places[scenario.cohorts[c].office]
    return next(place.severance for place in scenario.jurisdictions if place.id == home)


def build(builder: ProgramBuilder) -> None:
    """A move that is in time only because it was started moves no more posts than were started."""
    scenario, columns = builder.sets.scenario, dict(incumbent_columns(builder))
    for i, move in enumerate(scenario.incumbent):
        late = _has_begun(scenario, move)
        late = late and not _in_time(builder.sets.books, move, scenario.acts_from)
        if late and i in columns:
            with builder.limiting(STARTED.at(incumbent=i)):
                builder.tighten(np.array([columns[i]]), upper=move.heads)


def _has_begun(scenario: Scenario, move: MoveInForce) -> bool:
    """Whether the lead times of a move do not wait for the first act."""
    return move.started_on is not None or scenario.churn.is_committed(move)


def _place(scenario: Scenario, move: MoveInForce) -> tuple[int, int, int, int]:
    return (
        [cohort.id for cohort in scenario.cohorts].index(move.cohort),
        [office.id for office in scenario.offices].index(move.destination),
        MODES.index(move.mode),
        [period.label for period in scenario.periods].index(move.period),
    )


def _in_time(books: Books, move: MoveInForce, start: date | None = None) -> bool:
    """Whether the lead times of a move are over by its period if they count from a day."""
    scenario = books.scenario
    c, o, _, t = _place(scenario, move)
    there = scenario.offices[o]
    begun = start or move.started_on or scenario.planning_date
    transfer, redundancy = move.mode is Mode.TRANSFER, move.mode is Mode.REDUNDANCY
    left = min(t + scenario.modes.of(move.mode).overlap_periods, len(scenario.periods) - 1)
    arrives = (scenario.periods[t].starts - begun).days
    leaves = (scenario.periods[left].starts - begun).days
    permit = 0 if books.costs.domestic[c, o] else there.visa_days
    permit += scenario.modes.transfer.asking_days
    hire = there.hiring_days
    if move.mode is Mode.REDEPLOY:
        hire += scenario.modes.redeploy.asking_days
    return arrives >= (permit if transfer else hire) and (
        not redundancy or leaves >= _days_to_leave(books, c)[left]
    )


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Days that each move has, against the days it takes."""
    scenario = expanded.scenario
    offices = {office.id: office for office in scenario.offices}
    asking = scenario.modes.transfer.asking_days
    for landing, move in zip(expanded.landings, expanded.plan.moves, strict=True):
        there = offices[move.destination]
        transfer = move.mode is Mode.TRANSFER
        permit = (
            0 if expanded.books.costs.domestic[landing.cohort, landing.office] else there.visa_days
        )
        takes = asking + permit if transfer else there.hiring_days
        lead = "hiring"
        if transfer:
            lead = "asking and permit" if asking else "permit"
        if move.mode is Mode.REDEPLOY and scenario.modes.redeploy.asking_days:
            takes, lead = takes + scenario.modes.redeploy.asking_days, "asking and hiring"
        limits = [
            (landing.lands, takes, f"days for {lead} before {move.cohort} lands at {there.id}")
        ]
        if move.mode is Mode.REDUNDANCY and landing.leaves < len(scenario.periods):
            limits.append((landing.leaves, *_lead_of_leaving(expanded, landing)))
        for period, needed, subject in limits:
            if period < len(scenario.periods):
                yield Check(
                    value=(scenario.periods[period].starts - _leads_begin(scenario, move)).days,
                    limit=needed,
                    at_most=False,
                    subject=subject,
                    period=landing.lands,
                    cohorts=(move.cohort,),
                    offices=(there.id,),
                )


def _lead_of_leaving(expanded: ExpandedPlan, landing: LandedMove) -> tuple[int, str]:
    """Days before people can leave, and what they are for."""
    cohort = expanded.cohort(landing)
    laws = {place.id: place.severance for place in expanded.scenario.jurisdictions}
    homes = {office.id: office.jurisdiction for office in expanded.scenario.offices}
    law, subject = laws[homes[cohort.office]], f"days before {cohort.id} leaves for"
    if law.agreement is not None:
        return law.agreement.days, f"{subject} the last signature"
    paid = bool(expanded.books.costs.in_lieu[landing.cohort, landing.leaves])
    return (0 if paid else law.notice_days), f"{subject} notice"


def _leads_begin(scenario: Scenario, move: Move) -> date:
    """Day from which the leads of a move count: earlier if all of its posts have started."""
    for old in scenario.incumbent:
        started = old.started_on
        if started is None and scenario.churn.is_committed(old):
            started = scenario.planning_date
        if started is not None and MoveKey.of(old) == MoveKey.of(move) and move.heads <= old.heads:
            return min(started, scenario.acts_from)
    return scenario.acts_from


def _words(limit: NamedLimit) -> str:
    """When posts may land at each office at the earliest."""
    landing = [f"{each.name} {_earliest(limit, each.id)}" for each in limit.offices]
    of = limit.cohort.id
    return f"asking, permits, hiring and notice: posts of {of} land at {listed(landing)}"


def _earliest(limit: NamedLimit, office: str) -> str:
    scenario = limit.scenario
    c = [each.id for each in scenario.cohorts].index(limit.cohort.id)
    o = [each.id for each in scenario.offices].index(office)
    periods = admits(sets_of(books_of(scenario)))[c, o].any(axis=0).nonzero()[0].tolist()
    return f"from {scenario.periods[periods[0]].label} on" if periods else "after the horizon"


def _sooner(limit: NamedLimit) -> Iterator[Negotiable]:
    """Shorter lead times, or no wait before the first act."""
    scenario, modes = limit.scenario, limit.scenario.modes
    laws = [each.mass_redundancy for each in scenario.jurisdictions]
    talks = [each.consultation_days for each in laws if each is not None]
    for office in limit.offices:
        row, asking = f"offices.{office.id}", modes.transfer.asking_days
        yield sooner(scenario, f"{row}.visa_days", office.visa_days, [asking])
        others = [modes.redeploy.asking_days, *talks]
        yield sooner(scenario, f"{row}.hiring_days", office.hiring_days, others)
    if scenario.first_act is not None:
        waits = scenario.first_act.isoformat(), None
        yield Negotiable(1, "the wait", lambda n: ("first_act", waits[n]))


RULE = Rule(
    name="lead_times",
    sentence=(
        "Nobody lands before they have been asked and their permit is granted, or before a hire "
        "has been found. The days count from the planning date, or from the first act if that "
        "is later; of a move that has been started, from the day on which it was. A person who "
        "is to be redeployed is asked before the successor's hire is opened. Nobody is made "
        "redundant before the last person asked to sign has signed or, where nobody is asked to "
        "sign, before the notice period of the home jurisdiction is over, unless notice is paid "
        "for."
    ),
    formula=(
        "transfers: heads[c,o,transfer,t] = 0 unless days[t] >= asking_days + visa_days[o]",
        "redeploys: heads[c,o,redeploy,t] = 0 unless days[t] >= asking_days + hiring_days[o]",
        "hires: heads[c,o,m,t] = 0 for other m unless days[t] >= hiring_days[o]",
        (
            "notice: heads[c,o,redundancy,t] = 0 unless days[t + overlap] >= the agreement's days "
            "or, where notice is not paid for, notice_days[jurisdiction[home[c]]]"
        ),
        "started: days of a started move count from its start, for as many posts as have started",
    ),
    unit="days",
    source="immigration and labour authorities of each jurisdiction; hiring: the firm's experience",
    law=True,
    admits=admits,
    build=build,
    checks=checks,
    limits=(STARTED, LimitKind(SHUT_OUT, _words, gives=_sooner)),
)
