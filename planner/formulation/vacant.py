"""Vacancies of each cohort: what refills of its posts elsewhere can draw on."""

from __future__ import annotations

import numpy as np

from planner.formulation.sets import Integers, Sets

SHARES_OF_A_HEAD = 10_000
"""Vacancies are counted in ten-thousandths of a head, so that whole numbers suffice."""


def requisitions(sets: Sets) -> Integers:
    """[c, t] heads vacant at the start or new in a period."""
    growth = np.diff(sets.posts, axis=1, prepend=sets.posts[:, :1])
    first = [cohort.vacant - cohort.posts for cohort in sets.scenario.cohorts]
    growth[:, 0] = sets.posts[:, 0] + np.array(first)
    return np.maximum(growth, 0)


def most_born(sets: Sets) -> Integers:
    """[c, t] most that can become vacant in a period, in shares of a head."""
    born = SHARES_OF_A_HEAD * requisitions(sets)
    born[:, 1:] += sets.costs.leavers[:, : sets.span - 1] * sets.posts[:, :-1]
    return born


def most_open(sets: Sets) -> Integers:
    """[c, t] most heads that are vacant in a period and within the window."""
    since = np.pad(most_born(sets).cumsum(axis=1), ((0, 0), (1, 0)))
    first = np.maximum(np.arange(sets.span) - sets.scenario.refill_window_periods, 0)
    open_: Integers = (since[:, 1:] - since[:, first]) // SHARES_OF_A_HEAD
    return open_
