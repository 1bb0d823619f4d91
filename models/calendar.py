"""The planning calendar: calendar months or quarters, and the tail after them."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Frozen


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
    periods: Annotated[int, Field(ge=1, le=60)] = 8
    """Number of planning periods."""
    tail_periods: Annotated[int, Field(ge=0, le=60)] = 8
    """Periods after the horizon that are priced at the last period's rates."""
    fiscal_year_starts: Annotated[int, Field(ge=1, le=12)] = 1
    """Month in which the fiscal year starts; the year is named after the one it ends in."""


class Period(Frozen):
    """One planning period."""

    index: int
    """Position in the horizon, from 0."""
    label: str
    """``2026-Q4`` or ``2026-10``: the name used in files and on screens."""
    starts: date
    """First day: the day moves of this period land."""
    days: int
    """Length in calendar days."""
    fiscal_year: int
    """Fiscal year of the first day."""

    @property
    def ends(self) -> date:
        """First day after it."""
        return self.starts + timedelta(days=self.days)


def calendar(horizon: Horizon, planning_date: date) -> tuple[Period, ...]:
    """Periods of a horizon, the first being the first to start on or after the planning date.

    Parameters
    ----------
    horizon
        Kind and number of periods.
    planning_date
        The day on which the decision is taken.
    """
    step = horizon.period.months
    month = planning_date.year * 12 + planning_date.month - 1
    if planning_date.day > 1 or month % step:
        month += step - month % step
    return tuple(_period(index, month + index * step, horizon) for index in range(horizon.periods))


def tail_years(horizon: Horizon, last: Period) -> list[int]:
    """Calendar year of each period of the tail, which follows on the last period."""
    after = last.ends.year * 12 + last.ends.month - 1
    return [(after + i * horizon.period.months) // 12 for i in range(horizon.tail_periods)]


def first_day(label: str) -> date:
    """First day of the period that is called so."""
    year, part = label.split("-")
    month = int(part[1:]) * 3 - 2 if part.startswith("Q") else int(part)
    return date(int(year), month, 1)


def fiscal_year(day: date, horizon: Horizon) -> int:
    """The fiscal year that a day is in."""
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
