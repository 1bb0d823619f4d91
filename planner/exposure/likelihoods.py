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

    @cached_property
    def _felt(self) -> Mapping[str, tuple[Matter, ...]]:
        """Matters by the case that feels them."""
        return {
            case: tuple(m for m in self.matters if any(feels(each, m) for each in prior.felt_by))
            for case, prior in self.priors.items()
        }

    @cached_property
    def _known(self) -> dict[tuple[str, date, bool, bool], Push | None]:
        """Pushes that have been worked out: many cases feel the same matters."""
        return {}

    def pushes(self, case: Case, on: date, *, campaigns: bool = True) -> tuple[Push, ...]:
        """What each matter adds to the log-odds of a case on a day, in the order of matters.

        Cases of one inspection feel the matters of all of them. A base rate already contains the
        matters of the days on which it was counted, so only changes since then move it.
        """
        counted, found = self._counted(case), []
        for matter in self._felt[case.id]:
            push = self._push(matter, on, campaigns=campaigns)
            if push is not None:
                strength = self._strength(matter, on, counted, campaigns=campaigns)
                if strength or counted is None:
                    found.append(replace(push, strength=strength))
        return tuple(found)

    def likelihood(self, case: Case, on: date, *, campaigns: bool = True) -> float:
        """Probability of a case within a year from a day, with campaigns or without them."""
        counted = self._counted(case)
        strengths = (
            self._strength(matter, on, counted, campaigns=campaigns)
            for matter in self._felt[case.id]
        )
        return self.moved(case, sum(strengths))

    def moved(self, case: Case, push: float) -> float:
        """Probability of a case, its log-odds moved as far as its base rate allows."""
        prior = self.priors[case.id]
        return min(max(moved(prior.likelihood, push), prior.low), prior.high) * prior.share

    def _counted(self, case: Case) -> date | None:
        """Day up to which the events were counted that a case starts from; none where none were."""
        rate = self.priors[case.id].base_rate
        return rate.as_of if rate is not None else None

    def _strength(
        self, matter: Matter, on: date, counted: date | None, *, campaigns: bool
    ) -> float:
        """What a matter adds on a day beyond what was there when events were counted."""
        push = self._push(matter, on, campaigns=campaigns)
        if push is None or counted is None:
            return push.strength if push is not None else 0.0
        then = self._push(matter, counted, campaigns=campaigns, published=True)
        return push.strength - (then.strength if then is not None else 0.0)

    def _push(
        self, matter: Matter, on: date, *, campaigns: bool, published: bool = False
    ) -> Push | None:
        """What a matter adds on a day; ``published`` leaves out signals of later days."""
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
        # Of equally strong ones the tightening one, then the latest.
        return max(reversed(pushes), key=lambda p: (abs(p.strength), p.strength), default=None)


def readings(
    scenario: Scenario, as_of: date | None = None, weights: SignalWeights | None = None
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
    """
    weights = weights or scenario.signal_weights
    kept = live(scenario.signals, as_of or scenario.planning_date, weights.counted)
    by_matter: dict[str, list[Signal]] = {}
    for signal in kept:
        by_matter.setdefault(signal.matter, []).append(signal)
    signals = {matter: tuple(each) for matter, each in by_matter.items()}
    priors = {case.id: prior_of(scenario, case) for case in scenario.cases}
    return Readings(scenario.matters, signals, weights, priors)


def feels(case: Case, matter: Matter) -> bool:
    """Whether a matter makes a case more or less likely."""
    return case.jurisdiction == matter.jurisdiction and case.topic in matter.topics


def moved(likelihood: float, push: float) -> float:
    """A probability with its log-odds moved; what is impossible or certain stays so."""
    if likelihood in {0.0, 1.0}:
        return likelihood
    odds = math.log(likelihood / (1.0 - likelihood)) + push
    return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))


def stage_on(signal: Signal, on: date) -> Stage:
    """Stage of a signal on a day: law is adopted before, and in force from, its date on."""
    if signal.stage in LAW and signal.effective_from is not None:
        return Stage.IN_FORCE if on >= signal.effective_from else Stage.ADOPTED
    return signal.stage


def decay(signal: Signal, weights: SignalWeights, on: date) -> float:
    """What is left of a signal on a day: law stands, the rest fades by half-lives."""
    half_life = weights.half_life_of(signal.stage)
    if half_life is None:
        return 1.0
    age = (on - signal.published_at.date()).days
    return math.exp2(-max(age, 0) / half_life)


def confidence(signal: Signal) -> float:
    """How certain it is that what a report says did happen.

    Reliability of the source by credibility of the report, by the Admiralty grade. What other
    sources confirm (credibility 1) happened, whoever tells it; and law binds by its text, whoever
    was read on it.
    """
    reliability, credibility = RELIABILITY[signal.grade[0]], CREDIBILITY[signal.grade[1]]
    sure = signal.grade[1] == "1" or signal.stage in LAW
    return credibility if sure else reliability * credibility


def _push_of(signal: Signal, matter: Matter, weights: SignalWeights, on: date) -> Push:
    severity = matter.severity if signal.severity is None else signal.severity
    stage = stage_on(signal, on)
    trusted = confidence(signal) * decay(signal, weights, on)
    return Push(matter.id, signal.id, stage, severity * weights.of(stage) * trusted)


def unfelt(matters: Iterable[Matter], cases: Iterable[Case]) -> tuple[Matter, ...]:
    """Matters that no case feels."""
    about = tuple(cases)
    return tuple(matter for matter in matters if not any(feels(case, matter) for case in about))
