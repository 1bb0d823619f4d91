"""Waves: moves that land on the same day, with what must be done by when."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from models.calendar import Period
from models.places import Office
from models.plan import Move, Plan, RouteFiling, Wave
from models.scenario import Scenario
from models.workforce import Mode


def waves_of(scenario: Scenario, plan: Plan) -> tuple[Wave, ...]:
    """Group the moves of a plan by the day they land, in the order of time."""
    moves_in: dict[str, list[Move]] = {}
    for move in plan.moves:
        moves_in.setdefault(move.period, []).append(move)
    periods = {period.label: period for period in scenario.periods}
    return tuple(
        _wave(scenario, plan, periods[label], tuple(moves_in[label])) for label in sorted(moves_in)
    )


def _wave(scenario: Scenario, plan: Plan, period: Period, moves: tuple[Move, ...]) -> Wave:
    notices = _notices(scenario, period, moves)
    tasks = sorted(
        {
            *_permits_and_hires(scenario, period, moves),
            *notices,
            *_blocks(scenario, plan, period),
            *_duties(scenario, plan, period),
            *_consultations(scenario, plan, period),
        }
    )
    return Wave(
        period=period.label,
        lands_on=period.starts,
        start_by=min(by for by, _ in tasks),
        moves=moves,
        heads=sum(move.heads for move in moves),
        prerequisites=tuple(f"{words}, by {by}" for by, words in tasks),
        last_safe_stop=min([period.starts, *(by for by, _ in notices)]) - timedelta(days=1),
    )


Task = tuple[date, str]


def _permits_and_hires(scenario: Scenario, period: Period, moves: tuple[Move, ...]) -> list[Task]:
    offices = {office.id: office for office in scenario.offices}
    permits: Counter[str] = Counter()
    hires: Counter[str] = Counter()
    for move in moves:
        (permits if move.mode is Mode.TRANSFER else hires)[move.destination] += move.heads
    return [
        (
            period.starts - timedelta(days=_lead(offices[name], permit=permit)),
            f"{what} {heads} at {name}",
        )
        for counts, what, permit in (
            (permits, "apply for permits:", True),
            (hires, "open hires:", False),
        )
        for name, heads in counts.items()
    ]


def _lead(office: Office, *, permit: bool) -> int:
    return office.visa_days if permit else office.hiring_days


def _notices(scenario: Scenario, period: Period, moves: tuple[Move, ...]) -> list[Task]:
    offices = {office.id: office for office in scenario.offices}
    law = {place.id: place.severance.notice_days for place in scenario.jurisdictions}
    leaves = period.index + scenario.modes.redundancy.overlap_periods
    told: Counter[str] = Counter()
    for move in moves:
        if move.mode is Mode.REDUNDANCY:
            told[offices[move.origin].jurisdiction] += move.heads
    day = scenario.periods[leaves].starts if told else period.starts
    return [
        (day - timedelta(days=law[place]), f"notice to {heads} in {place}")
        for place, heads in told.items()
    ]


def _blocks(scenario: Scenario, plan: Plan, period: Period) -> list[Task]:
    """Seat blocks that come into use after the wave before and up to this one."""
    lead = {office.id: office.block_lead_days for office in scenario.offices}
    starts = {each.label: each.starts for each in scenario.periods}
    before = _wave_before(plan, period)
    return [
        (
            starts[order.period] - timedelta(days=lead[order.office]),
            f"order {order.blocks} seat block{'s' if order.blocks > 1 else ''} at {order.office}",
        )
        for order in plan.blocks
        if before < order.period <= period.label
    ]


def _wave_before(plan: Plan, period: Period) -> str:
    """Label of the wave before a period; empty if there is none."""
    return max((move.period for move in plan.moves if move.period < period.label), default="")


def _duties(scenario: Scenario, plan: Plan, period: Period) -> list[Task]:
    """Filings and measures that come into force after the wave before and up to this one."""
    before = _wave_before(plan, period)
    starts = {each.label: each.starts for each in scenario.periods}
    measures = {measure.id: measure for measure in scenario.measures}
    tasks = []
    for filing in plan.routes:
        if before < filing.period <= period.label:
            lead = filing_days(scenario, filing)
            by = starts[filing.period] - timedelta(days=lead)
            tasks.append((by, f"file the {filing.route} of {filing.entity}".replace("_", " ")))
    for start in plan.measures:
        if before < start.period <= period.label:
            lead = measures[start.measure].lead_days
            tasks.append((starts[start.period] - timedelta(days=lead), f"start {start.measure}"))
    return tasks


def filing_days(scenario: Scenario, filing: RouteFiling) -> int:
    """Days from filing a route to its being in force."""
    place = scenario.export_places[filing.entity]
    law = next(each.exports for each in scenario.jurisdictions if each.id == place)
    terms = law.terms(filing.route) if law is not None else None
    return terms.lead_days if terms is not None else 0


def _consultations(scenario: Scenario, plan: Plan, period: Period) -> list[Task]:
    """Consultations that cover the day on which this wave's redundancies leave."""
    leaves = period.index + scenario.modes.redundancy.overlap_periods
    places = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    homes = {entity.id: entity.jurisdiction for entity in scenario.entities}
    labels = {each.label: each for each in scenario.periods}
    tasks = []
    for talk in plan.consultations:
        law = places[homes[talk.entity]]
        if law is not None and labels[talk.period].index == leaves:
            by = labels[talk.period].starts - timedelta(days=law.consultation_days)
            tasks.append((by, f"open the consultation of {talk.entity}"))
    return tasks
