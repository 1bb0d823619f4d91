"""Vacant posts of one cohort: how many falling numbers of posts close, how many are left to fill.

Vacancies are counted in ten-thousandths of a post and used up oldest first. On the first day of a
period a fall in posts closes vacancies before anyone is hired or placed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from planner.costs import SHARES_OF_A_HEAD

__all__ = ["SHARES_OF_A_HEAD", "Pool", "pool_of"]


@dataclass(frozen=True, slots=True)
class Pool:
    """Vacant posts of a cohort over the periods."""

    open: tuple[int, ...]
    """[t] parts of a head that can be filled elsewhere, or taken by people who are placed."""
    separated: tuple[int, ...]
    """[t] heads by which the posts fall beyond what is vacant."""


def pool_of(born: Sequence[int], wanted: Sequence[int], falls: Sequence[int], window: int) -> Pool:
    """Follow the vacant posts of a cohort from period to period.

    Parameters
    ----------
    born
        [t] parts of a head that become vacant.
    wanted
        [t] heads that are refilled elsewhere or placed here; no more are than find a vacancy.
    falls
        [t] heads by which the number of posts falls.
    window
        Periods that a vacancy stays open.
    """
    if not any(wanted) and not any(falls):
        return Pool(_still_open(born, window), (0,) * len(born))
    vacant: deque[list[int]] = deque()
    left, separated = [], []
    for t, parts in enumerate(born):
        vacant.append([t, max(parts, 0)])
        while vacant[0][0] < t - window:
            vacant.popleft()
        beyond = _take(vacant, SHARES_OF_A_HEAD * falls[t]) if falls[t] else 0
        separated.append(-(-beyond // SHARES_OF_A_HEAD))
        left.append(sum(parts for _, parts in vacant))
        if wanted[t]:
            _take(vacant, SHARES_OF_A_HEAD * wanted[t])
    return Pool(tuple(left), tuple(separated))


def _still_open(born: Sequence[int], window: int) -> tuple[int, ...]:
    """[t] what became vacant within the window and is not used."""
    sums = (0, *accumulate(max(parts, 0) for parts in born))
    return tuple(sums[t + 1] - sums[max(0, t - window)] for t in range(len(born)))


def _take(vacant: deque[list[int]], parts: int) -> int:
    """Use up vacancies, oldest first, and return the parts that found none."""
    for vacancy in vacant:
        taken = min(vacancy[1], parts)
        vacancy[1] -= taken
        parts -= taken
    return parts
