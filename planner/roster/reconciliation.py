"""Rows in against posts out, and pay against what payroll says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.errors import InputError, Problem, shown
from planner.roster.asked import RosterTerms
from planner.roster.cells import UnreadableCellError, amount_of, in_smallest_unit
from planner.roster.cohorts import Grouping
from planner.roster.money import annual_pay
from planner.roster.outstanding import OutstandingPay, outstanding_pay
from planner.roster.pay_totals import PayTotal, pay_totals
from planner.roster.posts import Posts
from planner.roster.reading import RosterColumns
from planner.roster.rejections import TOO_FEW, rejected_rows
from planner.roster.scenarios import RosterScenario
from planner.roster.staying_put import StayingPut, staying_put
from planner.valuation import worth_in

NOT_KNOWN = "not known"


@dataclass(frozen=True)
class CountedRows:
    """Rows of one office and function."""

    office: str
    function: str
    posts: int
    left: int
    rejected: int

    @property
    def rows(self) -> int:
        """All of them."""
        return self.posts + self.left + self.rejected


@dataclass(frozen=True)
class Reconciliation:
    """What became of every row, and of the pay."""

    rows: int
    filled: int
    vacant: int
    left: int
    rejected: Mapping[int, str]
    """Reason by the number of the row."""
    unread: int
    """Rejected rows of which no pay was read."""
    counted: tuple[CountedRows, ...]
    pay: tuple[PayTotal, ...]
    outstanding: tuple[OutstandingPay, ...]
    pay_by_row: float
    """Of the people in cohorts, in the smallest unit of the planning currency."""
    pay_as_written: float
    """The same from the tables."""
    tenure: bool
    """Whether a column says when people were hired."""
    severance_by_row: float
    severance_by_band: float
    staying_put: StayingPut
    left_lately: int
    """Leavers of the year before the planning date, of whom attrition is made."""
    undated: int
    """Leavers whose day of leaving is not known."""


def reconciled(
    roster: RosterColumns,
    posts: Posts,
    grouping: Grouping,
    made: RosterScenario,
    terms: RosterTerms,
    controls: Mapping[str, int],
    costs: Mapping[str, int],
) -> Reconciliation:
    """Hold what was written against what was read, and both against control totals."""
    people = [post for group in grouping.groups for post in group.people]
    vacant = sum(len(group.vacancies) for group in grouping.groups)
    scenario, worth = made.scenario, worth_in(made.scenario)
    annual = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    written = sum(
        (cohort.posts - cohort.vacant) * annual[cohort.role, cohort.office]
        for cohort in scenario.cohorts
    )
    rejected = rejected_rows(posts, grouping, TOO_FEW)
    return Reconciliation(
        rows=len(roster.numbers),
        filled=len(people),
        vacant=vacant,
        left=len(posts.leavers),
        rejected=rejected,
        unread=len(posts.rejected),
        counted=counted_rows(posts, grouping),
        pay=pay_totals(posts, grouping, controls),
        outstanding=outstanding_pay(grouping, worth),
        pay_by_row=float(annual_pay(people, worth).sum()),
        pay_as_written=written / (1 + terms.on_cost),
        tenure="hired" in roster.values,
        severance_by_row=sum(each.by_row for each in made.bands.values()),
        severance_by_band=sum(each.by_band for each in made.bands.values()),
        staying_put=staying_put(scenario, costs, len(rejected)),
        left_lately=sum(post.left_lately for post in posts.leavers),
        undated=_undated(roster, posts),
    )


def _undated(roster: RosterColumns, posts: Posts) -> int:
    days = dict(zip(roster.numbers, roster.values.get("left", ()), strict=False))
    return sum(days.get(post.row, "") == "" for post in posts.leavers)


def controls_of(texts: Iterable[str], field: str) -> dict[str, int]:
    """Control totals such as ``CNY 123,456,789``, in the smallest unit, by currency.

    Parameters
    ----------
    texts
        The totals.
    field
        The argument that they are given by, as errors name it.

    Raises
    ------
    InputError
        Some are no amounts with a currency, or are zero.
    """
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for text in texts:
        try:
            amount, currency = amount_of(text)
        except UnreadableCellError:
            amount, currency = None, ""
        if amount is None or not currency:
            step = "Write the currency and the amount of a year: 'CNY 123,456,789'."
            problems.append(Problem("is no control total", field, found=shown(text),
                                    next_step=step))  # fmt: skip
        elif not (total := in_smallest_unit(amount, currency)):
            step = (
                f"Give what people are paid, or posts cost, in a year: '{currency} 123,456,789'; "
                "leave it out if nobody knows."
            )
            problems.append(Problem("is a control total of nothing", field, found=shown(text),
                                    next_step=step))  # fmt: skip
        else:
            found[currency] = total
    if problems:
        raise InputError(problems)
    return found


def counted_rows(posts: Posts, grouping: Grouping) -> tuple[CountedRows, ...]:
    """What became of the rows of each office and function."""
    kept: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for group in grouping.groups:
        kept.update((post.office, post.function) for post in (*group.people, *group.vacancies))
    left.update((post.office, post.function) for post in posts.leavers)
    lost.update((post.office, post.function) for post in grouping.left_out)
    known = {post.office for post in (*posts.posts, *posts.leavers)}
    functions = {post.function for post in (*posts.posts, *posts.leavers)}
    for (office, function), rows in posts.rejected_at.items():
        at = office if office in known else NOT_KNOWN
        lost[at, function if function in functions else NOT_KNOWN] += rows
    keys = sorted({*kept, *left, *lost})
    return tuple(CountedRows(*key, kept[key], left[key], lost[key]) for key in keys)
