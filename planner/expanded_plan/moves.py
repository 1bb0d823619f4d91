"""The moves of a plan by position, and the posts of each cohort at each office that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from models.plan import Plan
from models.scenario import Scenario
from models.workforce import Mode


@dataclass(frozen=True, slots=True)
class LandedMove:
    """A move by its position in the tables of the scenario."""

    cohort: int
    office: int
    mode: Mode
    lands: int
    """Period on whose first day the posts are filled at the destination."""
    leaves: int
    """Period on whose first day they leave home, after the hand-over."""
    heads: int


@dataclass(frozen=True, slots=True)
class Separation:
    """People whom a plan makes redundant."""

    cohort: int
    period: int
    """They leave on its first day."""
    heads: int
    cause: LandedMove | None
    """The move that takes their posts; none where the number of posts falls."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Posts of one cohort at one office over the periods."""

    cohort: int
    office: int
    entity: str
    """Who employs them there."""
    at_home: bool
    heads: tuple[int, ...]
    """[t] after the landings and departures of the period's first day; below zero is a flaw."""


def landed_moves(scenario: Scenario, plan: Plan) -> Iterator[LandedMove]:
    """Moves of a plan, in its order."""
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    periods = {period.label: period.index for period in scenario.periods}
    for move in plan.moves:
        lands = periods[move.period]
        yield LandedMove(
            cohorts[move.cohort],
            offices[move.destination],
            move.mode,
            lands,
            lands + scenario.modes.of(move.mode).overlap_periods,
            move.heads,
        )


def stocks_after(scenario: Scenario, landings: tuple[LandedMove, ...]) -> Iterator[Stock]:
    """Every cohort at home, then every cohort at each office it moves to."""
    span = len(scenario.periods)
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    left = [[0] * span for _ in scenario.cohorts]
    landed: dict[tuple[int, int], list[int]] = {}
    for landing in landings:
        if landing.leaves < span:
            left[landing.cohort][landing.leaves] += landing.heads
        arrivals = landed.setdefault((landing.cohort, landing.office), [0] * span)
        arrivals[landing.lands] += landing.heads
    for c, cohort in enumerate(scenario.cohorts):
        posts, gone = scenario.posts[cohort.id], tuple(accumulate(left[c]))
        heads = tuple(posts[t] - gone[t] for t in range(span))
        yield Stock(c, offices[cohort.office], cohort.entity, at_home=True, heads=heads)
    for (c, o), arrivals in sorted(landed.items()):
        employer = scenario.offices[o].entity
        yield Stock(c, o, employer, at_home=False, heads=tuple(accumulate(arrivals)))
