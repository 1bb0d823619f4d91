"""Baselines at other likelihoods: staying put as it is, and with the measures that pay there."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from models.baselines import Baselines
from models.plan import Plan
from models.risk import Channel
from models.scenario import Scenario
from planner.audit import audit
from planner.baselines import breaches, staying_plus_measures
from planner.books import Books
from planner.exposure import exposure_book
from planner.optimizer.state import SearchHooks
from planner.sensitivity.stakes import Likelihoods, Stakes, stakes_of

CENT = 100
"""A baseline is better if it costs less by more than this many of the smallest units of money:
prices are rounded in other places here than by the audit."""


@dataclass
class Staying:
    """Plans in which nobody moves, and what each of them costs at any likelihoods."""

    books: Books
    worst: tuple[int, int]
    """Most limits that such a plan may break: those of staying plus measures as it is."""
    put: Stakes
    plus: dict[Plan, Stakes]
    """Those with measures, among which the cheapest counts."""
    responding: tuple[str, ...]
    """Cases whose loss a measure or a route can cut: the best baseline depends on no others."""
    until: float | None
    """Monotonic time until which baselines are optimised again; None for no end."""
    hooks: SearchHooks
    """A stop signal, which counts as the end of the time."""
    looked_at: set[bytes] = field(default_factory=set, init=False)
    """Likelihoods of responding cases at which the baseline has been optimised."""
    is_complete: bool = field(default=True, init=False)
    """Whether time has sufficed so far."""

    @classmethod
    def of(
        cls,
        books: Books,
        baselines: Baselines,
        ours: Likelihoods,
        until: float | None,
        hooks: SearchHooks,
    ) -> Staying:
        """Begin with the baselines at the likelihoods of the scenario, ``ours``."""
        put, plus = baselines.staying_put, baselines.staying_plus_measures
        worst, at_stake = breaches(plus.judgement), stakes_of(books, put.plan)
        known = {plus.plan: stakes_of(books, plus.plan)}
        if breaches(put.judgement) <= worst:
            known[put.plan] = at_stake
        responding = tuple(
            case.id
            for case in books.exposure.cases
            if case.measures or case.channel is Channel.EXPORT
        )
        made = cls(books, worst, at_stake, known, responding, until, hooks)
        made.looked_at.add(made.responding_to(ours))
        return made

    def responding_to(self, likelihoods: Likelihoods) -> bytes:
        """The likelihoods on which the best baseline depends."""
        return b"".join(likelihoods[case].tobytes() for case in self.responding)

    def cheapest(self, likelihoods: Likelihoods) -> float:
        """Total of the cheapest plan known in which nobody moves, with measures."""
        return min(each.total(likelihoods) for each in self.plus.values())

    def improve(self, scenario: Scenario, likelihoods: Likelihoods) -> bool:
        """Optimise staying plus measures again, and return whether it got cheaper.

        Parameters
        ----------
        scenario
            The scenario with other likelihoods.
        likelihoods
            Those of its cases.
        """
        there = self.responding_to(likelihoods)
        if there in self.looked_at:
            return False
        if self._is_over:
            self.is_complete = False
            return False
        self.looked_at.add(there)
        books = replace(self.books, exposure=exposure_book(scenario))
        made = staying_plus_measures(books, 1.0)
        if made is None or made.plan in self.plus:
            return False
        if breaches(audit(made.plan, self.books)) > self.worst:
            return False
        before = self.cheapest(likelihoods)
        self.plus[made.plan] = stakes_of(self.books, made.plan)
        return self.cheapest(likelihoods) < before - CENT

    @property
    def _is_over(self) -> bool:
        return self.hooks.stopped or (self.until is not None and time.monotonic() > self.until)
