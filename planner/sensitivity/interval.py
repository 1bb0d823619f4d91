"""Between what the saving lies, if all inputs with a range are off at once, each by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from models.errors import InputError
from models.sensitivity import Judged
from models.uncertainty import BrokenRule, Interval
from planner.rules import rules_of
from planner.sensitivity.idle import idle
from planner.sensitivity.rejudging import Judge
from planner.sensitivity.sampling import ASSUMPTION, sampled
from planner.sensitivity.uncertain import ACCEPTANCE, Uncertain, Value

DRAWS = 500
SHARE = 0.8
"""Of the draws, how many lie within the interval."""


def interval_of(
    judge: Judge, inputs: Sequence[Uncertain], seed: int, draws: int = DRAWS
) -> Interval | None:
    """Judge a plan and its baselines again at every draw of a sample.

    Low values of acceptance that no range was written for are not drawn: that fewer accept than
    planned is told by a plan for it.

    Parameters
    ----------
    judge
        Of the plan and its baselines, which stay as they are in every draw.
    inputs
        Those with a range.
    seed
        Of the sample.
    draws
        How many.

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
    sample = sampled(scenario, drawn, draws, seed) if drawn else ()
    found = list(_judged(judge, sample))
    if not found:
        return None
    savings, outside = sorted(each.saving for each in found), (1.0 - SHARE) / 2
    broken = Counter(rule for each in found for rule in each.broken)
    return Interval(
        low=savings[int(outside * len(savings))],
        high=savings[-1 - int(outside * len(savings))],
        share=SHARE,
        draws=len(found),
        seed=seed,
        assumption=ASSUMPTION,
        dearer=sum(saving < 0 for saving in savings),
        breaking=sum(bool(each.broken) for each in found),
        broken=tuple(
            BrokenRule(rule=rule.name, draws=broken[rule.name])
            for rule in rules_of(scenario)
            if broken[rule.name]
        ),
        left_out=draws - len(found),
    )


def _judged(judge: Judge, sample: Iterable[Sequence[Value]]) -> Iterator[Judged]:
    for values in sample:
        try:
            yield judge.at(values)
        except (ValueError, InputError):
            continue
