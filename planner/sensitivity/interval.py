"""The sampled interval of the saving: all inputs with a range drawn at random at once."""

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
from planner.sensitivity.drawing import ASSUMPTION, draw_values
from planner.sensitivity.judge import Judge
from planner.sensitivity.uncertain import ACCEPTANCE, InputValue, Uncertain, idle_inputs

SHARE = 0.8
"""Share of the draws inside the interval, among those in which the plan keeps every rule."""

LEAST_DRAWS = 20
"""Number of draws that are made even if time runs out."""


@dataclass(frozen=True)
class Sample:
    """Size, seed and time limit of a sample."""

    seed: int
    draws: int = DRAWS
    seconds: float | None = None
    """Wall-clock seconds after which no more are made; None for no limit."""


def interval_of(judge: Judge, inputs: Sequence[Uncertain], sample: Sample) -> Interval | None:
    """Judge a plan and its baselines again at every draw of a sample.

    Draws in which the plan breaks a rule are counted separately: it cannot be carried out there.

    Low values of acceptance are not drawn unless they have a range: the fallback covers the case
    that fewer people accept than planned.

    Parameters
    ----------
    judge
        The judge of the plan and its baselines, which stay the same in every draw.
    inputs
        Those with a range.
    sample
        Size of the sample. A larger sample begins with the draws of a smaller one.

    Returns
    -------
    interval
        None if no input that matters has a range, or if no draw is a valid scenario.
    """
    scenario = judge.scenario
    idle_ones, written = idle_inputs(scenario, inputs), set(scenario.ranges)
    drawn = [
        each
        for each in inputs
        if each not in idle_ones and (each.range.table != ACCEPTANCE or each.range in written)
    ]
    values = draw_values(scenario, drawn, sample.draws, sample.seed) if drawn else ()
    judged = list(_judge_draws(judge, values, sample.seconds))
    found = [each for each in judged if each is not None]
    if not found:
        return None
    kept = sorted(each.saving for each in found if not each.broken)
    has_interval = 2 * len(kept) >= len(found)
    outside = int((1.0 - SHARE) / 2 * len(kept))
    headline = judge.at_base().saving
    broken = Counter(rule for each in found for rule in each.broken)
    return Interval(
        low=kept[outside] if has_interval else None,
        high=kept[-1 - outside] if has_interval else None,
        mean=round(fmean(kept)) if has_interval else None,
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


def _judge_draws(
    judge: Judge, sample: Iterable[Sequence[InputValue]], seconds: float | None
) -> Iterator[Judged | None]:
    """Judge each draw until time is up; None for a draw that is not a valid scenario."""
    until = None if seconds is None else time.monotonic() + seconds
    for made, values in enumerate(sample):
        if until is not None and made >= LEAST_DRAWS and time.monotonic() > until:
            return
        try:
            yield judge.at(values)
        except (ValueError, InputError):
            yield None
