"""Periods are whole calendar months or quarters that start on or after the planning date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.calendar import Horizon, Period, PeriodKind, calendar, tail_years

DATES = st.dates(min_value=date(1999, 1, 1), max_value=date(2190, 12, 31))
HORIZONS = st.builds(
    Horizon,
    period=st.sampled_from(PeriodKind),
    periods=st.integers(1, 60),
    fiscal_year_starts=st.integers(1, 12),
)


def periods_of(day: date, kind: PeriodKind, count: int = 1, fiscal: int = 1) -> tuple[Period, ...]:
    return calendar(Horizon(period=kind, periods=count, fiscal_year_starts=fiscal), day)


@pytest.mark.parametrize(
    ("day", "kind", "label", "starts"),
    [
        (date(2027, 1, 1), PeriodKind.QUARTER, "2027-Q1", date(2027, 1, 1)),
        (date(2027, 1, 2), PeriodKind.QUARTER, "2027-Q2", date(2027, 4, 1)),
        (date(2027, 2, 1), PeriodKind.QUARTER, "2027-Q2", date(2027, 4, 1)),
        (date(2026, 11, 24), PeriodKind.QUARTER, "2027-Q1", date(2027, 1, 1)),
        (date(2026, 10, 1), PeriodKind.QUARTER, "2026-Q4", date(2026, 10, 1)),
        (date(2027, 1, 1), PeriodKind.MONTH, "2027-01", date(2027, 1, 1)),
        (date(2027, 1, 31), PeriodKind.MONTH, "2027-02", date(2027, 2, 1)),
        (date(2026, 12, 2), PeriodKind.MONTH, "2027-01", date(2027, 1, 1)),
    ],
)
def test_the_first_period_starts_on_or_after_the_planning_date(
    day: date, kind: PeriodKind, label: str, starts: date
) -> None:
    """A period that has begun is over for planning, unless today is its first day."""
    first = periods_of(day, kind)[0]

    assert (first.label, first.starts) == (label, starts)


def test_quarters_of_a_year() -> None:
    """Four quarters have names, first days and lengths of the calendar."""
    quarters = periods_of(date(2027, 1, 1), PeriodKind.QUARTER, 4)

    assert [(each.label, each.days) for each in quarters] == [
        ("2027-Q1", 90),
        ("2027-Q2", 91),
        ("2027-Q3", 92),
        ("2027-Q4", 92),
    ]


def test_months_run_across_a_year() -> None:
    """November, December, January: names and lengths follow."""
    months = periods_of(date(2026, 11, 1), PeriodKind.MONTH, 3)

    assert [(each.label, each.days) for each in months] == [
        ("2026-11", 30),
        ("2026-12", 31),
        ("2027-01", 31),
    ]


@pytest.mark.parametrize(("year", "days"), [(2027, 28), (2028, 29), (2100, 28), (2000, 29)])
def test_leap_days_count(year: int, days: int) -> None:
    """February has 29 days in 2028 and 2000 and 28 in 2100."""
    assert periods_of(date(year, 2, 1), PeriodKind.MONTH)[0].days == days


def test_a_leap_quarter_is_a_day_longer() -> None:
    """The first quarter of 2028 has 91 days, that of 2027 has 90."""
    assert periods_of(date(2028, 1, 1), PeriodKind.QUARTER)[0].days == 91


@pytest.mark.parametrize(
    ("fiscal", "years"),
    [
        (1, [2027, 2027, 2027, 2027, 2028]),
        (4, [2027, 2028, 2028, 2028, 2028]),
        (7, [2027, 2027, 2028, 2028, 2028]),
        (12, [2027, 2027, 2027, 2027, 2028]),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(fiscal: int, years: list[int]) -> None:
    """From April on, a year that starts in April is the next year's; January starts its own."""
    quarters = periods_of(date(2027, 1, 1), PeriodKind.QUARTER, 5, fiscal)

    assert [each.fiscal_year for each in quarters] == years


