"""What would change the decision: figures worked out by hand on ten posts.

Ten posts cost USD 73,000 each a year in Shanghai and USD 36,500 in Bengaluru. One case is
expected to cost 0.1 x USD 365,000 a year while they are in Shanghai, and nothing once all are
gone. Staying put costs 730,000 + 36,500, moving everybody at once 365,000: it saves 401,500.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.baselines import BaselineName
from models.errors import InputError
from models.limits import Acceptance
from models.plan import Plan
from models.ranges import Figure, FigureKind, Range
from models.risk import Channel, Loss, LossKind, LossPart
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.sensitivity import Judged, Sensitivity, Shift
from models.settings import ExposureCap
from models.workforce import HeadcountStep
from planner.audit import audit
from planner.books import books_of
from planner.exposure import readings
from planner.sensitivity import (
    PlanAndBaselines,
    judge_at_ends,
    judge_of,
    scenario_at,
    uncertain_inputs,
    without_plans,
)
from planner.sensitivity.ends import last_that_holds
from planner.sensitivity.instead import with_plans
from planner.sensitivity.uncertain import idle_inputs
from tests.support.builders import (
    base_rate,
    case,
    cohort,
    matter,
    money,
    move,
    pay,
    plan,
    service,
    signal,
    small_scenarios,
    topic,
)
from tests.support.duties import cuts_case, measure, start
from tests.support.judging import do_nothing
from tests.support.seeds import examples
from tests.support.uncertain_company import (
    BUDGET,
    CENTS,
    EVERYBODY,
    LIKELIHOOD,
    PAY,
    company,
    judge,
    judged,
    moving_at_a_price,
    only,
    savings,
)


def test_what_saves_is_told_against_the_better_baseline_there() -> None:
    """What can be done is better, though it is dearer; of two that cannot, the cheaper one."""
    put, plus = 100, 150
    cheap = Judged(total=90, staying_put=put, staying_plus_measures=plus)
    broken = cheap.model_copy(update={"unlawful": (BaselineName.STAYING_PUT,)})
    both = cheap.model_copy(update={"unlawful": tuple(BaselineName)})

    assert [each.saving for each in (cheap, broken, both)] == [10, 60, 10]


def test_a_baseline_that_breaks_a_rule_at_an_end_is_told() -> None:
    """Above a likelihood of 0.2 nobody moved is expected to lose more than 73,000, the cap; all
    who move lose nothing."""
    of = company(LIKELIHOOD, exposure_cap=ExposureCap(total=money("USD 73000")))
    each = only(judged(of))

    assert each.low.judged.unlawful == ()
    assert each.high.judged.unlawful == tuple(BaselineName)
    assert each.high.judged.broken == ()


def test_a_range_that_changes_the_saving_and_not_the_decision() -> None:
    """Without the case moving saves the wages alone, 365,000; at three times its likelihood
    109,500 more."""
    found = judged(company(LIKELIHOOD))
    each = only(found)

    assert found.base == Judged(
        total=36_500_000, staying_put=76_650_000, staying_plus_measures=76_650_000
    )
    assert savings(each) == (365_000, 474_500)
    assert each.swing == 10_950_000
    assert (each.base, each.low.value, each.high.value) == ("0.1", "0.0", "0.3")
    assert not each.flips


def test_the_value_at_which_staying_put_gets_cheaper() -> None:
    """Moving saves 10 x (73,000 - pay) without the case: nothing at 73,000, and less beyond."""
    each = only(judged(company(PAY, cases=(), topics=())))

    assert savings(each) == (438_000, -182_500)
    assert each.low.flips_beyond is None
    assert each.high.flips_beyond == "USD 73000.00"
    assert each.flips


def test_a_flip_below_the_base() -> None:
    """The other way: pay in Shanghai falls to what it is in Bengaluru."""
    shanghai = PAY.model_copy(
        update={"row": "analyst/shanghai", "low": "USD 29200", "high": "USD 73000"}
    )
    each = only(judged(company(shanghai, cases=(), topics=())))

    assert each.low.flips_beyond == "USD 36500.00"
    assert each.high.judged == judged(company()).base.model_copy(
        update={"staying_put": 73_000_000, "staying_plus_measures": 73_000_000}
    )


def test_an_end_at_which_the_plan_breaks_a_rule() -> None:
    """Ten transfers cost USD 10,000: a lower budget is overspent, at the same saving."""
    found = judged(moving_at_a_price(BUDGET))
    each = only(found)

    assert each.swing == 0
    assert each.low.judged.broken == ("budget",)
    assert each.low.flips_beyond == "USD 10000.00"
    assert each.high.judged == found.base
    assert found.matters(each)


def test_the_swing_counts_the_saving_at_base_where_that_is_the_largest() -> None:
    """Five who move save USD 182,500 of pay and half of the losses, 36,500 at base. A zone for
    29,200 cuts four fifths of them. Saved beyond the pay, in the losses: 18,250 - 9,125 at half of
    them; 36,500 - 18,250 at base, with or without the zone; 29,200 + 14,600 - 36,500 at twice.
    """
    loss = Range(table="cases", row="raid", field="loss", low="USD 182500", high="USD 730000")
    of = company(
        loss,
        measures=(measure("zone", set_up=money("USD 29200")),),
        effects=(cuts_case("zone", "raid", 0.8),),
    )
    plans = PlanAndBaselines(plan([move(5)]), Plan(), Plan(measures=(start("zone"),)))
    each = only(judge_at_ends(judge_of(of, plans, uncertain_inputs(of)), uncertain_inputs(of)))

    assert savings(each) == (182_500 + 9_125, 182_500 + 7_300)
    assert each.swing == 10_950_00


def test_a_count_flips_at_a_whole_number() -> None:
    """Ten seats are enough, nine are not."""
    seats = Range(table="offices", row="bengaluru", field="seats", low="5", high="100")
    each = only(judged(company(seats)))

    assert each.low.judged.broken == ("seats",)
    assert each.low.flips_beyond == "10"


def test_acceptance_is_judged_at_its_low_value() -> None:
    """Without being asked: at half of ten, ten transfers are five too many. A range that is given
    takes its place."""
    row = Acceptance(cohort="kyc", share=1.0, low=0.5)
    each = only(judged(company(acceptance=(row,))))
    own = Range(table="acceptance", row="kyc/", field="share", low="0.7", high="1")

    assert (each.table, each.row, each.field) == ("acceptance", "kyc/", "share")
    assert (each.low.value, each.base, each.high.value) == ("0.5", "1.0", "1.0")
    assert each.low.judged.broken == ("acceptance",)
    assert each.low.flips_beyond == "1.0"
    assert only(judged(company(own, acceptance=(row,)))).low.value == "0.7"


def test_acceptance_that_is_sure_is_no_range() -> None:
    """Low and planning value are the same."""
    row = Acceptance(cohort="kyc", share=0.5, low=0.5)

    assert uncertain_inputs(company(acceptance=(row,))) == ()


def test_all_at_their_worse_and_at_their_better_ends() -> None:
    """Dear Bengaluru and no case: 182,500 lost; cheap Bengaluru and a likely case: 547,500."""
    found = judged(company(PAY, LIKELIHOOD))

    assert found.worse is not None
    assert found.better is not None
    assert found.worse.saving == -182_500 * CENTS
    assert found.better.saving == (438_000 + 109_500) * CENTS


def test_the_worse_ends_break_what_each_breaks() -> None:
    """A budget that saves nothing still is at its worse end when it is overspent."""
    found = judged(moving_at_a_price(BUDGET, LIKELIHOOD))

    assert found.worse is not None
    assert found.worse.broken == ("budget",)
    assert found.better is not None
    assert found.better.broken == ()


def test_an_input_without_effect_leaves_the_sum_alone() -> None:
    """Beside the likelihood it changes nothing."""
    unused = Range(table="settings", field="floor_heads", low="1", high="9")
    found = judged(company(LIKELIHOOD, unused))

    assert found.worse is not None
    assert found.worse.saving == 365_000 * CENTS


def test_flips_come_first_then_swings() -> None:
    """A budget that flips at no swing comes before a likelihood that swings and flips nothing, and
    pay that does both before either; what changes nothing is last."""
    unused = Range(table="settings", field="floor_heads", low="1", high="9")
    found = judged(moving_at_a_price(LIKELIHOOD, unused, BUDGET, PAY))

    assert [each.field for each in found.inputs] == [
        "annual",
        "budget.total",
        "likelihood",
        "floor_heads",
    ]
    assert [found.matters(each) for each in found.inputs] == [True, True, True, False]


SUMMED = case("summed", "split", 0.1, "USD 1").model_copy(update={"loss": None})
HEARD = {
    "matters": (
        *map(matter, ("probe", "rumour", "order")),
        matter("tokyo", jurisdiction="india"),
    ),
    "signals": (
        signal("first", "probe"),
        signal("far", "tokyo"),
        signal("unapproved", "rumour", approved_at=None),
        signal("issued", "order", severity=1.0),
        signal("withdrawn", "order", severity=1.0, retracted_at="2026-02-01"),
    ),
    "topics": (topic("leak", Channel.PRESENCE), topic("split", Channel.PRESENCE)),
    "cases": (case("raid", "leak", 0.1, "USD 365000"), SUMMED),
    "losses": tuple(
        Loss(jurisdiction="china", topic=name, loss=money("USD 1"), reason="assumption")
        for name in ("leak", "split")
    ),
    "loss_parts": (
        LossPart(case="summed", kind=LossKind.FINE, amount=money("USD 1"), source="assumption"),
    ),
}


@pytest.mark.parametrize(
    ("table", "row", "field", "ends", "still"),
    [
        ("matters", "probe", "severity", ("0.5", "2"), False),
        ("matters", "tokyo", "severity", ("0.5", "2"), True),
        ("matters", "rumour", "severity", ("0.5", "2"), True),
        ("signals", "issued", "severity", ("0.5", "2"), False),
        ("signals", "withdrawn", "severity", ("0.5", "2"), True),
        ("losses", "china/leak", "loss", ("USD 1", "USD 9"), True),
        ("losses", "china/split", "loss", ("USD 1", "USD 9"), True),
        ("cases", "raid", "likelihood", ("0", "0.3"), False),
    ],
)
def test_what_can_change_nothing_is_not_audited(
    table: str, row: str, field: str, ends: tuple[str, str], *, still: bool
) -> None:
    """A matter that no case feels or no live signal is on, a signal that is none any more, a loss
    that every case overrides or has parts in place of: no effect, as an audit would have said."""
    low, high = ends
    of = company(Range(table=table, row=row, field=field, low=low, high=high), **HEARD)
    inputs = uncertain_inputs(of)
    found = judge_at_ends(judge(of), inputs)

    assert bool(idle_inputs(of, inputs)) is still
    assert found.matters(only(found)) is not still
    for end, each in zip((inputs[0].low, inputs[0].high), only(found).ends, strict=True):
        books = books_of(scenario_at(of, [(inputs[0], end)]))
        assert each.judged.total == audit(EVERYBODY, books).total


def test_without_ranges_there_is_nothing_to_rank() -> None:
    """Only how the plan fares at base."""
    found = judged(company())

    assert found == Sensitivity(
        base=Judged(total=36_500_000, staying_put=76_650_000, staying_plus_measures=76_650_000)
    )


def test_an_end_that_does_not_fit_the_scenario_is_told_beforehand() -> None:
    """More posts than its bands of service know of: told by table, row and end."""
    posts = Range(table="cohorts", row="kyc", field="posts", low="10", high="12")
    of = company(posts, service=(service("kyc", 10, 3, "USD 4000"),))
    with pytest.raises(InputError) as caught:
        uncertain_inputs(of)
    (problem,) = caught.value.problems

    assert (problem.file, problem.row, problem.field) == ("cohorts", "kyc", "posts.high")
    assert problem.found == "12"
    assert "do not add up to the filled posts of the cohort: 12" in problem.message


def test_an_end_that_is_too_large_to_compute_with_is_reported_first() -> None:
    """Before any time is spent on a plan."""
    huge = PAY.model_copy(update={"high": "USD 999999999999999"})
    with pytest.raises(InputError) as caught:
        uncertain_inputs(company(huge))

    assert caught.value.problems[0].field == "annual.high"
    assert "too large" in caught.value.problems[0].message


def test_ends_that_do_not_fit_together_have_no_sum() -> None:
    """Each share may rise to 0.7 alone; together they would be more than one loss."""
    leak = topic("leak", Channel.PRESENCE, fixed_share=0.2, per_head_share=0.2)
    shares = [
        Range(table="topics", row="leak", field=f"{name}_share", low="0.1", high="0.7")
        for name in ("fixed", "per_head")
    ]
    found = judged(company(*shares, topics=(leak,)))

    assert len(found.inputs) == 2
    assert found.worse is not None
    assert found.better is None


def test_plans_made_for_the_ends() -> None:
    """With Bengaluru at USD 91,250 nobody should move: that saves 182,500 beyond the made plan. At
    USD 29,200 the made plan is the best."""
    of = company(PAY, cases=(), topics=())
    inputs = uncertain_inputs(of)
    found = with_plans(of, EVERYBODY, judged(of), inputs, SearchLimits())
    low, high = (end.instead for end in only(found).ends)

    assert low is not None
    assert (low.status, low.regret, low.moved_otherwise) == ("optimal", 0, 0)
    assert high is not None
    assert (high.regret, high.moved_otherwise) == (18_250_000, 10)
    assert high.shifts == (Shift(office="bengaluru", heads=-10),)
    assert without_plans(found) == judged(of)


def test_with_a_fixed_effort_no_time_runs_out() -> None:
    """Where effort counts every machine makes the same plans, however short a time is named."""
    of = company(PAY, cases=(), topics=())
    inputs = uncertain_inputs(of)
    steps = SearchLimits(seconds=1e-9, deterministic=True)

    found = with_plans(of, EVERYBODY, judged(of), inputs, steps)

    assert found == with_plans(of, EVERYBODY, judged(of), inputs, SearchLimits())


def test_a_plan_made_for_a_tight_budget_costs_more() -> None:
    """USD 8,000 are enough for eight: two stay, which costs 2 x (36,500 - 1,000) more, and the
    exposure of two tenths of the case, 7,300."""
    of = moving_at_a_price(BUDGET)
    found = with_plans(of, EVERYBODY, judged(of), uncertain_inputs(of), SearchLimits())
    low, high = (end.instead for end in only(found).ends)

    assert low is not None
    assert low.regret == -(71_000 + 7_300) * CENTS
    assert low.shifts == (Shift(office="bengaluru", heads=-2),)
    assert high is None


def test_no_more_than_three_inputs_are_planned_anew() -> None:
    """Of four that matter, the one that swings the saving least is left as it is."""
    package = Range(
        table="offices", row="bengaluru", field="relocation", low="USD 900", high="USD 1100"
    )
    of = moving_at_a_price(PAY, LIKELIHOOD, BUDGET, package)
    found = with_plans(of, EVERYBODY, judged(of), uncertain_inputs(of), SearchLimits())
    anew = [each.field for each in found.inputs if any(end.instead for end in each.ends)]

    assert all(found.matters(each) for each in found.inputs)
    assert anew == ["annual", "budget.total", "likelihood"]


def test_what_is_only_told_breaks_nothing() -> None:
    """Eight protected holders and five posts from October: told in the findings, no breach."""
    fall = HeadcountStep(cohort="kyc", effective_from=date(2027, 10, 1), posts=5)
    of = company(cohorts=(cohort("kyc", protected=8),), headcount=(fall,))

    assert judge(of, Plan()).at_base().broken == ()
    assert audit(Plan(), books_of(of)).lawful


def test_acceptance_is_not_planned_anew_unasked() -> None:
    """The rule prices those who refuse; with a range of its own a plan is made for it."""
    row = Acceptance(cohort="kyc", share=1.0, low=0.5)
    own = Range(table="acceptance", row="kyc/", field="share", low="0.5", high="1")
    for ranges, looked in (((), False), ((own,), True)):
        of = company(*ranges, acceptance=(row,))
        inputs = uncertain_inputs(of)
        found = with_plans(of, EVERYBODY, judged(of), inputs, SearchLimits())
        assert (only(found).low.instead is not None) is looked


def test_where_staying_put_is_cheaper_from_the_start_it_is_no_news() -> None:
    """A plan that law demands costs more; an end at which it costs still more flips nothing."""
    home = {"row": "analyst/shanghai", "low": "USD 7300", "high": "USD 29200"}
    of = company(
        PAY.model_copy(update=home),
        cases=(),
        topics=(),
        pay=(pay("analyst", "shanghai", "USD 14600"), pay("analyst", "bengaluru", "USD 36500")),
    )
    found = judged(of)

    assert found.base.saving == -219_000 * CENTS
    assert savings(only(found)) == (-292_000, -73_000)
    assert not only(found).flips


def test_an_end_at_which_no_plan_exists() -> None:
    """All must go and no seat is left: nothing can be planned there."""
    seats = Range(table="offices", row="bengaluru", field="seats", low="0", high="100")
    of = company(seats, cohorts=(cohort("kyc", must_go=10),))
    found = with_plans(of, EVERYBODY, judged(of), uncertain_inputs(of), SearchLimits())
    low = only(found).low.instead

    assert low is not None
    assert (low.status, low.regret) == ("infeasible", None)


@pytest.mark.parametrize(
    ("base", "end", "flip", "last"),
    [
        ("0.02", "0.05", "0.03127", "0.0312"),
        ("0.02", "0.001", "0.0105", "0.0105"),
        ("0.02", "0.05", "0.02", "0.02"),
        ("0.02", "0.05", "0.0499999", "0.0499"),
        ("1.0", "2.5", "1.23456", "1.23"),
        ("1.0", "2.0", "1.012", "1.01"),
        ("2.0", "1.0", "1.987", "1.99"),
        ("0.0", "0.00003", "0.0000255", "2.55e-05"),
    ],
)
def test_flips_are_found_to_three_digits(base: str, end: str, flip: str, last: str) -> None:
    """The last round value at which the decision still holds, whichever way the range goes."""
    start = Figure(FigureKind.NUMBER, Decimal(base))
    side = 1 if Decimal(end) > Decimal(base) else -1
    found = last_that_holds(
        lambda figure: (figure.amount - Decimal(flip)) * side <= 0, start, start.alike(end)
    )

    assert str(found) == last


def test_counts_between_the_ends_are_whole() -> None:
    """Five hold, twelve do not, and it would flip at seven and a half: seven are the last."""
    five = Figure(FigureKind.COUNT, Decimal(5))
    found = last_that_holds(lambda each: each.amount <= Decimal("7.5"), five, five.alike("12"))

    assert found.amount == 7


def changed(of: Scenario, **changes: Any) -> Scenario:
    return Scenario(**{**{name: getattr(of, name) for name in Scenario.model_fields}, **changes})


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), light=st.floats(0.0, 0.5), heavy=st.floats(2.5, 9.0))
def test_any_plan_is_judged_at_the_ends_as_the_audit_would(
    of: Scenario, light: float, heavy: float
) -> None:
    """At base the figures are those of the plan as it was made, at the ends those of the company
    with that weight and the same plan; inputs at their base are the scenario itself."""
    weight = Range(table="settings", field="risk_weight", low=repr(light), high=repr(heavy))
    whole = changed(of, ranges=(weight, LIKELIHOOD))
    made = plan([move(1, cohort=of.cohorts[0].id, period=of.periods[-1].label)])
    inputs = uncertain_inputs(whole)
    found = judge_at_ends(judge(whole, made), inputs)
    by_field = {each.field: each for each in found.inputs}

    assert scenario_at(whole, [(each, each.base) for each in inputs]) == of
    assert found.base.total == audit(made, books_of(of)).total
    assert found.base.staying_put == do_nothing(of).total
    for figure, end in zip((light, heavy), by_field["risk_weight"].ends, strict=True):
        books = books_of(changed(of, risk_weight=figure))
        assert end.judged.total == audit(made, books).total
        assert end.judged.staying_put == do_nothing(books.scenario, books).total
    for each in found.inputs:
        all_savings = [found.base.saving, *(end.judged.saving for end in each.ends)]
        assert each.swing == max(all_savings) - min(all_savings)


def test_a_base_rate_that_counts_has_its_interval_as_a_range() -> None:
    """Of three, one is what a case starts from, one stands beside a likelihood, one is idle."""
    peers = base_rate("peers", 1, 75.0, factor_low=0.5, factor_high=2.0)
    others = tuple(peers.model_copy(update={"id": name}) for name in ("beside", "idle"))
    whole = company(
        base_rates=(peers, *others),
        cases=(
            case("raid", "leak", None, "USD 365000", base_rate="peers"),
            case("other", "leak", 0.1, "USD 365000", base_rate="beside"),
        ),
        ranges=(),
    )
    (found,) = uncertain_inputs(whole)

    assert found.place == ("base_rates", "peers", "factor")
    ends = [readings(scenario_at(whole, [(found, end)])) for end in (found.low, found.high)]
    raid = next(each for each in whole.cases if each.id == "raid")
    assert [read.likelihood(raid, whole.planning_date) for read in ends] == [peers.low, peers.high]


def test_a_base_rate_with_a_range_of_its_own_keeps_it() -> None:
    peers = base_rate("peers", 1, 75.0, factor_low=0.5, factor_high=2.0)
    own = Range(table="base_rates", row="peers", field="factor", low="0.9", high="1.1")
    one = case("raid", "leak", None, "USD 365000", base_rate="peers")
    (found,) = uncertain_inputs(company(base_rates=(peers,), cases=(one,), ranges=(own,)))

    assert found.range == own
