"""What each chart about a plan says, worked by hand from the sample briefing."""

from __future__ import annotations

from datetime import date

import pytest

from models.briefing import Briefing, ComparedKind, ComparedPlan
from models.outlook import Flow, OfficePosts, RuleYear
from models.workforce import Mode
from planner.charts.amounts import unit_of
from planner.charts.chart import ChartKind
from planner.charts.flows import flows_chart
from planner.charts.frontier import frontier_chart
from planner.charts.heads import heads_chart
from planner.charts.money import money_chart
from planner.charts.tables import chart_values
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart
from tests.support.briefings import MILLION, PERIODS, sample_briefing
from tests.support.charts import all_charts, named

BRIEFING = sample_briefing()
PLAN = BRIEFING.chosen
PUT = BRIEFING.options[2]


def changed(**parts: object) -> ComparedPlan:
    """The first plan with other contents."""
    return PLAN.model_copy(update=parts)


def test_posts_by_office_are_lines_in_the_order_of_offices() -> None:
    chart = heads_chart(BRIEFING, PLAN)

    assert chart is not None
    assert chart.categories == PERIODS
    assert [(row.name, row.values) for row in chart.series] == [
        ("Shanghai", (601, 559, 521, 521)),
        ("Singapore", (141, 144, 144, 144)),
    ]
    assert chart.summary == (
        "Posts change most at Shanghai from 601 to 521 and Singapore from 141 to 144."
    )


def test_a_count_that_is_not_shown_is_a_gap_and_said() -> None:
    first, *others = PLAN.offices
    masked = (first.model_copy(update={"posts": None}), *others)
    chart = heads_chart(BRIEFING, changed(offices=masked))

    assert chart is not None
    assert list(chart.series[0].values) == [None, 559, 521, 521]
    assert chart.summary.endswith(" Gaps are counts from 1 to 5, which are not shown.")


def test_an_office_of_which_nothing_is_shown_has_no_line() -> None:
    hidden = tuple(
        OfficePosts(office="tokyo", period=period, posts=None, starters=0, leavers=0)
        for period in PERIODS
    )
    some = heads_chart(BRIEFING, changed(offices=(*PLAN.offices, *hidden)))

    assert some is not None
    assert [row.name for row in some.series] == ["Shanghai", "Singapore"]
    assert heads_chart(BRIEFING, changed(offices=hidden)) is None


def test_posts_that_stay_the_same_are_said_to() -> None:
    chart = heads_chart(BRIEFING, PUT)

    assert chart is not None
    assert chart.summary == "Posts are the same in 2027-Q4 as in 2027-Q1 at all offices shown."


def test_cash_is_bars_for_what_is_paid_once_and_a_line_for_what_recurs() -> None:
    chart = money_chart(BRIEFING, PLAN)

    assert chart is not None
    assert [row.values for row in chart.series] == [(2.5,) * 4, (24.0,) * 4]
    assert chart.lines == ("Running cost",)
    assert chart.unit == "USD million"
    assert chart.summary == (
        "One-off cash is USD 10 million, most in 2027-Q1 (USD 2.5 million); running cost is "
        "USD 24 million in 2027-Q1 and as much in 2027-Q4."
    )


def test_waves_are_bars_with_their_last_safe_stop_and_signing_days() -> None:
    chart = waves_chart(BRIEFING, PLAN)

    assert chart is not None
    first = chart.spans[0]
    assert first.name == "2027-Q1: 41 posts"
    assert (first.begins_on, first.ends_on) == (date(2026, 12, 1), date(2027, 1, 1))
    assert first.marks == (
        (date(2026, 12, 20), "Last safe stop"),
        (date(2026, 12, 21), "Signing day"),
        (date(2027, 1, 1), "Signing day"),
    )
    assert chart.summary.startswith("3 waves, to be started by 2026-12-01; the last lands on")


def test_a_wave_below_the_floor_says_so() -> None:
    masked = tuple(stop.model_copy(update={"posts": None}) for stop in PLAN.stops)
    chart = waves_chart(BRIEFING, changed(stops=masked))

    assert chart is not None
    assert {span.name.partition(": ")[2] for span in chart.spans} == {"1 to 5 posts"}


