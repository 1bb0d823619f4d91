"""A plan over time: its money by year and period, its posts by office, and where posts go.

Amounts are integers in the smallest unit of the planning currency, undiscounted unless stated.
"""

from __future__ import annotations

from datetime import date

from models.base import Frozen, Id, Text
from models.plan import PeriodLabel
from models.workforce import Mode

ShownCount = int | None
"""Posts or people; None for a count that is not shown, since it is from 1 to the floor."""


class PeriodMoney(Frozen):
    """Money that is paid in one period."""

    period: PeriodLabel
    one_off: int
    """One-off cash out of the programme's budget."""
    running: int
    """Pay, leases, measures and all else that recurs, for the length of the period."""


class RuleYear(Frozen):
    """What one rule costs in one fiscal year, paid or expected, before the risk weight."""

    rule: Id
    fiscal_year: int | None
    """None for the tail: all that falls after the horizon."""
    amount: int
    is_expected: bool
    """Whether it is an expected loss rather than money paid."""


class CaseLoss(Frozen):
    """Expected loss of one case over the horizon and its tail, at present value, unweighted."""

    case: Id
    name: Text
    amount: int


class OfficePosts(Frozen):
    """Posts at an office, filled or vacant, on the first day of a period, and their changes.

    They are the posts of the period before, with starters and without leavers. During a hand-over
    a post counts at both offices.
    """

    office: Id
    period: PeriodLabel
    posts: ShownCount
    starters: ShownCount
    """Posts that are new, or that move here."""
    leavers: ShownCount
    """Posts that fall away, or that move from here."""


class Flow(Frozen):
    """Posts that go from one office to another, by one mode, landing in one period or several."""

    origin: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    """Period in which they land, or the first of several."""
    until: PeriodLabel | None = None
    """Last period of several: for a board, all small flows of the horizon are shown as one."""
    posts: ShownCount


class WaveStop(Frozen):
    """A wave, the last day on which it can be stopped, and what a stop costs after that.

    A board sees waves with large flows only, with the posts and days of those.
    """

    period: PeriodLabel
    lands_on: date
    start_by: date
    last_safe_stop: date
    posts: ShownCount
    signing_days: tuple[date, ...]
    """Days on which somebody signs: filings, agreements, leases, offers; each once, in order."""
    stop_costs: tuple[tuple[date, int], ...] = ()
    """Day after which a stop costs the amount, until the next."""