def test_a_fiscal_year_that_starts_in_december() -> None:
    """December 2027 belongs to fiscal year 2028."""
    months = periods_of(date(2027, 11, 1), PeriodKind.MONTH, 3, 12)

    assert [each.fiscal_year for each in months] == [2027, 2028, 2028]


@given(horizon=HORIZONS, day=DATES)
def test_periods_follow_each_other_without_gap(horizon: Horizon, day: date) -> None:
    """As many periods as asked for; each ends the day before the next; names do not repeat."""
    periods = calendar(horizon, day)

    assert len(periods) == horizon.periods
    assert [each.index for each in periods] == list(range(len(periods)))
    assert len({each.label for each in periods}) == len(periods)
    for this, following in pairwise(periods):
        assert this.starts + timedelta(days=this.days) == following.starts


@given(horizon=HORIZONS, day=DATES)
def test_periods_start_with_a_month_of_their_kind(horizon: Horizon, day: date) -> None:
    """First days are firsts of a month; quarters start in January, April, July or October."""
    for each in calendar(horizon, day):
        assert each.starts.day == 1
        assert (each.starts.month - 1) % horizon.period.months == 0


@given(horizon=HORIZONS, day=DATES)
def test_no_earlier_period_would_do(horizon: Horizon, day: date) -> None:
    """The first period starts on or after the planning date, and less than one period after."""
    first = calendar(horizon, day)[0]
    most = 31 if horizon.period is PeriodKind.MONTH else 92

    assert 0 <= (first.starts - day).days < most


@given(horizon=HORIZONS, day=DATES)
def test_fiscal_years_turn_in_their_month(horizon: Horizon, day: date) -> None:
    """The year is counted up with the month it starts in, and with no other."""
    for before, after in pairwise(calendar(horizon, day)):
        years = (before.starts.year, after.starts.year)
        new_years = [date(year, horizon.fiscal_year_starts, 1) for year in years]
        turned = any(before.starts < day <= after.starts for day in new_years)
        assert after.fiscal_year - before.fiscal_year == int(turned)


@pytest.mark.parametrize(
    ("day", "labels"),
    [
        (date(2027, 1, 1), ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]),
        (date(2027, 1, 2), ["2027-Q2", "2027-Q3", "2027-Q4"]),
        (date(2027, 10, 1), ["2027-Q4"]),
        (date(2027, 10, 2), []),
        (date(2031, 1, 1), []),
    ],
)
def test_the_end_of_a_horizon_stays_where_it_is(day: date, labels: list[str]) -> None:
    """Before 2028, whole quarters from the planning date on; in the last of them none is left."""
    horizon = Horizon(ends=date(2028, 1, 1))

    assert [each.label for each in calendar(horizon, day)] == labels


def test_without_an_end_or_a_number_there_are_eight_periods() -> None:
    """And they move with the planning date."""
    assert calendar(Horizon(), date(2027, 1, 1))[-1].label == "2028-Q4"
    assert calendar(Horizon(), date(2027, 1, 2))[-1].label == "2029-Q1"


@pytest.mark.parametrize(
    ("kind", "years"), [(PeriodKind.MONTH, [2027, 2027]), (PeriodKind.QUARTER, [2027, 2028])]
)
def test_the_tail_follows_the_calendar(kind: PeriodKind, years: list[int]) -> None:
    """After the third quarter of 2027, or after September, two more."""
    horizon = Horizon(period=kind, ends=date(2027, 10, 1), tail_periods=2)

    assert tail_years(horizon, calendar(horizon, date(2027, 7, 1))[-1]) == years


@pytest.mark.parametrize(
    "changes",
    [
        {"periods": 0},
        {"periods": 61},
        {"tail_periods": -1},
        {"tail_periods": 61},
        {"fiscal_year_starts": 0},
        {"fiscal_year_starts": 13},
        {"periods": 4.0},
        {"period": "week"},
    ],
)
def test_horizons_without_sense_are_refused(changes: dict[str, object]) -> None:
    """No period at all, a thirteenth month or a week is no horizon."""
    with pytest.raises(ValidationError):
        Horizon.model_validate(changes)
