"""One pay that is far above the others of which a mean is: the mean tells about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from planner.roster.cohorts import Grouping
from planner.roster.money import annual_pay
from planner.roster.posts import Post
from planner.valuation import Converter

_FAR = 10.0
"""Times the mean of the others, from which on a slip is likely however many they are."""


@dataclass(frozen=True)
class OutstandingPay:
    """The highest pay of a role at an office, far above the others."""

    row: int
    office: str
    role: str
    times: float
    """How many times the mean of the others it is; not for a file, since it tells the pay."""


def outstanding_pay(grouping: Grouping, worth: Converter) -> tuple[OutstandingPay, ...]:
    """Each pay that is more than all others of its mean together, or ten times their mean.

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
        pay = annual_pay(here, worth)
        most = int(np.argmax(pay))
        others = float(pay.sum() - pay[most])
        times = float(pay[most]) * (len(here) - 1) / others if others else np.inf
        if times > len(here) - 1 or times >= _FAR:
            found.append(OutstandingPay(here[most].row, office, role, times))
    return tuple(found)
