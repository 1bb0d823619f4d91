"""Kinds of limits on kept posts: how they read, and what could give."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from models.workforce import Cohort
from planner.rules.limit_kind import LimitKind, Place
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, falling, later_end


def _cohort(scenario: Scenario, place: Place) -> Cohort:
    return scenario.cohorts[place["cohort"]]


def _protected(scenario: Scenario, place: Place) -> int:
    return scenario.protected[_cohort(scenario, place).id]


def _exit_barred(scenario: Scenario, place: Place) -> int:
    return scenario.exit_barred[_cohort(scenario, place).id]


def _fewer_stay(limit: NamedLimit) -> Iterator[Negotiable]:
    yield falling(f"cohorts.{limit.cohort.id}.must_stay", limit.cohort.must_stay, "1 post")


def _fewer_go(limit: NamedLimit) -> Iterator[Negotiable]:
    """Fewer posts, or a later end of the horizon, by which they must have gone."""
    yield falling(f"cohorts.{limit.cohort.id}.must_go", limit.cohort.must_go, "1 post")
    yield later_end(limit.scenario)


MUST_STAY = LimitKind(
    "must_stay",
    lambda limit: (
        f"{limit.count('post')} of {limit.cohort.id} must stay at {limit.home}{limit.when}"
    ),
    amount=lambda scenario, place: _cohort(scenario, place).must_stay,
    law=False,
    gives=_fewer_stay,
)

MUST_GO = LimitKind(
    "must_go",
    lambda limit: (
        f"{limit.count('post')} of {limit.cohort.id} must have left {limit.home} by "
        f"{limit.scenario.periods[-1].label}"
    ),
    amount=lambda scenario, place: _cohort(scenario, place).must_go,
    law=False,
    gives=_fewer_go,
)

PROTECTED = LimitKind(
    "protected",
    lambda limit: f"{limit.count('holder')} in {limit.cohort.id} may not be dismissed",
    amount=_protected,
)

EXIT_BARRED = LimitKind(
    "exit_barred",
    lambda limit: f"{limit.count('holder')} in {limit.cohort.id} may not leave the country",
    amount=_exit_barred,
)

NEITHER = LimitKind(
    "neither",
    lambda limit: (
        f"of {limit.amount} protected holders in {limit.cohort.id} some can neither be dismissed "
        "nor sent abroad"
    ),
    amount=_protected,
)
