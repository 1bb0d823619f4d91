"""Where marks stand: bars begin and end where their values are."""

from __future__ import annotations

import pytest

from planner.charts.axis_range import range_of
from planner.charts.chart import Chart, Panel, Series
from planner.charts.chart_words import ENGLISH
from planner.charts.options import option_of
from planner.charts.panels import panel_range, panel_rows, panel_title
from planner.charts.svg import svg_of
from planner.charts.themes import PALETTES, Theme
from tests.support.charts import OFFICES, gantt, panels, parts, tornado, waterfall
from tests.support.pictures import Box, Picture, read_picture


def picture(chart: Chart) -> Picture:
    """As it is drawn on a light ground."""
    return read_picture(svg_of(chart))


def text(shown: Picture, words: str) -> Box:
    """The one text of these words."""
    (found,) = (each for each in shown.texts if each.what == words)
    return found


def test_the_bars_of_a_tornado_meet_at_the_base() -> None:
    shown = picture(tornado(16, (-2, 48), (8, 20)))
    low, high = shown.marks_of(0), shown.marks_of(1)
    base = text(shown, "as planned 16")

    assert len({round(end) for end in (*(x.right for x in low), *(x.left for x in high))}) == 1
    assert low[0].right == pytest.approx((base.left + base.right) / 2, abs=1)
    assert (low[0].right - low[0].left) / (high[0].right - high[0].left) == pytest.approx(
        18 / 32, 0.02
    )


def test_a_remark_stands_below_the_name_of_its_row_and_in_its_colour() -> None:
    chart = tornado(16, (-2, 48), (8, 20), remarks=("", "turns past USD 19 m"))
    shown = picture(chart)
    remark, (first, second) = text(shown, "turns past USD 19 m"), shown.marks_of(0)

    assert second.touches_row(remark)
    assert not first.touches_row(remark)
    labels = option_of(chart, Theme.LIGHT)["yAxis"]["data"]
    assert isinstance(labels[0], str)
    assert labels[1]["textStyle"]["color"] == PALETTES[Theme.LIGHT].worse


def test_the_steps_of_a_waterfall_begin_where_the_last_one_ended() -> None:
    shown = picture(waterfall(100, 40, -60))
    more, less = shown.marks_of(2)[0], shown.marks_of(3)[0]
    first, last = shown.marks_of(1)[0], shown.marks_of(1)[-1]

    assert first.right == pytest.approx(more.left, abs=1)
    assert more.right == pytest.approx(less.right, abs=1)
    assert less.left == pytest.approx(last.right, abs=1)
    for bar, words in ((first, "100.0"), (more, "+40"), (less, "-60"), (last, "80.0")):
        found = [each for each in shown.texts if each.what == words and each.touches_row(bar)]
        assert any(0 < each.left - bar.right < 10 for each in found), words


def test_bars_begin_at_zero_and_lines_near_their_values() -> None:
    once, running = parts(12, 5).panels

    assert panel_range(once).low < 0 < panel_range(once).high
    assert (panel_range(running).low, panel_range(running).high) == (23, 25)
    assert panel_title(running, ENGLISH) == "Running cost, USD million (axis from 23)"


def test_a_small_difference_of_large_values_does_not_look_large() -> None:
    """The axis holds a twentieth of the largest value at least, and all where none differs."""
    little, none = (
        Panel("Home", (Series("Base", values),)) for values in ((2500.0, 2495.0), (2500.0, 2500.0))
    )

    assert panel_range(little).high - panel_range(little).low >= 125
    assert panel_range(none).low == 0


def test_counts_have_no_parts_at_ticks() -> None:
    assert panel_range(Panel("Few", (Series("Base", (3.0, 4.0)),))).step == 1


def test_a_wide_panel_has_a_row_and_others_stand_side_by_side() -> None:
    shown = panels(4, 2, OFFICES[:6])

    assert panel_rows(shown.panels, 3) == [[0], [1, 2, 3], [4, 5]]
    assert panel_rows(parts(4, 2).panels, 3) == [[0], [1]]


def test_a_legend_in_rows_stands_above_the_panels() -> None:
    chart = panels(5, 5, OFFICES[:2])
    titles = {panel.title for panel in chart.panels}
    names = [row.name for row in chart.panels[0].series if row.name not in titles]
    shown, (first, *_) = picture(chart), option_of(chart, Theme.LIGHT)["grid"]
    legend = [each for each in shown.texts if each.what in names]

    assert len(legend) == len(names) - 1  # the long one is cut
    assert len({round(each.top) for each in legend}) > 1
    assert max(each.bottom for each in legend) < first["top"]


def test_every_marked_day_of_a_gantt_chart_is_at_its_place() -> None:
    """In the first wave the safe stop is 20 days, the landing 90 days after the start."""
    chart = gantt(3, 90)
    shown = picture(chart)
    bar = shown.marks_of(1)[0]
    safe, signed = shown.marks_of(2), shown.marks_of(3)

    assert (len(safe), len(signed)) == (3, 6)
    day = (bar.right - bar.left) / 90
    assert (safe[0].left + safe[0].right) / 2 == pytest.approx(bar.left + 20 * day, abs=1)
    assert any((each.left + each.right) / 2 == pytest.approx(bar.right, abs=1) for each in signed)


@pytest.mark.parametrize(
    ("values", "zero", "ends"),
    [
        ((3, 47), True, (0, 50, 10)),
        ((396, 405), False, (396, 406, 2)),
        ((-12, 7), True, (-15, 10, 5)),
        ((0.004,), True, (0, 0.004, 0.001)),
        ((), True, (0, 1, 0.2)),
        ((None, 5, 5), False, (4, 6, 0.5)),
    ],
)
def test_an_axis_has_round_ends_and_steps(
    values: tuple[float | None, ...], zero: bool, ends: tuple[float, float, float]
) -> None:
    found = range_of(values, zero=zero)

    assert (found.low, found.high, found.step) == pytest.approx(ends)