def test_plans_and_baselines_are_dots_by_loss_and_money() -> None:
    chart = frontier_chart(BRIEFING)

    assert chart is not None
    assert [(dot.name, dot.x, dot.y, dot.group) for dot in chart.dots] == [
        ("Base", 39, 405, "Plans"),
        ("Strict", 40.2, 404, "Plans"),
        ("Staying put", 68, 396, "Staying"),
        ("Staying plus measures", 60, 400, "Staying"),
    ]
    assert chart.summary == (
        "Base has the least expected loss: USD 405 million in money and USD 39 million in "
        "expected loss. Staying put costs the least money: USD 396 million in money and "
        "USD 68 million in expected loss."
    )


def test_an_option_that_breaks_a_rule_says_so_and_one_without_a_value_is_left_out() -> None:
    assert PLAN.value is not None
    broken = changed(value=PLAN.value.model_copy(update={"broken": ("budget",)}))
    lost = PUT.model_copy(update={"value": None})
    chart = frontier_chart(BRIEFING.model_copy(update={"options": (broken, PUT, lost)}))

    assert chart is not None
    assert [dot.name for dot in chart.dots] == ["Base (breaks a rule)", "Staying put"]
    assert frontier_chart(BRIEFING.model_copy(update={"options": (broken, lost)})) is None


def test_triggers_are_bars_around_the_saving_the_widest_first() -> None:
    turned = changed(triggers=PLAN.triggers[::-1])
    chart = tornado_chart(BRIEFING, turned, named)

    assert chart is not None
    assert chart.base == 16
    assert chart.categories == ("china/inspection: loss", "data-shanghai/singapore: share")
    assert [row.values for row in chart.series] == [(-2, 8), (48, 16)]
    assert chart.summary == (
        "The saving is USD 16 million. The decision turns past USD 19 m (china/inspection: loss)."
    )
    calm = tornado_chart(BRIEFING, changed(triggers=PLAN.triggers[1:]), named)
    assert calm is not None
    assert "No single input turns the decision" in calm.summary
    hidden = PLAN.triggers[1].model_copy(update={"turns": True})
    masked = tornado_chart(BRIEFING, changed(triggers=(hidden,)), named)
    assert masked is not None
    assert masked.summary.endswith(
        "The decision turns within the range of data-shanghai/singapore: share."
    )


def test_flows_are_summed_over_modes_and_periods() -> None:
    chart = flows_chart(BRIEFING, PLAN)

    assert chart is not None
    assert [(each.destination, each.value, each.words) for each in chart.ribbons] == [
        ("Bengaluru", 70, "70"),
        ("Singapore", 44, "44"),
        ("Tokyo", 4, "4"),
    ]
    assert chart.summary == "118 posts move; the largest flow is 70 from Shanghai to Bengaluru."


def test_flows_below_the_floor_are_drawn_as_the_middle_of_what_they_may_be() -> None:
    """One that is not shown is 1 to 5 alone, and a floor with others, as in all sums of papers."""
    flows = (
        flow("tokyo", None),
        flow("singapore", None),
        flow("singapore", 10),
        flow("bengaluru", 0),
    )
    chart = flows_chart(BRIEFING, changed(flows=flows, posts_moved=20))

    assert chart is not None
    assert [(each.destination, each.value, each.words) for each in chart.ribbons] == [
        ("Singapore", 15, "15"),
        ("Tokyo", 3, "1 to 5"),
    ]
    assert chart.summary == "20 posts move; the largest flow is 15 from Shanghai to Singapore."


def flow(destination: str, posts: int | None) -> Flow:
    """A flow from Shanghai."""
    return Flow(
        origin="shanghai",
        destination=destination,
        mode=Mode.REFILL,
        period=PERIODS[0],
        posts=posts,
    )


def test_the_waterfall_leads_from_staying_put_to_the_plan() -> None:
    chart = waterfall_chart(BRIEFING, PLAN)

    assert chart is not None
    assert chart.categories == ("Staying put", "Run rate", "Exposure (assumed)", "Base")
    assert list(chart.series[0].values) == [464, 9, -29, 444]
    assert chart.summary == (
        "Base costs USD 20 million less in all than Staying put; the largest step is "
        "Exposure (assumed), USD 29 million less."
    )


