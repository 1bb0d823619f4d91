"""Kinds of limits on seats: how they read, and what could give."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from models.readable import counted
from models.scenario import Scenario
from planner.costs.figures import seats_taken
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, rising, sooner


def _seats(limit: NamedLimit) -> str:
    office, scenario = limit.office, limit.scenario
    words = f"{office.name} has {limit.count('seat')}{limit.when}"
    if not office.max_blocks:
        return f"{words} and can add none"
    ready = [
        each.label
        for each in scenario.periods
        if (each.starts - scenario.acts_from).days >= office.block_lead_days
    ]
    first = ready[0] if ready else "after the horizon"
    return f"{words}; blocks of {counted(office.block_seats, 'seat')} can be used from {first}"


def _blocks(limit: NamedLimit) -> str:
    office = limit.office
    blocks = counted(office.max_blocks, "block")
    return f"{office.name} can add {blocks} of {counted(office.block_seats, 'seat')} at most"


def _more_seats(limit: NamedLimit) -> Iterator[Negotiable]:
    """More seats, or blocks ready sooner."""
    office, scenario = limit.office, limit.scenario
    row = f"offices.{office.id}"
    yield rising(f"{row}.seats", office.seats, _most_seats(scenario), "1 seat")
    if office.max_blocks:
        laws = [each.mass_redundancy for each in scenario.jurisdictions]
        talks = [each.consultation_days for each in laws if each is not None]
        yield sooner(scenario, f"{row}.block_lead_days", office.block_lead_days, talks)


def _more_blocks(limit: NamedLimit) -> Iterator[Negotiable]:
    """More blocks, where there are any, or more seats."""
    office = limit.office
    if office.max_blocks:
        most = ceil(_most_seats(limit.scenario) / office.block_seats)
        yield rising(f"offices.{office.id}.max_blocks", office.max_blocks, most, "1 block")
    yield from _more_seats(limit)


def _most_seats(scenario: Scenario) -> int:
    """Seats that all posts together take at any office."""
    each = seats_taken(scenario).max(axis=1) / 1000
    posts = [max(scenario.posts[cohort.id]) for cohort in scenario.cohorts]
    # While posts change, arrivals and leavers both have a seat.
    seats: float = sum(size * heads for size, heads in zip(each.tolist(), posts, strict=True))
    return 2 * ceil(seats)


SEATS = LimitKind(
    "seats",
    _seats,
    amount=lambda scenario, place: scenario.offices[place["office"]].seats,
    gives=_more_seats,
)

MAX_BLOCKS = LimitKind(
    "max_blocks",
    _blocks,
    amount=lambda scenario, place: scenario.offices[place["office"]].max_blocks,
    unit="blocks",
    gives=_more_blocks,
)
