"""What placements cost or save, shared among the redeploys that they are for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from models.plan import Placement
from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan
from planner.rules.exposure.case_charges import split


def placements_shared(expanded: ExpandedPlan, amount: Callable[[Placement], int]) -> Sequence[int]:
    """What each move has of an amount of every placement, by the posts that leave home together.

    Parameters
    ----------
    expanded
        The plan.
    amount
        What a placement adds up to, in the smallest unit of the planning currency.
    """
    due: defaultdict[tuple[str, int], int] = defaultdict(int)
    for placement in expanded.plan.placements:
        due[placement.cohort, expanded.period(placement.period)] += amount(placement)
    shares = [0] * len(expanded.landings)
    for (cohort, period), whole in due.items():
        weights = [
            each.heads
            * (
                each.mode is Mode.REDEPLOY
                and (expanded.cohort(each).id, each.leaves) == (cohort, period)
            )
            for each in expanded.landings
        ]
        for i, share in enumerate(split(whole, weights)):
            shares[i] += share
    return shares
