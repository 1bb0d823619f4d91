"""Vacancies of each cohort: what refills of its posts elsewhere can draw on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from planner.costs import SHARES_OF_A_HEAD
from planner.formulation.sets import Integers, Sets, requisitions

LEAST_LOST = 0.15
"""Share of the vacancies that rounding must lose before a row is worth adding."""


def most_born(sets: Sets) -> Integers:
    """[c, t] most that can become vacant in a period, in shares of a head."""
    born = SHARES_OF_A_HEAD * requisitions(sets)
    born[:, 1:] += sets.books.costs.leavers[:, : sets.span - 1] * sets.posts[:, :-1]
    return born


def most_born_so_far(sets: Sets) -> Integers:
    """[c, t] most whole heads that can have become vacant up to a period."""
    born: Integers = most_born(sets).cumsum(axis=1) // SHARES_OF_A_HEAD
    return born


def most_open(sets: Sets) -> Integers:
    """[c, t] most heads that are vacant in a period and within the window."""
    since = np.pad(most_born(sets).cumsum(axis=1), ((0, 0), (1, 0)))
    first = np.maximum(np.arange(sets.span) - sets.scenario.refill_window_periods, 0)
    open_: Integers = (since[:, 1:] - since[:, first]) // SHARES_OF_A_HEAD
    return open_


def whole_vacancies(sets: Sets) -> Iterator[tuple[int, int, Integers]]:
    """Whole heads that can be refilled from a first to a last period, where parts count for much.

    Yields
    ------
    first, last
        Both included; for a single period the bounds of moves say it already.
    whole
        [c] most heads, by vacancies born within the window; -1 where rounding hardly matters.
    """
    born, window = most_born(sets), sets.scenario.refill_window_periods
    for first, last in combinations(range(sets.span), 2):
        open_ = born[:, max(first - window, 0) : last + 1].sum(axis=1)
        whole = open_ // SHARES_OF_A_HEAD
        lost = open_ - SHARES_OF_A_HEAD * whole
        yield first, last, np.where((lost > 0) & (lost >= LEAST_LOST * open_), whole, -1)
