"""Charts as office programs draw them: floating bars reach from level to level."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest

from planner.charts.chart import Chart, ChartKind, Dot, Panel, Ribbon, Series, Span
from planner.charts.floating import floating_steps
from planner.charts.gantt_bars import serial
from planner.charts.month_axis import month_axis
from planner.charts.office import OfficeChart, OfficeKind, office_charts


def office_chart(chart: Chart) -> OfficeChart:
    """A chart that is not made of panels."""
    (drawn,) = office_charts(chart)
    return drawn


@pytest.mark.parametrize(
    "values",
    [
        (68.0, -12.5, 9.0, -30.25, 34.25),
        (10.0, -25.0, 5.0, -10.0),
        (-10.0, 25.0, -40.0, -25.0),
        (400.0, 2.0, -1.0, 401.0),
    ],
)
def test_the_bars_of_a_waterfall_reach_from_level_to_level(values: Sequence[float]) -> None:
    steps = floating_steps(values)
    level = 0.0

    for place, value in enumerate(values):
        is_whole = place in {0, len(values) - 1}
        start, end = (0.0, value) if is_whole else (level, level + value)
        base = steps.below[place]
        above = [part[0][place] for part in steps.bars.values()]
        under = [part[1][place] for part in steps.bars.values()]
        seen = [max(base, 0.0), max(base, 0.0) + sum(above)] if any(above) else []
        seen += [min(base, 0.0), min(base, 0.0) + sum(under)] if any(under) else []
        assert (min(seen), max(seen)) == pytest.approx((min(start, end), max(start, end)))
        level = end


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ((400.0, 2.0, -1.0, 401.0), 395.0),
        ((4.64, 0.08, -0.28, 4.44), 4.1),
        ((68.0, -60.0, 8.0), None),
        ((-5.0, 1.0, -4.0), None),
    ],
)
def test_the_axis_of_a_waterfall_begins_where_small_steps_are_seen(
    values: Sequence[float], begins: float | None
) -> None:
    assert floating_steps(values).axis_from == (begins and pytest.approx(begins))


def test_a_waterfall_without_small_levels_has_three_colours_and_a_base_that_is_not_seen() -> None:
    steps = Series("USD million", (10.0, -4.0, 3.0, 9.0))
    chart = Chart("w", "W", ChartKind.WATERFALL, "S.", categories=tuple("abcd"), series=(steps,))
    base, *bars = office_chart(chart).series

    assert (base.colour, base.in_legend, base.values) == ("", False, (0.0, 6.0, 6.0, 0.0))
    assert [bar.values for bar in bars] == [
        (10.0, 0.0, 0.0, 9.0), (0.0, 0.0, 3.0, 0.0), (0.0, 4.0, 0.0, 0.0),
    ]  # fmt: skip
    assert len({bar.colour for bar in bars}) == 3


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    steps = Series("USD million", (400.0, 2.0, 402.0))
    names = ("Staying put", "Pay", "Plan")
    chart = Chart(
        "w", "W", ChartKind.WATERFALL, "S.", "USD million", categories=names, series=(steps,)
    )
    drawn = office_chart(chart)

    assert drawn.lowest == pytest.approx(395.0)
    assert drawn.value_title == "USD million (axis from 395)"


def test_the_bars_of_a_gantt_chart_begin_end_and_are_marked_on_their_days() -> None:
    spans = (
        Span("One", date(2027, 1, 1), date(2027, 4, 11), ((date(2027, 1, 31), "signing"),)),
        Span("Two", date(2027, 2, 1), date(2027, 3, 1), ((date(2027, 4, 1), "safe"),)),
    )
    drawn = office_chart(Chart("g", "G", ChartKind.GANTT, "S.", spans=spans))
    reach: dict[tuple[int, str], list[float]] = {}
    for place in range(2):
        at = 0.0
        for series in drawn.series:
            length = series.values[place] or 0.0
            if series.colour and length:
                reach.setdefault((place, series.name), []).extend((at, at + length))
            at += length

    bar = drawn.series[0].name
    for place, span in enumerate(spans):
        ends = reach[place, bar]
        assert (min(ends), max(ends)) == (serial(span.begins_on), serial(span.ends_on))
        for day, word in span.marks:
            begin, end = reach[place, word]
            assert (begin + end) / 2 == serial(day)
    assert [series.name for series in drawn.series if series.in_legend] == [bar, "safe", "signing"]
    assert drawn.lowest is not None
    assert drawn.highest is not None
    assert drawn.lowest < serial(date(2027, 1, 1)) < serial(date(2027, 4, 11)) < drawn.highest


def test_what_stays_in_the_legend_of_a_gantt_chart_is_the_same_counted_from_both_ends() -> None:
    """Office programs count the entries that are deleted from the first series or the last."""
    marks = ((date(2027, 1, 31), "signing"), (date(2027, 2, 9), "safe"), (date(2027, 3, 1), "safe"))
    spans = (Span("One", date(2027, 1, 1), date(2027, 4, 11), marks),)
    drawn = office_chart(Chart("g", "G", ChartKind.GANTT, "S.", spans=spans)).series
    kept = [place for place, series in enumerate(drawn) if series.in_legend]

    names = ["From start to landing", "safe", "signing"]
    assert kept == [0, 1, 2]
    assert [drawn[place].name for place in kept] == names
    assert [drawn[-1 - place].name for place in kept] == names
    assert len({drawn[place].colour for place in kept}) == 3
    assert [drawn[-1 - place].colour for place in kept] == [drawn[at].colour for at in kept]


@pytest.mark.parametrize(
    ("begin", "days", "step"),
    [
        (date(2027, 1, 1), 100, 1),
        (date(2026, 12, 31), 300, 2),
        (date(2027, 11, 3), 560, 3),
        (date(2028, 2, 28), 1200, 6),
        (date(2027, 5, 30), 9000, 48),
    ],
)
def test_an_axis_of_days_has_its_ticks_at_the_beginnings_of_months(
    begin: date, days: int, step: int
) -> None:
    end = begin + timedelta(days=days)
    axis = month_axis([end, begin])
    ticks = [
        date(1899, 12, 30) + timedelta(days=int(axis.low + place * axis.step))
        for place in range(round((axis.high - axis.low) / axis.step) + 1)
    ]

    assert axis.low <= serial(begin) < serial(end) <= axis.high
    assert all(tick.day <= 6 for tick in ticks)
    months = [12 * tick.year + tick.month for tick in ticks]
    assert [after - before for before, after in pairwise(months)] == [step] * (len(ticks) - 1)
    assert 2 <= len(ticks) <= 9


def test_a_chart_of_dots_has_the_ends_of_its_axes_near_its_dots() -> None:
    dots = (Dot("Plan", 3.38, 648.8), Dot("Staying", 3.29, 652.5))
    drawn = office_chart(Chart("d", "D", ChartKind.SCATTER, "S.", dots=dots))

    assert (drawn.lowest, drawn.highest, drawn.step) == pytest.approx((648.0, 653.0, 1.0))
    assert drawn.along == pytest.approx((3.28, 3.4, 0.02))


def test_a_tornado_starts_at_its_base() -> None:
    ends = (Series("Low", (-2.0,)), Series("High", (48.0,)))
    chart = Chart("t", "T", ChartKind.TORNADO, "S.", categories=("Loss",), series=ends, base=16.0)
    drawn = office_chart(chart)

    assert (drawn.kind, drawn.crosses_at) == (OfficeKind.BARS, 16.0)
    assert [each.values for each in drawn.series] == [(-2.0,), (48.0,)]


def test_what_would_turn_the_decision_is_marked_beside_its_bar() -> None:
    ends = (Series("Low", (-2.0, 1.0)), Series("High", (48.0, 17.0)))
    chart = Chart(
        "t", "T", ChartKind.TORNADO, "S.", categories=("Loss", "Pay"), series=ends, base=16.0,
        remarks=("turns past USD 19 m", ""),
    )  # fmt: skip

    assert office_chart(chart).categories == ("Loss (turns past USD 19 m)", "Pay")


def test_panels_are_charts_of_their_own_on_the_axes_of_the_picture() -> None:
    put = Series("Staying put", (500.0, 500.0), is_baseline=True)
    chart = Chart(
        "m", "M", ChartKind.PANELS, "S.", categories=("2027-Q1", "2027-Q2"),
        panels=(
            Panel("Once", (Series("Base", (None, 3.0)),), has_bars=True),
            Panel("Home", (Series("Base", (500.0, 480.0)), Series("Late", (500.0, 490.0)), put)),
        ),
    )  # fmt: skip
    once, home = office_charts(chart)

    assert (once.title, once.kind, once.lowest) == ("Once", OfficeKind.COLUMNS, 0.0)
    assert (home.title, home.kind) == ("Home (axis from 470)", OfficeKind.LINES)
    assert (home.lowest, home.highest, home.step) == (470.0, 510.0, 10.0)
    assert [(each.name, each.dash) for each in home.series] == [
        ("Base", 0), ("Late", 1), ("Staying put", None),
    ]  # fmt: skip
    assert once.series[0].colour == home.series[0].colour
    assert len({each.colour for each in home.series}) == 3
    assert [each.has_legend for each in (once, home)] == [False, True]


def test_what_flows_by_several_ways_is_one_bar() -> None:
    ribbons = (
        Ribbon("Shanghai", "Tokyo", 2.5, "1 to 5"),
        Ribbon("Shanghai", "Singapore", 12.0, "12"),
        Ribbon("Beijing", "Tokyo", 7.0, "7"),
        Ribbon("Shanghai", "Tokyo", 3.0, "3"),
    )
    drawn = office_chart(Chart("f", "F", ChartKind.FLOWS, "S.", ribbons=ribbons))

    assert (drawn.categories, drawn.lowest) == (("Shanghai", "Beijing"), 0.0)
    assert [(each.name, each.values) for each in drawn.series] == [
        ("Tokyo", (5.5, 7.0)), ("Singapore", (12.0, None)),
    ]  # fmt: skip


def test_dots_keep_their_names_and_groups() -> None:
    dots = (Dot("A", 1.0, 2.0, "Plans"), Dot("B", 3.0, 4.0, "Staying"), Dot("C", 5.0, 6.0, "Plans"))
    drawn = office_chart(
        Chart("d", "D", ChartKind.SCATTER, "S.", dots=dots, lines=("Plans",))
    ).series

    assert [(each.name, each.x, each.values, each.labels, each.is_line) for each in drawn] == [
        ("Plans", (1.0, 5.0), (2.0, 6.0), ("A", "C"), True),
        ("Staying", (3.0,), (4.0,), ("B",), False),
    ]
