"""Break-even: the multiplier of all losses at which a plan and a baseline cost the same."""

from __future__ import annotations

import math
from collections.abc import Iterable

from models.account import Judgement
from models.baselines import Baselines
from models.uncertainty import BreakEven
from planner.baselines import breaches, staying_plus_measures
from planner.books import Books

LARGEST = 1000.0
"""Largest multiplier for which staying plus measures is optimised again."""

MOST_LOOKS = 12
"""Most baselines that are optimised; two to four usually suffice."""


def break_even_of(books: Books, judgement: Judgement, baselines: Baselines) -> BreakEven:
    """Find the multipliers at which the unchanged plan costs as much as the baselines.

    Losses enter every price in proportion, so a plan costs ``money + multiplier x expected loss``.
    Staying put stays the same at every multiplier. Staying plus measures is optimised again, with
    the measures that pay at that multiplier.

    Parameters
    ----------
    books
        Coefficients of the scenario.
    judgement
        The audit of the plan.
    baselines
        Both baselines, as made with the losses of the scenario.
    """
    low, high = _while_it_pays(books, judgement, baselines)
    both = low > 0 and high < math.inf
    ends = [end for end in (low, high) if 0 < end < math.inf]
    return BreakEven(
        staying_put=even_multiplier(*_apart(judgement, baselines.staying_put.judgement)),
        staying_plus_measures=ends[0] if ends else None,
        measures_pay_again_from=high if both else None,
    )


def even_multiplier(dearer_by: int, loses_less_by: int) -> float | None:
    """The multiplier of all losses at which a plan and a baseline cost the same.

    Parameters
    ----------
    dearer_by
        What the plan costs more in money.
    loses_less_by
        What it is expected to lose less, times the risk weight.

    Returns
    -------
    multiplier
        None if there is none of zero or more.
    """
    if not loses_less_by:
        return None
    multiplier = dearer_by / loses_less_by
    return multiplier if multiplier >= 0 else None


def _while_it_pays(books: Books, plan: Judgement, baselines: Baselines) -> tuple[float, float]:
    """Range of multipliers in which the plan beats staying plus measures; zeros for none.

    The cost of the cheapest baseline is concave in the multiplier, so there is one such interval.
    Newton's method finds each end: optimise the baseline again at the current end, and move the end
    until no cheaper baseline turns up there.
    """
    known = baselines.staying_plus_measures.judgement
    worst = breaches(known)
    against = [known]
    if breaches(baselines.staying_put.judgement) <= worst:
        against.append(baselines.staying_put.judgement)
    looked: set[float] = set()
    for _ in range(MOST_LOOKS):
        low, high = _cheaper_between(plan, against)
        ends = (end for end in (low, min(high, LARGEST)) if end <= LARGEST and end not in looked)
        at = next(ends, None)
        if low == high or at is None:
            break
        looked.add(at)
        made = staying_plus_measures(books, at)
        if made is not None and breaches(made.judgement) <= worst:
            against.append(made.judgement)
    return _cheaper_between(plan, against)


def _cheaper_between(plan: Judgement, baselines: Iterable[Judgement]) -> tuple[float, float]:
    """Return the multipliers between which a plan is cheaper than all baselines; zeros for none."""
    low, high = 0.0, math.inf
    for each in baselines:
        dearer_by, loses_less_by = _apart(plan, each)
        if loses_less_by > 0:
            low = max(low, dearer_by / loses_less_by)
        elif loses_less_by < 0:
            high = min(high, dearer_by / loses_less_by)
        elif dearer_by >= 0:
            return 0.0, 0.0
    return (low, high) if low < high else (0.0, 0.0)


def _apart(plan: Judgement, baseline: Judgement) -> tuple[int, int]:
    """What a plan costs more in money, and what it is expected to lose less, weighted."""
    loses_less_by = _expected_losses(baseline) - _expected_losses(plan)
    return plan.money - baseline.money, loses_less_by


def _expected_losses(judgement: Judgement) -> int:
    return judgement.total - judgement.money
