"""Pays that are so much of a mean that it tells about them, by the dominance rules of statistics.

The rules are those by which statistical offices find unsafe cells of tables: the (n,k) rule and the
p% rule, as in the Handbook on Statistical Disclosure Control of ESSNet SDC (Hundepool and others,
version 1.2, 2010, section 4.2).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from planner.roster.cohorts import Grouping
from planner.roster.money import annual_pay
from planner.roster.posts import Post
from planner.valuation import Converter

_MOST = 0.5
"""k of the (1,k) rule: the share of all pay that one may be."""
NEAR = 0.25
"""p of the p% rule: how near the second may come to the first by taking their own pay off the sum.

It corresponds to the (2,k) rule with k of 80 %.
"""
_FAR = 10.0
"""Times the mean of the others, from which on a slip is likely however many they are."""


@dataclass(frozen=True)
class OutstandingPay:
    """The highest pay of a role at an office, far above the others; or the two highest, or all."""

    rows: tuple[int, ...]
    """One row; or two, if only together they are most of the pay."""
    office: str
    role: str
    times: float | None
    """How many times the mean of the others each is on average, None if others get nothing or
    there are none; not for a file, since it tells the pay."""


def outstanding_pay(grouping: Grouping, worth: Converter) -> tuple[OutstandingPay, ...]:
    """What the (1,50) rule or the p% rule finds in the means, or is ten times the others' mean.

    Two people are all of a mean, whatever they get. Of one there is none: the floor is two or more.

    Parameters
    ----------
    grouping
        The cohorts.
    worth
        Converter into the planning currency.
    """
    people: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for group in grouping.groups:
        people[group.key.office, group.key.role] += group.people
    found = []
    for (office, role), here in sorted(people.items()):
        if len(here) < 2:
            continue
        pay = annual_pay(here, worth)
        ranked = np.argsort(-pay, kind="stable")
        first, second = pay[ranked[:2]]
        others = pay.sum() - first
        if len(here) == 2:
            most = np.arange(2)
        elif first > _MOST * pay.sum() or first * (len(here) - 1) >= _FAR * others:
            most = ranked[:1]
        elif others - second < NEAR * first:
            most = ranked[:2]
        else:
            continue
        rest = np.delete(pay, most)
        times = float(pay[most].mean() / rest.mean()) if rest.any() else None
        found.append(OutstandingPay(tuple(here[n].row for n in most), office, role, times))
    return tuple(found)