@pytest.mark.parametrize("risk_weight", [0.0, 1.0, 2.5])
def test_the_waterfall_ends_at_the_total_with_small_steps_merged(risk_weight: float) -> None:
    """Twelve rules, of which eight have names; what rounding leaves is in the last step too."""
    rows = tuple(
        RuleYear(
            rule=f"rule_{at}", fiscal_year=2027, amount=(at - 3) * MILLION // 7, is_expected=at > 9
        )
        for at in range(12)
    )
    briefing = BRIEFING.model_copy(update={"risk_weight": risk_weight})
    chart = waterfall_chart(briefing, changed(rule_years=(*PUT.rule_years, *rows)))

    assert chart is not None
    first, *steps, last = (value or 0.0 for value in chart.series[0].values)
    assert (first, last) == (464, 444)
    assert first + sum(steps) == pytest.approx(last, abs=0.01)
    assert chart.categories[-2:] == ("Other", "Base")
    assert len(steps) <= 9
    weighted = (11 - 3) / 7 * risk_weight
    assert (weighted in [pytest.approx(step, abs=0.01) for step in steps]) == (risk_weight > 0)


def test_a_step_that_may_be_rounding_alone_has_no_name() -> None:
    """Four amounts in steps of five millions may differ by ten where there is no difference."""
    rounded = BRIEFING.model_copy(update={"amount_step": 5 * MILLION})
    chart = waterfall_chart(rounded, PLAN)

    assert chart is not None
    assert chart.categories == ("Staying put", "Exposure (assumed)", "Other", "Base")
    assert list(chart.series[0].values) == [464, -29, 9, 444]


def test_what_cannot_be_shown_has_no_chart() -> None:
    nothing = changed(
        offices=(), periods=(), stops=(), triggers=(), flows=(), rule_years=(), value=None
    )

    assert all_charts(BRIEFING.model_copy(update={"options": (nothing, PUT)}), nothing) == ()
    assert waterfall_chart(BRIEFING, PUT) is None
    assert tornado_chart(BRIEFING, changed(saving=None), named) is None
    without_put = tuple(o for o in BRIEFING.options if o.kind is not ComparedKind.STAYING_PUT)
    assert waterfall_chart(BRIEFING.model_copy(update={"options": without_put}), PLAN) is None


def test_charts_have_names_of_their_own_and_every_kind_has_a_table() -> None:
    charts = all_charts(BRIEFING, PLAN)

    assert len({chart.name for chart in charts}) == len(charts) == 7
    for chart in charts:
        values = chart_values(chart)
        assert values.rows
        assert all(values.columns)
        assert {len(row) for row in values.rows} == {len(values.columns)}


def test_the_table_has_every_value_that_the_chart_shows() -> None:
    values = {chart.kind: chart_values(chart) for chart in all_charts(BRIEFING, PLAN)}

    lines = values[ChartKind.LINES]
    assert lines.columns == ("Period", "Shanghai, posts", "Singapore, posts")
    assert list(lines.rows[1]) == ["2027-Q2", 559, 144]
    assert values[ChartKind.GANTT].columns[3:] == ("Last safe stop", "Signing day")
    assert values[ChartKind.GANTT].rows[0][1:] == (
        date(2026, 12, 1), date(2027, 1, 1), "2026-12-20", "2026-12-21, 2027-01-01",
    )  # fmt: skip
    assert values[ChartKind.SCATTER].rows[0] == ("Base", 39, 405)
    assert values[ChartKind.FLOWS].rows[0] == ("Shanghai", "Bengaluru", "70")
    assert values[ChartKind.TORNADO].rows[0] == ("china/inspection: loss", -2, 48)


@pytest.mark.parametrize(
    ("currency", "amount", "words"),
    [
        ("USD", 1_234_567_890, "USD 12.3 million"),
        ("USD", 99_999_900, "USD 1,000 thousand"),
        ("USD", 100_000_000, "USD 1 million"),
        ("USD", 7_654_321, "USD 76.5 thousand"),
        ("USD", 123_456, "USD 1,235"),
        ("JPY", 1_234_567_890, "JPY 1,235 million"),
        ("KWD", 12_345_678_900, "KWD 12.3 million"),
        ("USD", 0, "USD 0"),
        ("USD", -2_500_000_000, "USD -25 million"),
    ],
)
def test_amounts_are_in_a_unit_with_few_digits(currency: str, amount: int, words: str) -> None:
    assert unit_of([amount], currency).said(amount) == words


def test_the_briefing_is_all_that_is_read() -> None:
    """The same briefing gives the same charts."""
    again = Briefing.model_validate_json(BRIEFING.model_dump_json())

    assert all_charts(again, again.chosen) == all_charts(BRIEFING, PLAN)
