"""Waves: moves that land on the same day, with what must be done by when."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from models.calendar import Period
from models.places import Office
from models.plan import Move, Plan, Wave
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
    tasks = sorted(
        {*_permits_and_hires(scenario, period, moves), *_notices(scenario, period, moves)}
    )
    tasks = sorted([*tasks, *_blocks(scenario, plan, period)])
    notice_given = [by for by, words in tasks if words.startswith("notice")]
    return Wave(
        period=period.label,
        lands_on=period.starts,
        start_by=min(by for by, _ in tasks),
        moves=moves,
        heads=sum(move.heads for move in moves),
        prerequisites=tuple(f"{words}, by {by}" for by, words in tasks),
        last_safe_stop=min([period.starts, *notice_given]) - timedelta(days=1),
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
    leaves = period.index + scenario.modes.rehire.overlap_periods
    told: Counter[str] = Counter()
    for move in moves:
        if move.mode is Mode.REHIRE:
            told[offices[move.origin].jurisdiction] += move.heads
    day = scenario.periods[leaves].starts if told else period.starts
    return [
        (day - timedelta(days=law[place]), f"notice to {heads} in {place}")
        for place, heads in told.items()
    ]


def _blocks(scenario: Scenario, plan: Plan, period: Period) -> list[Task]:
    lead = {office.id: office.block_lead_days for office in scenario.offices}
    return [
        (
            period.starts - timedelta(days=lead[order.office]),
            f"order {order.blocks} seat block{'s' if order.blocks > 1 else ''} at {order.office}",
        )
        for order in plan.blocks
        if order.period == period.label
    ]
