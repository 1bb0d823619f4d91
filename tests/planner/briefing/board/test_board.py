from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from models.base import Frozen
from models.briefing import Briefing, SettingChange, Signature
from models.choices import Audience
from models.compared import LimitUse
from models.decision_inputs import AssumedInput, InputPlace, Trigger
from models.errors import InputError
from models.outlook import RuleYear
from models.plan import Plan, TaskKind
from models.rounding import shown_sum
from models.tables import TABLE_KEYS
from models.workforce import Mode
from planner.briefing.board import board_briefing_of, for_board
from planner.briefing.board.inputs import shown_limits
from tests.support.briefings import MILLION, sample_briefing
from tests.support.builders import scenario
from tests.support.named_plans import named
from tests.support.small_companies import OFFICES, Cell, cell, company, random_posts

EXACT = sample_briefing()
BOARD = for_board(EXACT)


def numbers(part: object) -> Iterator[int]:
    """Every whole number in a briefing."""
    if isinstance(part, Frozen):
        for name, value in part:
            if name not in {"floor", "fiscal_year", "waves", "decide_days", "signatures"}:
                yield from numbers(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from numbers(value)
    elif isinstance(part, int) and not isinstance(part, bool):
        yield part


def test_a_board_sees_multiples_of_the_floor_and_of_one_step() -> None:
    assert BOARD.audience is Audience.BOARD
    """USD 464 m for 742 posts are USD 625 k for each."""
    assert (BOARD.count_step, BOARD.amount_step) == (5, MILLION // 2)
    for each in numbers(BOARD):
        assert each % 5 == 0 if abs(each) < 1000 else each % BOARD.amount_step == 0


def test_small_flows_of_a_way_are_one_over_all_periods() -> None:
    posts = {cell(0): 3, cell(2): 4, cell(1): 41, cell(3, "tokyo"): 2}

    alone, singapore, tokyo = for_board(company({"A": posts})).chosen.flows

    assert (alone.period, alone.until, alone.posts) == ("2027-Q2", None, 40)
    assert (singapore.period, singapore.until, singapore.posts) == ("2027-Q1", "2027-Q4", 10)
    assert (tokyo.period, tokyo.until, tokyo.posts) == ("2027-Q1", "2027-Q4", None)


@pytest.mark.parametrize("seed", range(20))
def test_large_flows_add_up_to_the_nearest_multiple_of_their_sum(seed: int) -> None:
    posts = random_posts(seed)
    large = sum(each for each in posts.values() if each > 5)

    shown = for_board(company({"A": posts})).chosen.flows
    less = large - sum(flow.posts or 0 for flow in shown if flow.until is None)

    assert -2 <= less <= 2 + sum(flow.posts == 10 for flow in shown if flow.until is not None)
    for flow in shown:
        exact = posts.get(Cell(flow.mode, flow.origin, flow.destination, flow.period), 0)
        assert flow.until is not None or abs((flow.posts or 0) - exact) < 5


@pytest.mark.parametrize("seed", range(20))
def test_totals_are_those_of_the_shown_parts(seed: int) -> None:
    plan = for_board(company({"A": random_posts(seed)})).chosen

    assert plan.posts_moved == shown_sum([flow.posts for flow in plan.flows], 5)
    for stop in plan.days.stops:
        landing = [f.posts for f in plan.flows if f.period == stop.period and f.until is None]
        assert stop.posts == shown_sum(landing, 5)


@pytest.mark.parametrize(("there", "moved"), [(4, None), (6, 5), (12, 5), (13, 10), (600, 10)])
def test_totals_of_small_flows_are_no_more_than_there_are_posts(
    there: int, moved: int | None
) -> None:
    """Three flows that are not told are 9, which would be 10 of six posts."""
    posts = {cell(to=to, origin=origin): 1 for origin in OFFICES[:2] for to in OFFICES[2:]}
    posts.popitem()
    exact = company({"A": posts})
    few = exact.chosen.model_copy(update={"posts_kept": there - 3})

    shown = for_board(exact.model_copy(update={"options": (few, *exact.options[1:])})).chosen

    assert shown.posts_moved == moved
    assert shown.people is not None
    assert shown.people.transferred == moved


def test_waves_of_small_flows_only_are_not_counted() -> None:
    """Five waves with a sum of 1 to 5 would be one post each."""
    spread, alone = {cell(n): 1 for n in range(4)}, {cell(0): 4}

    papers = [for_board(company({"A": posts})) for posts in (spread, alone)]

    assert papers[0] == papers[1]
    assert papers[0].chosen.waves == 0
    assert for_board(company({"A": spread | {cell(2): 6, cell(3): 9}})).chosen.waves == 2


def test_large_flows_are_less_where_sums_of_small_ones_are_shown_as_more() -> None:
    """6 are shown as 10, of the same mode: 43 are shown as 40, not as 45. Of another mode as 45."""
    few, others = (
        {cell(0): 4, cell(1): 2},
        {cell(0, mode=Mode.REFILL): 4, cell(1, mode=Mode.REFILL): 2},
    )
    large = {cell(2): 22, cell(3): 21}

    assert for_board(company({"A": large | few})).chosen.posts_moved == 50
    assert for_board(company({"A": large | others})).chosen.posts_moved == 55


def test_large_flows_are_not_less_where_sums_of_small_ones_are_shown_as_they_are() -> None:
    few = {cell(0): 5, cell(1): 4, cell(2): 4}

    assert for_board(company({"A": few | {cell(3): 43}})).chosen.posts_moved == 45 + 15


def test_two_of_three_plans_share_what_is_not_shared_by_all() -> None:
    plans = {"A": {cell(0): 40}, "B": {cell(0): 30}, "C": {cell(1): 20}}

    holdings = for_board(company(plans)).holdings

    found = [(each.flow.posts, each.plans, each.is_shared) for each in holdings]
    assert found == [(30, ("A", "B"), False), (10, ("A",), False), (20, ("C",), False)]


def test_what_is_signed_is_told_to_two_digits() -> None:
    filing = EXACT.signatures[0].model_copy(update={"amount": 12_345_600})

    shown = for_board(EXACT.model_copy(update={"signatures": (filing,)})).signatures

    assert [each.amount for each in shown] == [12_000_000]


def test_the_order_of_flows_does_not_matter() -> None:
    posts = random_posts(3)
    turned = dict(reversed(posts.items()))

    assert for_board(company({"A": posts})) == for_board(company({"A": turned}))


def test_a_plan_is_shown_alike_whatever_is_beside_it() -> None:
    one, other = random_posts(1), random_posts(2)

    alone = for_board(company({"A": one}))
    beside = for_board(company({"B": other, "A": one}))

    assert beside.options[1] == alone.options[0]


def test_people_are_those_of_the_shown_flows_and_what_is_beyond() -> None:
    people = BOARD.chosen.people

    assert people is not None
    assert people.transferred == shown_sum([40, None], 5) == 45
    assert people.asked_to_move == shown_sum([40, None, 10], 5) == 55
    assert people.redeployed == 0


def test_posts_at_offices_follow_from_staying_put_and_the_shown_flows() -> None:
    shanghai = [row.posts for row in BOARD.chosen.offices if row.office == "shanghai"]

    assert shanghai == [560, 525, 490, 485]


def test_an_office_with_few_posts_is_left_out() -> None:
    exact = company({"A": {cell(0, "tokyo"): 20}})
    staying = exact.options[-1]
    few = tuple(
        row.model_copy(update={"posts": 4}) if row.office == "tokyo" else row
        for row in staying.offices
    )
    options = (exact.options[0], staying.model_copy(update={"offices": few}))

    shown = for_board(exact.model_copy(update={"options": options}))

    assert {row.office for row in exact.chosen.offices} == {
        "shanghai",
        "dalian",
        "singapore",
        "tokyo",
    }
    assert {row.office for row in shown.chosen.offices} == {"shanghai", "dalian", "singapore"}


def test_plans_share_what_is_shown_of_both() -> None:
    shared = [each for each in BOARD.holdings if each.is_shared]
    alone = [each for each in BOARD.holdings if not each.is_shared]

    assert [each.flow.posts for each in shared] == [40, 35, 35, None, None]
    assert [(each.flow.posts, each.plans) for each in alone] == [(15, ("Strict",))]


def test_verdicts_stay_those_of_the_exact_figures() -> None:
    assert BOARD.better_baseline is EXACT.better_baseline
    assert [each.is_told_apart for each in BOARD.pairs] == [
        each.is_told_apart for each in EXACT.pairs
    ]
    for shown, exact in zip(BOARD.grid.rows, EXACT.grid.rows, strict=True):
        for value, known in zip(shown.values, exact.values, strict=True):
            assert (value and value.broken) == (known and known.broken)
    assert BOARD.chosen.pays is EXACT.chosen.pays


@pytest.mark.parametrize(("exact", "shown"), [(123.456, 120.0), (1.234, 1.2), (0.0678, 0.068)])
def test_break_evens_have_two_digits_whatever_their_size(exact: float, shown: float) -> None:
    chosen = EXACT.chosen.model_copy(
        update={"break_even": exact, "break_even_range": (exact, 10 * exact)}
    )
    board = for_board(EXACT.model_copy(update={"options": (chosen, *EXACT.options[1:])})).chosen

    assert board.break_even == shown
    assert board.break_even_range is not None
    assert board.break_even_range == pytest.approx((shown, 10 * shown))


def test_differences_are_rounded_from_exact_ones() -> None:
    assert shown_difference(-BOARD.amount_step // 2) == -BOARD.amount_step
    assert shown_difference(1 - BOARD.amount_step // 2) == 0


def shown_difference(exact: int) -> int:
    pair = EXACT.pairs[0].model_copy(update={"difference": exact})
    return for_board(EXACT.model_copy(update={"pairs": (pair,)})).pairs[0].difference


@pytest.mark.parametrize(("exact", "is_told"), [(-1, False), (1, False), (-MILLION, True)])
def test_plans_whose_difference_is_rounded_to_nothing_are_not_told_apart(
    exact: int, is_told: bool
) -> None:
    """With counts as they are shown, the other one might be the cheaper."""
    pair = EXACT.pairs[0].model_copy(update={"difference": exact, "is_told_apart": True})

    (shown,) = for_board(EXACT.model_copy(update={"pairs": (pair,)})).pairs

    assert shown.is_told_apart is is_told


def test_an_amount_of_less_than_half_a_step_is_shown_as_nothing() -> None:
    """Neither the cost of few people, nor that there is one in a period, nor that there is any."""
    small = [row.model_copy(update={"amount": 18_000_00 * n}) for n, row in enumerate(_rows(EXACT))]
    costs = (*small, small[1].model_copy(update={"rule": "severance"}), _rows(EXACT)[0])
    chosen = EXACT.chosen.model_copy(update={"rule_years": costs})

    shown = for_board(EXACT.model_copy(update={"options": (chosen, *EXACT.options[1:])}))

    assert {row.rule for row in _rows(shown)} == {_rows(EXACT)[0].rule}


def _rows(briefing: Briefing) -> tuple[RuleYear, ...]:
    return briefing.chosen.rule_years


def test_the_year_of_a_small_cost_does_not_show() -> None:
    """Neither the year of one severance, nor that there is one: no year comes to half a step."""
    years = (2027, 2028, None)
    pay = [
        RuleYear(rule="run_rate", fiscal_year=year, amount=MILLION, is_expected=False)
        for year in years
    ]
    papers = [
        for_board(
            EXACT.model_copy(
                update={
                    "options": (
                        EXACT.chosen.model_copy(update={"rule_years": (*pay, severance)}),
                        *EXACT.options[1:],
                    )
                }
            )
        )
        for severance in (
            RuleYear(rule="severance", fiscal_year=year, amount=18_000_00, is_expected=False)
            for year in (2027, 2028)
        )
    ]

    assert papers[0] == papers[1]
    assert [row.amount for row in _rows(papers[0])] == [MILLION] * 3


def test_that_an_input_turns_the_decision_is_told_though_its_value_is_not() -> None:
    losses, acceptance = EXACT.chosen.triggers
    turning = acceptance.model_copy(update={"turns_at": "0.6"})
    chosen = EXACT.chosen.model_copy(update={"triggers": (losses, acceptance, turning)})

    shown = for_board(EXACT.model_copy(update={"options": (chosen, *EXACT.options[1:])}))

    assert [each.turns for each in shown.chosen.triggers] == [False, False, True]
    assert shown.chosen.triggers[2].turns_at == ""


def test_of_inputs_that_are_not_told_the_first_of_each_kind_is_all_that_is_said() -> None:
    """Swings of single cohorts would tell how many posts they have."""
    losses, acceptance = EXACT.chosen.triggers
    smaller = acceptance.model_copy(update={"saving_low": acceptance.saving_high})
    chosen = EXACT.chosen.model_copy(update={"triggers": (acceptance, losses, smaller)})

    shown = for_board(EXACT.model_copy(update={"options": (chosen, *EXACT.options[1:])}))

    assert [each.place.table for each in shown.chosen.triggers] == ["acceptance", "losses"]
    assert shown.chosen.triggers[0].saving_low != shown.chosen.triggers[0].saving_high


def test_what_a_stop_of_one_wave_costs_is_not_told() -> None:
    assert all(not stop.stop_costs for stop in BOARD.chosen.days.stops)
    assert BOARD.chosen.days.stops


def with_inputs(*places: tuple[str, str, str]) -> Briefing:
    inputs = tuple(
        AssumedInput(
            place=InputPlace(table=table, row=row, field=field, name=row and f"Team {row}"),
            value="USD 31,250", low="1", high="2", weight=number * MILLION, source="Payroll of Ada",
        )
        for number, (table, row, field) in enumerate(places)
    )  # fmt: skip
    triggers = tuple(
        Trigger(place=each.place, base="17", turns_at="19", saving_low=0, saving_high=0)
        for each in inputs
    )
    chosen = EXACT.chosen.model_copy(update={"triggers": triggers})
    return EXACT.model_copy(update={"inputs": inputs, "options": (chosen, *EXACT.options[1:])})


HIDDEN = (
    "acceptance", "cohorts", "costs", "headcount", "incumbent", "labour_market", "offices", "pay",
    "presence", "quotas", "separations", "service", "substitutes", "teams",
)  # fmt: skip


@pytest.mark.parametrize("table", HIDDEN)
def test_no_value_row_or_source_of_pay_and_posts_is_told(table: str) -> None:
    assert table in TABLE_KEYS
    shown = for_board(with_inputs((table, "sha-aml/tokyo", "share"), (table, "sha-kyc", "share")))

    (each,) = shown.inputs
    assert each.place == InputPlace(table=table, row="", field="share")
    assert (each.value, each.low, each.high, each.source) == ("", "", "", "")
    assert each.weight == MILLION
    for trigger in shown.chosen.triggers:
        assert (trigger.place, trigger.base, trigger.turns_at) == (each.place, "", "")


@pytest.mark.parametrize("field", ["under_way.agreed", "budget.total", "labour.pay"])
def test_no_value_of_a_setting_on_posts_or_money_is_told(field: str) -> None:
    (each,) = for_board(with_inputs(("settings", "", field))).inputs

    assert each.value == ""


def test_values_of_losses_and_of_the_risk_weight_are_told() -> None:
    told = for_board(
        with_inputs(("losses", "china/inspection", "loss"), ("settings", "", "risk_weight"))
    )

    assert [each.value for each in told.inputs] == ["USD 31,250"] * 2
    assert told.inputs[0].place.row == "china/inspection"


def test_values_of_settings_that_differ_are_told_for_the_same_tables_only() -> None:
    changes = [
        SettingChange(what=f"{table}: sha-aml", table=table, values=("1", "2"))
        for table in ("risk_weight", "losses", "pay", "cohorts", "cohorts")
    ]

    shown = for_board(EXACT.model_copy(update={"settings": tuple(changes)}))

    assert [each.values[0] for each in shown.settings] == ["1", "1", "", ""]
    assert [each.what for each in shown.settings[2:]] == ["Pay", "Cohorts"]


def test_of_tasks_that_count_people_only_the_first_of_a_kind_is_told() -> None:
    exact = tuple(
        Signature(
            plan="Base", kind=kind, what="shanghai", count=3, by=date(2027, 2, day), owner="hr",
            amount=99 * MILLION, is_of_large_flow=True,
        )
        for kind in TaskKind
        for day in (1, 2)
    )  # fmt: skip

    shown = for_board(EXACT.model_copy(update={"signatures": exact})).signatures

    acts = {TaskKind.CONSULTATION, TaskKind.FILING, TaskKind.MEASURE}
    assert sum(each.kind in acts for each in shown) == 2 * len(acts)
    others = [each for each in shown if each.kind not in acts]
    assert {each.kind for each in others} == set(TaskKind) - acts
    assert {(each.what, each.count, each.amount, each.by.day) for each in others} == {("", 0, 0, 1)}


@pytest.mark.parametrize("unit", ["posts", "people", "separations", "seats", "blocks", "%"])
def test_limits_that_count_posts_people_or_seats_are_left_out(unit: str) -> None:
    assert not limits_shown(unit, 0.5)


@pytest.mark.parametrize(("used", "shown"), [(0.512, 0.5), (0.99, 1.0), (1.0, 1.0), (1.001, 1.05)])
def test_of_other_limits_the_share_is_told_and_a_broken_one_shows_as_such(
    used: float, shown: float
) -> None:
    (each,) = limits_shown("money", used)

    assert (each.used, each.value, each.limit, each.is_tight) == (shown, None, None, True)


def limits_shown(unit: str, used: float) -> tuple[LimitUse, ...]:
    exact = LimitUse(
        rule="budget",
        law=False,
        subject="Cash",
        used=used,
        value=17,
        limit=20,
        unit=unit,
        is_tight=True,
    )
    chosen = EXACT.chosen.model_copy(update={"limits": (exact,)})
    shown = for_board(EXACT.model_copy(update={"options": (chosen, *EXACT.options[1:])}))
    return shown.chosen.limits


def test_what_was_set_on_the_command_line_is_nowhere() -> None:
    names = ("tiny+pay.analyst.annual=USD-36000", "tiny+cohorts.sha-aml.must_stay=60", "tiny+calm")
    posts = random_posts(1)

    shown = for_board(company(dict.fromkeys(names, posts)))

    assert shown.plans == ("tiny, changed", "tiny, changed 2", "tiny+calm")
    text = shown.model_dump_json()
    assert "36000" not in text
    assert "sha-aml" not in text


def test_what_was_set_on_the_command_line_is_not_in_the_title() -> None:
    short, long = "tiny+budget.total=USD 17", "tiny+budget.total=USD 170000"
    exact = company({short: {}, long: {}}).model_copy(
        update={"title": f"Comparison of {short} and {long}"}
    )

    assert for_board(exact).title == "Comparison of tiny, changed and tiny, changed 2"
    assert for_board(EXACT).title == EXACT.title


def test_a_world_of_several_plans_has_the_shown_name_of_each() -> None:
    plans = ("a+x=1", "b", "b+y=2", "calm")
    exact = company({name: {} for name in plans})
    worlds = ("a+x=1, b", "b+y=2, calm", "b, calm", "base+z=3")
    grid = exact.grid.model_copy(update={"worlds": worlds})

    shown = for_board(exact.model_copy(update={"grid": grid}))

    assert shown.plans == ("a, changed", "b", "b, changed", "calm")
    assert shown.grid.worlds == ("a, changed, b", "b, changed, calm", "b, calm", "base, changed")


def test_a_briefing_for_the_board_stays_as_it_is() -> None:
    assert for_board(BOARD) is BOARD


def test_limits_are_in_the_order_of_what_is_shown_of_them() -> None:
    """Of shares that are shown alike the order of the exact ones would tell which is larger."""

    def uses(rule: str, used: float) -> LimitUse:
        return LimitUse(rule=rule, law=False, subject=rule, used=used, unit="money", is_tight=False)

    one, other = uses("budget", 0.901), uses("run_rate", 0.899)

    assert shown_limits([one, other]) == shown_limits([other, one])
    first, second, last = shown_limits([uses("budget", 0.3), one, uses("run_rate", 0.95)])
    assert first.used > second.used > last.used


def test_plans_that_hide_different_counts_are_not_on_one_paper() -> None:
    """What the one hides the other would show."""
    strict = named("Strict", scenario(floor_heads=10), Plan())

    with pytest.raises(InputError, match="floor_heads"):
        board_briefing_of([named("Base", scenario(), Plan()), strict], title="Both")
