"""Checks of days and periods against the horizon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.calendar import MOST_PERIODS, number_of_periods, starts_a_period
from models.flaws.flaw import Flaw
from models.plan import MoveKey

if TYPE_CHECKING:
    from models.scenario import Scenario


FIRST_YEAR, LAST_YEAR = 2000, 2199
"""First and last year of a sensible planning date."""


def year_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """A planning date in an impossible year; no other check makes sense then."""
    if not FIRST_YEAR <= scenario.planning_date.year <= LAST_YEAR:
        found, between = str(scenario.planning_date), f"is not between {FIRST_YEAR} and {LAST_YEAR}"
        yield Flaw("planning_date", (), "", between, found)


def horizon_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """A horizon without periods, or with too many; no other check makes sense then."""
    horizon, left = scenario.horizon, number_of_periods(scenario.horizon, scenario.planning_date)
    if horizon.ends is None:
        return
    found = str(horizon.ends)
    if not starts_a_period(horizon.ends, horizon.period):
        message = f"is not the first day of a {horizon.period}; the last one is over on that day"
        yield Flaw("horizon", (), "ends", message, found)
    elif left < 1:
        message = f"leaves no whole {horizon.period} after the planning date"
        yield Flaw("horizon", (), "ends", f"{message} {scenario.planning_date}", found)
    elif left > MOST_PERIODS:
        message = f"is {left} {horizon.period}s away; {MOST_PERIODS} is the most"
        yield Flaw("horizon", (), "ends", message, found)
    elif horizon.periods not in {None, left}:
        message = f"does not fit ends, {found}, which leaves {left}; give either ends or periods"
        yield Flaw("horizon", (), "periods", message, str(horizon.periods))


def calendar_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Periods outside the horizon."""
    yield from _first_act(scenario)
    yield from _periods(scenario)
    yield from _under_way(scenario)


def _first_act(scenario: Scenario) -> Iterator[Flaw]:
    first, last = scenario.first_act, scenario.periods[-1]
    if first is not None and first > last.starts:
        message = f"is after {last.starts}, the first day of the last period: nothing could start"
        yield Flaw("first_act", (), "", message, str(first))


def _periods(scenario: Scenario) -> Iterator[Flaw]:
    known = tuple(period.label for period in scenario.periods)
    for move in scenario.incumbent:
        if move.period not in known:
            yield Flaw(
                "incumbent", MoveKey.of(move), "period", "is not in the horizon", move.period, known
            )
    for request in scenario.requests:
        if request.period is not None and request.period not in known:
            yield Flaw(
                "requests", (request.id,), "period", "is not in the horizon", request.period, known
            )
    frozen = scenario.churn.frozen_until
    if frozen is not None and ("Q" in frozen) != ("Q" in known[0]):
        message = f"is not a {scenario.horizon.period} of the calendar"
        yield Flaw("churn", (), "frozen_until", message, frozen, known)


def _under_way(scenario: Scenario) -> Iterator[Flaw]:
    """Items under way that name unknown rows or periods outside the horizon."""
    tables = {
        "cohort": tuple(each.id for each in scenario.cohorts),
        "destination": tuple(each.id for each in scenario.offices),
        "office": tuple(each.id for each in scenario.offices),
        "measure": tuple(each.id for each in scenario.measures),
        "entity": tuple(each.id for each in scenario.entities),
        "period": tuple(period.label for period in scenario.periods),
    }
    for part in type(scenario.under_way).model_fields:
        for row in getattr(scenario.under_way, part):
            for field, known in tables.items():
                value = getattr(row, field, None)
                # A consultation of a past period may still cover separations of this horizon.
                past = (part, field) == ("consultations", "period") and str(value) < known[0]
                if value is not None and value not in known and not past:
                    message = "is not in the scenario or its horizon"
                    yield Flaw("under_way", (), f"{part}.{field}", message, value, known)
