"""Between what the saving lies, if all inputs with a range are off at once, each by chance."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from models.errors import InputError
from models.sensitivity import Judged
from models.uncertainty import DRAWS, BrokenRule, Interval
from planner.rules import rules_of
from planner.sensitivity.idle import idle
from planner.sensitivity.rejudging import Judge
from planner.sensitivity.sampling import ASSUMPTION, sampled
from planner.sensitivity.uncertain import ACCEPTANCE, Uncertain, Value

SHARE = 0.8
"""Of the draws in which the plan keeps every rule, how many lie within the interval."""

LEAST_DRAWS = 20
"""That are made though the time is up."""


@dataclass(frozen=True)
class Sample:
    """How many draws are made, of which random numbers, and until when."""

    seed: int
    draws: int = DRAWS
    seconds: float | None = None
    """Wall-clock seconds after which no more are made; none for no end."""


def interval_of(judge: Judge, inputs: Sequence[Uncertain], sample: Sample) -> Interval | None:
    """Judge a plan and its baselines again at every draw of a sample.

    Draws in which the plan breaks a rule are counted apart: it cannot be done there as it is.

    Low values of acceptance that no range was written for are not drawn: that fewer accept than
    planned is told by a plan for it.

    Parameters
    ----------
    judge
        Of the plan and its baselines, which stay as they are in every draw.
    inputs
        Those with a range.
    sample
        How many draws. The first ones are the same, however many there are.

    Returns
    -------
    interval
        None where no input that matters has a range, or no draw holds together.
    """
    scenario = judge.scenario
    idle_ones, written = idle(scenario, inputs), set(scenario.ranges)
    drawn = [
        each
        for each in inputs
        if each not in idle_ones and (each.range.table != ACCEPTANCE or each.range in written)
    ]
    values = sampled(scenario, drawn, sample.draws, sample.seed) if drawn else ()
    judged = list(_judged(judge, values, sample.seconds))
    found = [each for each in judged if each is not None]
    if not found:
        return None
    kept = sorted(each.saving for each in found if not each.broken)
    told, outside = 2 * len(kept) >= len(found), int((1.0 - SHARE) / 2 * len(kept))
    headline = judge.at_base().saving
    broken = Counter(rule for each in found for rule in each.broken)
    return Interval(
        low=kept[outside] if told else None,
        high=kept[-1 - outside] if told else None,
        mean=round(fmean(kept)) if told else None,
        below_headline=sum(saving < headline for saving in kept),
        share=SHARE,
        draws=len(found),
        seed=sample.seed,
        assumption=ASSUMPTION,
        dearer=sum(saving < 0 for saving in kept),
        breaking=len(found) - len(kept),
        broken=tuple(
            BrokenRule(rule=rule.name, draws=broken[rule.name])
            for rule in rules_of(scenario)
            if broken[rule.name]
        ),
        left_out=len(judged) - len(found),
    )


def _judged(
    judge: Judge, sample: Iterable[Sequence[Value]], seconds: float | None
) -> Iterator[Judged | None]:
    """Each draw judged, in the time there is; None where it does not hold together."""
    until = None if seconds is None else time.monotonic() + seconds
    for made, values in enumerate(sample):
        if until is not None and made >= LEAST_DRAWS and time.monotonic() > until:
            return
        try:
            yield judge.at(values)
        except (ValueError, InputError):
            yield None
