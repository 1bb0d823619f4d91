"""From signals to likelihoods: what each matter pushes, and how likely that makes a case."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from models.risk import Case
from models.scenario import Scenario
from models.signal_book import live
from models.signals import LAW, Matter, Signal, SignalWeights, Stage
from planner.exposure.priors import Prior, prior_of

RELIABILITY: Mapping[str, float] = {"A": 1.0, "B": 0.75, "C": 0.5, "D": 0.25, "E": 0.0, "F": 0.5}
"""Of a source, by the letter of its Admiralty grade (MISP taxonomy; F: cannot be judged)."""

CREDIBILITY: Mapping[str, float] = {"1": 1.0, "2": 0.75, "3": 0.5, "4": 0.25, "5": 0.0, "6": 0.5}
"""Of a report, by the figure of its Admiralty grade (MISP taxonomy; 6: cannot be judged)."""


@dataclass(frozen=True)
class Push:
    """What one matter adds to the log-odds of a case on a day, by its strongest live signal."""

    matter: str
    signal: str
    stage: Stage
    """Stage on that day: adopted law is in force from its date on."""
    strength: float
    """Below zero for relief; where the case starts from counted events, the change since then."""


@dataclass(frozen=True)
class Readings:
    """The signals that count as of a day, by the matters that are there."""

    matters: tuple[Matter, ...]
    signals: Mapping[str, tuple[Signal, ...]]
    """Live signals by matter, oldest first."""
    weights: SignalWeights
    priors: Mapping[str, Prior]
    """By case."""
    like: Readings | None = None
    """Readings that share the likelihoods of cases about which they say the same."""

    @cached_property
    def _matters_of(self) -> Mapping[str, tuple[Matter, ...]]:
        """Matters that move each case, by its id."""
        return {
            case: tuple(
                m for m in self.matters if any(is_affected_by(each, m) for each in prior.cases)
            )
            for case, prior in self.priors.items()
        }

    @cached_property
    def alike(self) -> frozenset[str]:
        """Cases about which the readings that these are like say the same."""
        if self.like is None:
            return frozenset()
        known, like = self.priors.keys() & self.like.priors.keys(), self.like
        return frozenset(case for case in known if self.about(case) == like.about(case))

    def about(self, case: str) -> tuple[object, ...]:
        """All that the likelihood of a case follows from."""
        matters = self._matters_of[case]
        signals = tuple(self.signals.get(matter.id, ()) for matter in matters)
        return self.weights, self.priors[case], matters, signals

    @cached_property
    def _likelihoods(self) -> dict[tuple[str, date, bool], float]:
        """Likelihoods worked out so far."""
        return {}

    @cached_property
    def _known(self) -> dict[tuple[str, date, bool, bool], Push | None]:
        """Pushes worked out so far; many cases share the same matters."""
        return {}

    def pushes(self, case: Case, on: date, *, campaigns: bool = True) -> tuple[Push, ...]:
        """What each matter adds to the log-odds of a case on a day, in the order of matters.

        A matter that affects one case of an inspection moves all of them. A base rate already
        contains the matters of the days on which its events were counted, so only changes since
        then move it.
        """
        counted, found = self._last_day_counted(case), []
        for matter in self._matters_of[case.id]:
            push = self._push(matter, on, campaigns=campaigns)
            if push is not None:
                strength = self._strength(matter, on, counted, campaigns=campaigns)
                if strength or counted is None:
                    found.append(replace(push, strength=strength))
        return tuple(found)

    def likelihood(self, case: Case, on: date, *, campaigns: bool = True) -> float:
        """Probability of a case within a year from a day, with campaigns or without them."""
        if self.like is not None and case.id in self.alike:
            return self.like.likelihood(case, on, campaigns=campaigns)
        place = case.id, on, campaigns
        if place not in self._likelihoods:
            self._likelihoods[place] = self._likelihood(case, on, campaigns=campaigns)
        return self._likelihoods[place]

    def _likelihood(self, case: Case, on: date, *, campaigns: bool) -> float:
        counted = self._last_day_counted(case)
        strengths = (
            self._strength(matter, on, counted, campaigns=campaigns)
            for matter in self._matters_of[case.id]
        )
        return self.likelihood_with(case, sum(strengths))

    def likelihood_with(self, case: Case, push: float) -> float:
        """Probability of a case with a push on its log-odds, within the interval of its prior."""
        return self.priors[case.id].pushed(push)

    def _last_day_counted(self, case: Case) -> date | None:
        """Last day of the count that a case starts from; None without a base rate or its day."""
        rate = self.priors[case.id].base_rate
        return rate.as_of if rate is not None else None

    def _strength(
        self, matter: Matter, on: date, counted: date | None, *, campaigns: bool
    ) -> float:
        """What a matter adds on a day beyond what it added on the last day of the count."""
        push = self._push(matter, on, campaigns=campaigns)
        if push is None or counted is None:
            return push.strength if push is not None else 0.0
        then = self._push(matter, counted, campaigns=campaigns, published=True)
        return push.strength - (then.strength if then is not None else 0.0)

    def _push(
        self, matter: Matter, on: date, *, campaigns: bool, published: bool = False
    ) -> Push | None:
        """What a matter adds on a day; with ``published``, by signals published by then only."""
        place = matter.id, on, campaigns, published
        if place not in self._known:
            self._known[place] = self._strongest(
                matter, on, campaigns=campaigns, published=published
            )
        return self._known[place]

    def _strongest(
        self, matter: Matter, on: date, *, campaigns: bool, published: bool
    ) -> Push | None:
        pushes = [
            _push_of(signal, matter, self.weights, on)
            for signal in self.signals.get(matter.id, ())
            if (campaigns or signal.stage is not Stage.CAMPAIGN)
            and not (published and signal.published_at.date() > on)
        ]
        # Among equally strong signals, one that tightens goes before relief, then the latest.
        return max(reversed(pushes), key=lambda p: (abs(p.strength), p.strength), default=None)


def readings(
    scenario: Scenario,
    as_of: date | None = None,
    weights: SignalWeights | None = None,
    like: Readings | None = None,
) -> Readings:
    """Read the signals of a scenario.

    Parameters
    ----------
    scenario
        Its signals, matters and weights.
    as_of
        What became known after this day is left out; by default the planning date.
    weights
        By default those of the scenario.
    like
        Readings of nearly the same scenario, whose likelihoods are taken where they are the same.
    """
    weights = weights or scenario.signal_weights
    kept = live(scenario.signals, as_of or scenario.planning_date, weights.counted)
    by_matter: dict[str, list[Signal]] = {}
    for signal in kept:
        by_matter.setdefault(signal.matter, []).append(signal)
    signals = {matter: tuple(each) for matter, each in by_matter.items()}
    priors = {case.id: prior_of(scenario, case) for case in scenario.cases}
    return Readings(scenario.matters, signals, weights, priors, like)


def is_affected_by(case: Case, matter: Matter) -> bool:
    """Whether a matter moves the likelihood of a case."""
    return case.jurisdiction == matter.jurisdiction and case.topic in matter.topics


def stage_on(signal: Signal, on: date) -> Stage:
    """Stage of a signal on a day: law with a date is in force from it on, and adopted before."""
    if signal.stage in LAW and signal.effective_from is not None:
        return Stage.IN_FORCE if on >= signal.effective_from else Stage.ADOPTED
    return signal.stage


def decay(signal: Signal, weights: SignalWeights, on: date) -> float:
    """Share of a signal's strength left on a day: law keeps it, the rest halves by half-lives."""
    half_life = weights.half_life_of(signal.stage)
    if half_life is None:
        return 1.0
    age = (on - signal.published_at.date()).days
    return math.exp2(-max(age, 0) / half_life)


def confidence(signal: Signal) -> float:
    """How certain it is that what a signal reports is true.

    By its Admiralty grade: reliability of the source times credibility of the report. The
    reliability does not count for reports that other sources confirm (credibility 1), nor for law,
    which binds by its text.
    """
    reliability, credibility = RELIABILITY[signal.grade[0]], CREDIBILITY[signal.grade[1]]
    sure = signal.grade[1] == "1" or signal.stage in LAW
    return credibility if sure else reliability * credibility


def _push_of(signal: Signal, matter: Matter, weights: SignalWeights, on: date) -> Push:
    severity = matter.severity if signal.severity is None else signal.severity
    stage = stage_on(signal, on)
    trusted = confidence(signal) * decay(signal, weights, on)
    return Push(matter.id, signal.id, stage, severity * weights.of(stage) * trusted)


def without_effect(matters: Iterable[Matter], cases: Iterable[Case]) -> tuple[Matter, ...]:
    """Matters that affect none of the cases."""
    about = tuple(cases)
    return tuple(
        matter for matter in matters if not any(is_affected_by(case, matter) for case in about)
    )
