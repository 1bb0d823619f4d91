"""Pay of all people of a roster by currency, and what of it tells the pay of few of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.roster.cohorts import Grouping
from planner.roster.posts import Posts, Standing


@dataclass(frozen=True)
class PayTotal:
    """Yearly pay of all people in one currency, in its smallest unit."""

    currency: str
    people: int
    amount: int
    control: int | None
    """What the person who loads the roster says it is."""
    in_no_cohort: int
    """People of them who are in no cohort."""
    mixed: bool
    """Whether a mean of the tables is of some of them and of people paid in other currencies."""

    def withheld(self, floor: int) -> str:
        """Why it cannot stand beside the pay of the cohorts; empty if it can.

        The tables give the pay of each cohort, so the total tells what those get who are in no
        cohort, and how much of a mean is paid in another currency.
        """
        if self.people < floor:
            return f"of fewer than {floor} people"
        if 0 < self.in_no_cohort < floor:
            return f"it would tell the pay of fewer than {floor} people who are in no cohort"
        if self.mixed:
            return "it would tell apart the pay of people in cohorts of several currencies"
        return ""

    def control_withheld(self, floor: int, rejected: int) -> bool:
        """Whether the gap to the control total may be what fewer people than the floor get.

        Parameters
        ----------
        floor
            Fewest people that a figure may be about.
        rejected
            Rows of which no pay was read, though payroll may pay them.
        """
        if self.control is None:
            return False
        gap = self.amount - self.control
        return 0 < rejected < floor or is_of_few(gap, self.amount, self.people, floor)


def is_of_few(gap: float, amount: float, people: int, floor: int) -> bool:
    """Whether a gap to an amount may be what fewer people than the floor are of it."""
    return abs(gap) * people < floor * amount


def pay_totals(
    posts: Posts, grouping: Grouping, controls: Mapping[str, int]
) -> tuple[PayTotal, ...]:
    """Pay of all people by currency, in cohorts or not.

    Parameters
    ----------
    posts
        The posts.
    grouping
        Their cohorts.
    controls
        Control totals by currency, in the smallest unit.
    """
    people: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for post in posts.posts:
        if post.standing is Standing.FILLED:
            people[post.currency] += 1
            amounts[post.currency] += post.annual
    outside = Counter(
        post.currency for post in grouping.left_out if post.standing is Standing.FILLED
    )
    # A mean is of a role at an office, whoever employs its people.
    paid_in: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for group in grouping.groups:
        paid_in[group.key.role, group.key.office] |= {post.currency for post in group.people}
    mixed = {currency for each in paid_in.values() if len(each) > 1 for currency in each}
    return tuple(
        PayTotal(
            currency,
            people[currency],
            amounts[currency],
            controls.get(currency),
            outside[currency],
            currency in mixed,
        )
        for currency in sorted({*people, *controls})
    )
