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

    open_shares: tuple[int, ...]
    """[t] ten-thousandths of a post that can be filled elsewhere, or by people who are placed."""
    separated_heads: tuple[int, ...]
    """[t] people to separate, since vacant posts do not cover the fall in posts."""


def pool_of(
    vacated_shares: Sequence[int],
    filled_heads: Sequence[int],
    fallen_heads: Sequence[int],
    window: int,
) -> Pool:
    """Follow the vacant posts of a cohort from period to period.

    Parameters
    ----------
    vacated_shares
        [t] ten-thousandths of a post that become vacant.
    filled_heads
        [t] posts that are refilled elsewhere, or filled by people placed; those that find no
        vacancy take none.
    fallen_heads
        [t] by how many the posts fall.
    window
        Periods that a vacancy stays open.
    """
    if not any(filled_heads) and not any(fallen_heads):
        return Pool(_still_open(vacated_shares, window), (0,) * len(vacated_shares))
    vacant: deque[list[int]] = deque()
    open_shares, separated_heads = [], []
    for t, shares in enumerate(vacated_shares):
        vacant.append([t, max(shares, 0)])
        while vacant[0][0] < t - window:
            vacant.popleft()
        uncovered = _take(vacant, SHARES_OF_A_HEAD * fallen_heads[t])
        separated_heads.append(-(-uncovered // SHARES_OF_A_HEAD))
        open_shares.append(sum(shares for _, shares in vacant))
        _take(vacant, SHARES_OF_A_HEAD * filled_heads[t])
    return Pool(tuple(open_shares), tuple(separated_heads))


def _still_open(vacated_shares: Sequence[int], window: int) -> tuple[int, ...]:
    """[t] what became vacant within the window, where nothing is used."""
    sums = (0, *accumulate(max(shares, 0) for shares in vacated_shares))
    return tuple(sums[t + 1] - sums[max(0, t - window)] for t in range(len(vacated_shares)))


def _take(vacant: deque[list[int]], shares: int) -> int:
    """Use up vacancies, oldest first, and return the shares of a post that found none."""
    for vacancy in vacant:
        if not shares:
            break
        taken = min(vacancy[1], shares)
        vacancy[1] -= taken
        shares -= taken
    return shares
