"""The planning calendar: calendar months or quarters, and the tail after them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Frozen

MOST_PERIODS = 60

USUAL_PERIODS = 8
"""Number of planning periods of a scenario that does not give its horizon."""


class PeriodKind(StrEnum):
    """Length of a planning period."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """Calendar months in one period."""
        return 1 if self is PeriodKind.MONTH else 3


class Horizon(Frozen):
    """How far a plan looks, and in what steps."""

    period: PeriodKind = PeriodKind.QUARTER
    """Month or quarter of the calendar year."""
    ends: date | None = None
    """First day after the last period: 2029-01-01 for a horizon to the end of 2028. The end then
    stays the same when the planning date moves. Empty for a horizon that moves with the planning
    date."""
    periods: Annotated[int, Field(ge=1, le=MOST_PERIODS)] | None = None
    """Number of planning periods. Empty for all periods before ``ends``, or for eight if that is
    empty too."""
    tail_periods: Annotated[int, Field(ge=0, le=60)] = 8
    """Periods after the horizon, priced at the last period's rates."""
    fiscal_year_starts: Annotated[int, Field(ge=1, le=12)] = 1
    """Month in which the fiscal year starts. A fiscal year is named after the calendar year in
    which it ends."""


class Period(Frozen):
    """One planning period."""

    index: int
    """Position in the horizon, from 0."""
    label: str
    """``2026-Q4`` or ``2026-10``: the name used in files and on screens."""
    starts: date
    """First day, on which moves of this period land."""
    days: int
    """Length in calendar days."""
    fiscal_year: int
    """Fiscal year of the first day."""

    @property
    def ends(self) -> date:
        """First day after the period."""
        return self.starts + timedelta(days=self.days)


def calendar(horizon: Horizon, planning_date: date) -> tuple[Period, ...]:
    """Periods of a horizon, from the first that starts on or after the planning date.

    Parameters
    ----------
    horizon
        Kind of period, and the number of periods or the first day after the last.
    planning_date
        Day on which the decision is taken.

    Returns
    -------
    periods
        Empty if the horizon has ended by the planning date.
    """
    first, step = _first_month(horizon, planning_date), horizon.period.months
    count = number_of_periods(horizon, planning_date)
    return tuple(_period(index, first + index * step, horizon) for index in range(count))


def number_of_periods(horizon: Horizon, planning_date: date) -> int:
    """Number of whole periods between a planning date and the end of the horizon."""
    if horizon.ends is None:
        return horizon.periods or USUAL_PERIODS
    months = _month(horizon.ends) - _first_month(horizon, planning_date)
    return max(months // horizon.period.months, 0)


def starts_a_period(day: date, kind: PeriodKind) -> bool:
    """Whether a day is the first of a month or quarter."""
    return day.day == 1 and _month(day) % kind.months == 0


def _first_month(horizon: Horizon, planning_date: date) -> int:
    month, step = _month(planning_date), horizon.period.months
    if starts_a_period(planning_date, horizon.period):
        return month
    return month + step - month % step


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def tail_years(horizon: Horizon, last: Period) -> list[int]:
    """Calendar year of each period of the tail, which follows the last planning period."""
    after = _month(last.ends)
    return [(after + i * horizon.period.months) // 12 for i in range(horizon.tail_periods)]


def months_later(day: date, months: int) -> date:
    """The same day of the month some months later, or the last day of a shorter month."""
    first = _first_day(_month(day) + months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def first_day(label: str) -> date:
    """First day of the period with a label."""
    year, part = label.split("-")
    month = int(part[1:]) * 3 - 2 if part.startswith("Q") else int(part)
    return date(int(year), month, 1)


def fiscal_year(day: date, horizon: Horizon) -> int:
    """The fiscal year that contains a day."""
    before_new_year = horizon.fiscal_year_starts > 1 and day.month >= horizon.fiscal_year_starts
    return day.year + int(before_new_year)


def _period(index: int, month: int, horizon: Horizon) -> Period:
    starts, ends = _first_day(month), _first_day(month + horizon.period.months)
    return Period(
        index=index,
        label=_label(starts, horizon.period),
        starts=starts,
        days=(ends - starts).days,
        fiscal_year=fiscal_year(starts, horizon),
    )


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _label(starts: date, kind: PeriodKind) -> str:
    if kind is PeriodKind.MONTH:
        return f"{starts.year}-{starts.month:02d}"
    return f"{starts.year}-Q{starts.month // 3 + 1}"
