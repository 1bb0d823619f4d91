"""How likely events have to be for a plan to pay, one by one and all together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from models.account import Judgement
from models.baselines import Baselines
from models.break_even import (
    AllEventsBreakEven,
    BreakEvens,
    EventBreakEven,
    LikelihoodRange,
    LossBreakEven,
    MultiplierRange,
)
from models.plan import Plan
from models.search_limits import SearchLimits
from planner.books import Books, books_of
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.sensitivity.break_even import break_even_of
from planner.sensitivity.events import EventReadings, RiskEvent, events_of, scenario_with
from planner.sensitivity.paying import Ranges, paying_ranges
from planner.sensitivity.stages import matters_of
from planner.sensitivity.stakes import Likelihoods, Stakes, stakes_of
from planner.sensitivity.staying import Staying
from planner.sensitivity.uncertain import Uncertain, scenario_at, uncertain_inputs

LOOKED_AT = (0.0, *(10.0 ** (exponent / 4) for exponent in range(-20, 1)))
"""Likelihoods at which an event is looked at first: none, then four in each power of ten."""

LOSS_FIELDS = {"losses": "loss", "loss_parts": "amount", "cases": "loss"}
"""Field of each table that is a loss."""


def break_evens_of(
    books: Books,
    plan: Plan,
    judgement: Judgement,
    baselines: Baselines,
    limits: SearchLimits,
    hooks: SearchHooks = NO_HOOKS,
) -> BreakEvens:
    """Find how likely events, and how large losses, have to be for a plan to pay.

    The plan stays as it is, and so does staying put. Staying plus measures is optimised again, with
    the measures that pay at each likelihood.

    Parameters
    ----------
    books
        Coefficients of the scenario that the plan was made for.
    plan, judgement
        The plan and its audit.
    baselines
        Both baselines at the likelihoods of the scenario.
    limits
        Seconds for optimising baselines; with a fixed effort no clock is read.
    hooks
        A stop signal: baselines are not optimised any more.
    """
    until = None if limits.deterministic else time.monotonic() + limits.seconds
    scenario, inputs = books.scenario, uncertain_inputs(books.scenario)
    events = events_of(scenario, inputs)
    known = EventReadings.of(scenario)
    staying = Staying.of(books, baselines, known.ours, until, hooks)
    against = _AgainstStaying(known, stakes_of(books, plan), staying)
    all_events = _all_events(against, events)
    of_each = _in_order(against, events)
    matters = matters_of(scenario, against.plan, staying)
    found = break_even_of(books, judgement, baselines)
    low, high = loss_range(books, baselines.staying_put.plan, inputs) or (None, None)
    return BreakEvens(
        losses=LossBreakEven(**dict(found), low=low, high=high),
        all_events=all_events,
        events=of_each,
        matters=matters,
        is_complete=staying.is_complete,
    )


@dataclass(frozen=True, eq=False)
class _AgainstStaying:
    """A plan and its baselines along a line of likelihoods."""

    known: EventReadings
    plan: Stakes
    staying: Staying

    def ranges(
        self, events: Callable[[float], Mapping[RiskEvent, float]], points: Sequence[float]
    ) -> tuple[Ranges, Ranges]:
        """Where the plan pays against staying put, and against staying plus measures."""

        @cache
        def likelihoods(at: float) -> Likelihoods:
            return self.known.at(events(at))

        def against_put(at: float) -> float:
            return self.staying.put.total(likelihoods(at)) - self.plan.total(likelihoods(at))

        def against_plus(at: float) -> float:
            return self.staying.cheapest(likelihoods(at)) - self.plan.total(likelihoods(at))

        def improve(at: float) -> bool:
            changed = scenario_with(self.known.scenario, events(at))
            return self.staying.improve(changed, likelihoods(at))

        put = paying_ranges(against_put, lambda _: False, points)
        return put, paying_ranges(against_plus, improve, points)

    def saving(self, events: Mapping[RiskEvent, float]) -> float:
        """Saving against the cheaper baseline, staying plus measures optimised again."""
        likelihoods = self.known.at(events)
        self.staying.improve(scenario_with(self.known.scenario, events), likelihoods)
        staying = min(self.staying.put.total(likelihoods), self.staying.cheapest(likelihoods))
        return staying - self.plan.total(likelihoods)

    def worth(self, event: RiskEvent) -> float:
        """By how much the saving changes from where an event is certain to where it never is."""
        return abs(self.saving({event: 1.0}) - self.saving({event: 0.0}))


def _in_order(against: _AgainstStaying, events: Iterable[RiskEvent]) -> tuple[EventBreakEven, ...]:
    worth = {event: against.worth(event) for event in events}
    found = [(event, _event(against, event)) for event in events if worth[event] >= 1]

    def order(pair: tuple[RiskEvent, EventBreakEven]) -> tuple[bool, bool, float]:
        event, each = pair
        ends = [
            end.before_signals
            for ranges in (each.staying_put, each.staying_plus_measures)
            for one in ranges
            for end in (one.low, one.high)
        ]
        turns = [end for end in ends if 0 < end < 1]
        low, high = (event.ours if end is None else end for end in (event.low, event.high))
        return not any(low <= end <= high for end in turns), not turns, -worth[event]

    return tuple(each for _, each in sorted(found, key=order))


def _event(against: _AgainstStaying, event: RiskEvent) -> EventBreakEven:
    points = sorted({*LOOKED_AT, event.ours, event.low or 0.0, event.high or 1.0})
    put, plus = against.ranges(lambda at: {event: at}, points)

    def read(ranges: Ranges) -> tuple[LikelihoodRange, ...]:
        return tuple(
            LikelihoodRange(
                low=against.known.of_event(event, low), high=against.known.of_event(event, high)
            )
            for low, high in ranges
        )

    return EventBreakEven(
        event=event.id,
        name=event.name,
        cases=tuple(case.id for case in event.cases),
        ours=against.known.of_event(event, event.ours),
        low=None if event.low is None else against.known.of_event(event, event.low),
        high=None if event.high is None else against.known.of_event(event, event.high),
        source=event.source,
        certainty=event.certainty,
        staying_put=read(put),
        staying_plus_measures=read(plus),
    )


def _all_events(against: _AgainstStaying, events: Sequence[RiskEvent]) -> AllEventsBreakEven:
    likely = [event for event in events if event.ours]
    certain_from = max([1.0, *(1 / event.ours for event in likely)])

    def multiplied(by: float) -> Mapping[RiskEvent, float]:
        return {event: min(1.0, by * event.ours) for event in likely}

    caps = {1 / event.ours for event in likely}
    points = sorted({*(each * certain_from for each in LOOKED_AT), 1.0, *caps})
    put, plus = against.ranges(multiplied, points)
    low = {event: event.low for event in events if event.low is not None}
    high = {event: event.high for event in events if event.high is not None}
    return AllEventsBreakEven(
        staying_put=tuple(MultiplierRange(low=low, high=high) for low, high in put),
        staying_plus_measures=tuple(MultiplierRange(low=low, high=high) for low, high in plus),
        certain_from=certain_from,
        saving_at_low=round(against.saving(low)) if low else None,
        saving_at_high=round(against.saving(high)) if high else None,
    )


def loss_range(
    books: Books, staying_put: Plan, inputs: Iterable[Uncertain]
) -> tuple[float, float] | None:
    """How far the ranges of the losses reach: expected loss of staying put, as multiples of ours.

    Parameters
    ----------
    books
        Coefficients of the scenario.
    staying_put
        The baseline in which nothing is done.
    inputs
        The inputs with a range.

    Returns
    -------
    ends
        With every loss at its low end, and with every loss at its high end; None if no loss has a
        range, or nothing is expected to be lost.
    """
    ranged = [each for each in inputs if LOSS_FIELDS.get(each.range.table) == each.range.field]
    likelihoods = EventReadings.of(books.scenario).ours
    ours = stakes_of(books, staying_put).expected_loss(likelihoods)
    if not ranged or not ours:
        return None
    low, high = (
        stakes_of(books_of(scenario_at(books.scenario, values)), staying_put).expected_loss(
            likelihoods
        )
        for values in ([(each, each.low) for each in ranged], [(i, i.high) for i in ranged])
    )
    return low / ours, high / ours
