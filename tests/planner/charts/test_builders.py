"""What each chart about a plan says, worked by hand from the sample briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan, PlanDays
from models.outlook import Flow, OfficePosts, RuleYear
from models.workforce import Mode
from planner.charts.amounts import unit_of
from planner.charts.cash import cash_chart
from planner.charts.chart import ChartKind, Panel
from planner.charts.flows import flows_chart
from planner.charts.frontier import frontier_chart
from planner.charts.heads import heads_chart
from planner.charts.tables import chart_values
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart
from tests.support.briefings import MILLION, PERIODS, sample_briefing
from tests.support.charts import ENGLISH, all_charts, named, turned
from tests.support.large_briefing import large_briefing

BRIEFING = sample_briefing()
PLAN = BRIEFING.chosen
PUT = BRIEFING.options[2]


def changed(**parts: object) -> ComparedPlan:
    """The first plan with other contents."""
    return PLAN.model_copy(update=parts)


def of_first(**parts: object) -> Briefing:
    """A paper on the first plan alone, with other contents."""
    return BRIEFING.model_copy(
        update={"plans": ("Base",), "options": (changed(**parts), *BRIEFING.options[2:])}
    )


def values(panel: Panel) -> dict[str, tuple[float | None, ...]]:
    """What each series of a panel shows."""
    return {row.name: row.values for row in panel.series}


def test_every_office_has_a_panel_with_all_plans_beside_staying_put() -> None:
    chart = heads_chart(BRIEFING, ENGLISH)

    assert chart is not None
    assert chart.categories == PERIODS
    assert [(panel.title, panel.is_wide) for panel in chart.panels] == [
        ("Shanghai", True), ("Singapore", False),
    ]  # fmt: skip
    assert [values(panel) for panel in chart.panels] == [
        {"Base": moved, "Strict": moved, "Staying put": (begin,) * 4}
        for moved, begin in (((601, 559, 521, 521), 601), ((141, 144, 144, 144), 141))
    ]
    assert [row.is_baseline for row in chart.panels[0].series] == [False, False, True]
    assert chart.summary == (
        "Posts by office from 2027-Q1 to 2027-Q4: Base: Shanghai from 601 to 521, Singapore from "
        "141 to 144; Strict: Shanghai from 601 to 521, Singapore from 141 to 144."
    )


def test_the_posts_of_a_plan_alone_are_said_without_its_name() -> None:
    chart = heads_chart(of_first(), ENGLISH)

    assert chart is not None
    assert chart.summary == (
        "Posts by office from 2027-Q1 to 2027-Q4: Shanghai from 601 to 521, Singapore from 141 to "
        "144."
    )


def test_a_count_that_is_not_shown_is_a_gap_and_said() -> None:
    first, *others = PLAN.offices
    masked = (first.model_copy(update={"posts": None}), *others)
    chart = heads_chart(of_first(offices=masked), ENGLISH)

    assert chart is not None
    assert list(values(chart.panels[0])["Base"]) == [None, 559, 521, 521]
    assert chart.summary.endswith(" Gaps are counts from 1 to 5, which are not shown.")


def test_an_office_of_which_nothing_is_shown_has_no_panel() -> None:
    hidden = tuple(
        OfficePosts(office="tokyo", period=period, posts=None, starters=0, leavers=0)
        for period in PERIODS
    )
    some = heads_chart(of_first(offices=(*PLAN.offices, *hidden)), ENGLISH)
    nothing = BRIEFING.model_copy(update={"options": (changed(offices=hidden),)})

    assert some is not None
    assert [panel.title for panel in some.panels] == ["Shanghai", "Singapore"]
    assert heads_chart(nothing, ENGLISH) is None


def test_posts_that_stay_the_same_are_said_to() -> None:
    chart = heads_chart(of_first(offices=PUT.offices), ENGLISH)

    assert chart is not None
    assert chart.summary == (
        "Posts by office from 2027-Q1 to 2027-Q4: the same at all offices shown."
    )


@pytest.mark.parametrize(("offices", "apart", "merged"), [(9, 8, 0), (10, 7, 2), (14, 7, 6)])
def test_of_many_offices_those_that_change_least_are_one_panel(
    offices: int, apart: int, merged: int
) -> None:
    briefing = large_briefing(2, offices, 4)
    chart = heads_chart(briefing, ENGLISH)

    assert chart is not None
    home, *others = chart.panels
    named = [panel for panel in others if "other offices" not in panel.title]
    assert (home.title, home.is_wide, len(named)) == ("Shanghai", True, apart)
    assert not any(panel.is_wide for panel in others)
    assert [panel.title for panel in others[apart:]] == [f"{merged} other offices"] * (merged > 0)
    for place, option in enumerate((*briefing.options[:2], briefing.options[2])):
        total = sum(row.posts or 0 for row in option.offices if row.period == PERIODS[3])
        assert sum(panel.series[place].values[3] or 0 for panel in chart.panels) == total
    changes = {f"Office {at}": 4 if at % 4 == 3 else 2 for at in range(1, offices)}
    shown = {panel.title: changes.pop(panel.title) for panel in named}
    assert max(changes.values(), default=0) <= min(shown.values())


def test_one_off_cash_and_running_cost_have_panels_of_their_own_in_one_unit() -> None:
    chart = cash_chart(large_briefing(1, 3, 4, 100), ENGLISH)

    assert chart is not None
    once, running = chart.panels
    assert (once.title, once.has_bars) == ("One-off cash, USD thousand", True)
    assert (running.title, running.has_bars) == ("Running cost of a period, USD thousand", False)
    assert values(once) == {"Base": (0, 5, 10, 0)}
    assert list(values(running)) == ["Base", "Staying put", "Staying plus measures"]
    assert values(running)["Base"] == (2500, 2495, 2490, 2485)


def test_cash_is_said_for_each_plan_and_in_more_words_of_one_alone() -> None:
    several, alone = cash_chart(BRIEFING, ENGLISH), cash_chart(of_first(), ENGLISH)

    assert several is not None
    assert alone is not None
    assert several.summary == (
        "Base: one-off cash of USD 10 m, running cost from USD 24 m to USD 24 m; "
        "Strict: one-off cash of USD 10 m, running cost from USD 24 m to USD 24 m."
    )
    assert alone.summary == (
        "One-off cash of USD 10 m, most in 2027-Q1 (USD 2.5 m), running cost from USD 24 m in "
        "2027-Q1 to USD 24 m in 2027-Q4."
    )


def test_waves_are_bars_with_their_last_safe_stop_and_signing_days() -> None:
    chart = waves_chart(PLAN, ENGLISH)

    assert chart is not None
    first = chart.spans[0]
    assert first.name == "2027-Q1: 41 posts"
    assert (first.begins_on, first.ends_on) == (date(2026, 12, 1), date(2027, 1, 1))
    assert first.marks == (
        (date(2026, 12, 20), "Last safe stop"),
        (date(2026, 12, 21), "Signing day"),
        (date(2027, 1, 1), "Signing day"),
    )
    assert chart.summary.startswith(
        "Base has 3 waves, to be started by 1 December 2026; the last lands on"
    )


def test_a_wave_below_the_floor_says_so() -> None:
    masked = tuple(stop.model_copy(update={"posts": None}) for stop in PLAN.days.stops)
    days = PLAN.days.model_copy(update={"stops": masked})
    chart = waves_chart(changed(days=days), ENGLISH)

    assert chart is not None
    assert {span.name.partition(": ")[2] for span in chart.spans} == {"1 to 5 posts"}


def test_plans_and_baselines_are_dots_by_loss_and_money() -> None:
    chart = frontier_chart(BRIEFING, ENGLISH)

    assert chart is not None
    assert [(dot.name, dot.x, dot.y, dot.group) for dot in chart.dots] == [
        ("Base", 39_000, 405_000, "Plans"),
        ("Strict", 40_200, 404_000, "Plans"),
        ("Staying put", 68_000, 396_000, "Staying"),
        ("Staying plus measures", 60_000, 400_000, "Staying"),
    ]
    assert chart.summary == (
        "Base has the least expected loss: USD 405 m in money and USD 39 m in expected loss. "
        "Staying put costs the least money: USD 396 m in money and USD 68 m in expected loss."
    )


def test_an_option_that_breaks_a_rule_says_so_and_one_without_a_value_is_left_out() -> None:
    assert PLAN.value is not None
    broken = changed(value=PLAN.value.model_copy(update={"broken": ("budget",)}))
    lost = PUT.model_copy(update={"value": None})
    chart = frontier_chart(BRIEFING.model_copy(update={"options": (broken, PUT, lost)}), ENGLISH)

    assert chart is not None
    assert [dot.name for dot in chart.dots] == ["Base (breaks a rule)", "Staying put"]
    assert chart.summary == (
        "Staying put has the least expected loss: USD 396 m in money and USD 68 m in expected "
        "loss. Not ranked, since a rule is broken: Base."
    )
    alone = BRIEFING.model_copy(update={"options": (broken, lost)})
    assert frontier_chart(alone, ENGLISH) is None


@pytest.mark.parametrize(
    ("is_rounded", "about"), [(False, ""), (True, "about ")], ids=["exact", "rounded"]
)
def test_all_options_of_the_least_amount_are_named(is_rounded: bool, about: str) -> None:
    alike = BRIEFING.options[1].model_copy(update={"value": PLAN.value})
    briefing = BRIEFING.model_copy(update={"options": (PLAN, alike, PUT)})
    chart = frontier_chart(briefing, replace(ENGLISH, is_rounded=is_rounded))

    assert chart is not None
    assert chart.summary == (
        f"Base, Strict have {about}the least expected loss: USD 39 m. Staying put costs the least "
        "money: USD 396 m in money and USD 68 m in expected loss."
    )
    plans = frontier_chart(briefing.model_copy(update={"options": (PLAN, alike)}), ENGLISH)
    assert plans is not None
    assert plans.summary.endswith(" Base, Strict cost the least money: USD 405 m.")


def test_where_every_option_breaks_a_rule_none_is_ranked() -> None:
    options = tuple(
        each.model_copy(update={"value": each.value.model_copy(update={"broken": ("budget",)})})
        for each in BRIEFING.options
        if each.value is not None
    )
    chart = frontier_chart(BRIEFING.model_copy(update={"options": options}), ENGLISH)

    assert chart is not None
    assert chart.summary == "Every option breaks a rule, so none is ranked."


def test_triggers_are_bars_around_the_saving_the_widest_first() -> None:
    chart = tornado_chart(changed(triggers=PLAN.triggers[::-1]), named, turned, ENGLISH)

    assert chart is not None
    assert chart.base == 16_000
    assert chart.categories == ("china/inspection: loss", "data-shanghai/singapore: share")
    assert [row.values for row in chart.series] == [(-2_000, 8_000), (48_000, 16_000)]
    assert chart.summary == (
        "Base is USD 16 m better in all than the better baseline. Inputs that turn the decision: "
        "china/inspection: loss (turns past USD 19 m)."
    )
    assert chart.remarks == ("turns past USD 19 m", "")
    assert chart_values(chart).columns[-1] == "Turns the decision"
    assert [row[-1] for row in chart_values(chart).rows] == ["turns past USD 19 m", ""]


def test_where_nothing_turns_the_decision_what_moves_it_most_is_said() -> None:
    chart = tornado_chart(changed(triggers=PLAN.triggers[1:]), named, turned, ENGLISH)

    assert chart is not None
    assert chart.summary == (
        "Base is USD 16 m better in all than the better baseline. No single input turns the "
        "decision within its range; what moves the saving most is data-shanghai/singapore: share, "
        "from USD 8 m to USD 16 m."
    )
    assert len(chart_values(chart).columns) == 3


def test_an_input_that_moves_nothing_once_rounded_has_no_bar_unless_it_turns_the_decision() -> None:
    assert PLAN.saving is not None
    base = PLAN.saving.base
    turns, still = (
        each.model_copy(update={"saving_low": base, "saving_high": base}) for each in PLAN.triggers
    )
    chart = tornado_chart(changed(triggers=(still, turns)), named, turned, ENGLISH)

    assert chart is not None
    assert chart.categories == ("china/inspection: loss",)
    assert tornado_chart(changed(triggers=(still,)), named, turned, ENGLISH) is None


def test_a_plan_that_is_worse_than_the_better_baseline_is_said_to_be() -> None:
    assert PLAN.saving is not None
    worse = PLAN.saving.model_copy(update={"base": -2 * MILLION})
    chart = tornado_chart(changed(saving=worse), named, turned, ENGLISH)

    assert chart is not None
    assert chart.summary.startswith("Base is USD 2 m worse in all than the better baseline.")


@pytest.mark.parametrize(
    ("is_rounded", "words"),
    [
        (False, "Base is neither better nor worse in all than the better baseline."),
        (True, "Base is about as good in all as the better baseline."),
    ],
    ids=["exact", "rounded"],
)
def test_a_plan_that_saves_nothing_is_said_to_be_as_good(is_rounded: bool, words: str) -> None:
    assert PLAN.saving is not None
    same = changed(saving=PLAN.saving.model_copy(update={"base": 0}))
    chart = tornado_chart(same, named, turned, replace(ENGLISH, is_rounded=is_rounded))

    assert chart is not None
    assert chart.summary.startswith(words)


def test_flows_are_summed_over_modes_and_periods() -> None:
    chart = flows_chart(BRIEFING, PLAN, ENGLISH)

    assert chart is not None
    assert [(each.destination, each.value, each.words) for each in chart.ribbons] == [
        ("Bengaluru", 70, "70"),
        ("Singapore", 44, "44"),
        ("Tokyo", 4, "4"),
    ]
    assert (
        chart.summary == "Base moves 118 posts; the largest flow is 70 from Shanghai to Bengaluru."
    )


def test_flows_below_the_floor_are_drawn_as_the_middle_of_what_they_may_be() -> None:
    """One that is not shown is 1 to 5 alone, and a floor with others, as in all sums of papers."""
    flows = (
        flow("tokyo", None),
        flow("singapore", None),
        flow("singapore", 10),
        flow("bengaluru", 0),
    )
    chart = flows_chart(BRIEFING, changed(flows=flows, posts_moved=20), ENGLISH)

    assert chart is not None
    assert [(each.destination, each.value, each.words) for each in chart.ribbons] == [
        ("Singapore", 15, "15"),
        ("Tokyo", 3, "1 to 5"),
    ]
    assert (
        chart.summary == "Base moves 20 posts; the largest flow is 15 from Shanghai to Singapore."
    )


def test_a_flow_that_is_shown_with_more_posts_than_all_is_told_without_its_number() -> None:
    """Three small flows are shown as ten posts, where all that move are rounded to five."""
    flows = (flow("singapore", None), flow("singapore", None), flow("singapore", None))
    chart = flows_chart(BRIEFING, changed(flows=flows, posts_moved=5), ENGLISH)

    assert chart is not None
    assert chart.summary == "Base moves 5 posts; the largest flow is from Shanghai to Singapore."


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
    chart = waterfall_chart(BRIEFING, PLAN, ENGLISH)

    assert chart is not None
    assert chart.categories == ("Staying put", "Run rate", "Presence exposure (assumed)", "Base")
    assert list(chart.series[0].values) == [464_000, 9_000, -29_000, 444_000]
    assert chart.summary == (
        "Base costs USD 20 m less in all than Staying put; the largest step is Presence exposure "
        "(assumed), USD 29 m less."
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
    chart = waterfall_chart(briefing, changed(rule_years=(*PUT.rule_years, *rows)), ENGLISH)

    assert chart is not None
    first, *steps, last = (value or 0.0 for value in chart.series[0].values)
    assert (first, last) == (464_000, 444_000)
    assert first + sum(steps) == pytest.approx(last, abs=0.01)
    assert chart.categories[-2:] == ("Other", "Base")
    assert len(steps) <= 9
    weighted = (11 - 3) / 7 * 1_000 * risk_weight
    assert (weighted in [pytest.approx(step, abs=0.01) for step in steps]) == (risk_weight > 0)


def test_a_step_that_may_be_rounding_alone_has_no_name() -> None:
    """Four amounts in steps of five millions may differ by ten where there is no difference."""
    rounded = BRIEFING.model_copy(update={"amount_step": 5 * MILLION})
    chart = waterfall_chart(rounded, PLAN, ENGLISH)

    assert chart is not None
    assert chart.categories == ("Staying put", "Presence exposure (assumed)", "Other", "Base")
    assert list(chart.series[0].values) == [464_000, -29_000, 9_000, 444_000]


def test_there_is_no_waterfall_of_what_rounding_leaves_alone() -> None:
    rounded = BRIEFING.model_copy(update={"amount_step": 50 * MILLION})

    assert waterfall_chart(rounded, PLAN, ENGLISH) is None


def test_what_cannot_be_shown_has_no_chart() -> None:
    nothing = changed(
        offices=(), periods=(), days=PlanDays(), triggers=(), flows=(), rule_years=(), value=None
    )

    assert all_charts(BRIEFING.model_copy(update={"options": (nothing, PUT)}), nothing) == ()
    assert waterfall_chart(BRIEFING, PUT, ENGLISH) is None
    assert tornado_chart(changed(saving=None), named, turned, ENGLISH) is None
    without_put = tuple(o for o in BRIEFING.options if o.kind is not ComparedKind.STAYING_PUT)
    assert (
        waterfall_chart(BRIEFING.model_copy(update={"options": without_put}), PLAN, ENGLISH) is None
    )


def test_charts_have_names_of_their_own_and_every_kind_has_a_table() -> None:
    charts = all_charts(BRIEFING, PLAN)

    assert len({chart.name for chart in charts}) == len(charts) == 7
    for chart in charts:
        held = chart_values(chart)
        assert held.rows
        assert all(held.columns)
        assert {len(row) for row in held.rows} == {len(held.columns)}


def test_the_table_has_every_value_that_the_chart_shows() -> None:
    held = {chart.kind: chart_values(chart) for chart in all_charts(BRIEFING, PLAN)}

    heads, cash = (chart_values(chart) for chart in all_charts(BRIEFING, PLAN) if chart.panels)
    assert heads.columns == ("Office", "Period", "Base", "Strict", "Staying put")
    assert list(heads.rows[1]) == ["Shanghai", "2027-Q2", 559, 559, 601]
    assert cash.columns == (
        "Part", "Period", "Base", "Strict", "Staying put", "Staying plus measures",
    )  # fmt: skip
    assert list(cash.rows[0]) == ["One-off cash, USD thousand", "2027-Q1", 2500, 2500, None, None]
    assert held[ChartKind.GANTT].columns[3:] == ("Last safe stop", "Signing day")
    assert held[ChartKind.GANTT].rows[0][1:] == (
        date(2026, 12, 1), date(2027, 1, 1), "2026-12-20", "2026-12-21, 2027-01-01",
    )  # fmt: skip
    assert held[ChartKind.SCATTER].rows[0] == ("Base", 39_000, 405_000)
    assert held[ChartKind.FLOWS].rows[0] == ("Shanghai", "Bengaluru", "70")
    assert held[ChartKind.TORNADO].rows[0][:3] == ("china/inspection: loss", -2_000, 48_000)


@pytest.mark.parametrize(
    ("currency", "amount", "words", "value"),
    [
        ("USD", 1_234_567_890, "USD million", 12.346),
        ("USD", 99_999_900, "USD thousand", 999.999),
        ("USD", 100_000_000, "USD million", 1),
        ("USD", 123_456, "USD", 1234.56),
        ("JPY", 1_234_567_890, "JPY million", 1234.568),
        ("KWD", 12_345_678_900, "KWD million", 12.346),
        ("USD", 0, "USD", 0),
        ("USD", -2_500_000_000, "USD million", -25),
    ],
)
def test_amounts_are_in_a_unit_with_few_digits(
    currency: str, amount: int, words: str, value: float
) -> None:
    unit = unit_of([amount], currency)

    assert (unit.words, unit.of(amount)) == (words, value)


def test_the_briefing_is_all_that_is_read() -> None:
    """The same briefing gives the same charts."""
    again = Briefing.model_validate_json(BRIEFING.model_dump_json())

    assert all_charts(again, again.chosen) == all_charts(BRIEFING, PLAN)
