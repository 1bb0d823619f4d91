"""The sampled interval of the saving, and the judge behind it, held against full audits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.limits import Acceptance
from models.plan import Plan
from models.ranges import Range
from models.risk import Channel
from models.scenario import Scenario
from models.uncertainty import Interval
from planner.audit import audit
from planner.books import books_of
from planner.sensitivity import (
    PlanAndBaselines,
    Sample,
    draw_values,
    interval_of,
    judge_of,
    scenario_at,
    uncertain_inputs,
)
from planner.sensitivity.accounts import RISKS, accounts_of
from tests.support.builders import (
    base_rate,
    case,
    matter,
    move,
    pay,
    plan,
    signal,
    small_scenarios,
    topic,
)
from tests.support.seeds import examples
from tests.support.uncertain_company import (
    BUDGET,
    CENTS,
    EVERYBODY,
    LIKELIHOOD,
    PAY,
    company,
    judge,
    moving_at_a_price,
)

RANGES = (
    LIKELIHOOD,
    Range(table="pay", row="analyst/bengaluru", field="annual", low="USD 1000", high="USD 99000"),
    Range(table="offices", row="bengaluru", field="hiring_share", low="0", high="0.5"),
    Range(table="offices", row="bengaluru", field="relocation", low="USD 0", high="USD 20000"),
    Range(table="matters", row="probe", field="severity", low="0", high="2"),
    Range(table="settings", field="risk_weight", low="0", high="9"),
    Range(table="settings", field="discount_rate", low="0", high="0.2"),
    Range(table="settings", field="modes.refill.ramp_up_loss", low="0", high="1"),
)
"""Figures of every kind of price: straight, multiplied with each other, and bent."""


def with_ranges(of: Scenario) -> Scenario:
    parts: dict[str, Any] = {name: getattr(of, name) for name in Scenario.model_fields}
    parts |= {"matters": (matter("probe"),), "signals": (signal("first", "probe"),)}
    return Scenario(**{**parts, "ranges": RANGES})


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), seed=st.integers(0, 99), heads=st.integers(1, 3))
def test_every_draw_is_judged_as_a_full_audit_would(of: Scenario, seed: int, heads: int) -> None:
    """Totals to the cent and the rules that are broken, for plan and baselines, at draws of eight
    inputs at once."""
    whole = with_ranges(of)
    inputs = uncertain_inputs(whole)
    plans = PlanAndBaselines(
        plan([move(heads, cohort=of.cohorts[0].id, period=of.periods[-1].label)]), Plan(), Plan()
    )
    of_all = judge_of(whole, plans, inputs)
    for values in draw_values(whole, inputs, 3, seed):
        found, books = of_all.at(values), books_of(scenario_at(whole, values))
        made, put = audit(plans.plan, books), audit(Plan(), books)

        assert (found.total, found.staying_put) == (made.total, put.total)
        assert found.broken == tuple(dict.fromkeys(each.rule for each in made.violations))


@settings(deadline=None, max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), seed=st.integers(0, 99), heads=st.integers(1, 3))
def test_where_risks_alone_change_accounts_are_those_of_a_full_audit(
    of: Scenario, seed: int, heads: int
) -> None:
    whole = with_ranges(of)
    inputs = uncertain_inputs(whole)
    made = plan([move(heads, cohort=of.cohorts[0].id, period=of.periods[-1].label)])
    accounts = accounts_of(whole, (made, Plan()), inputs)
    for drawn in draw_values(whole, inputs, 2, seed):
        values = tuple((each, figure) for each, figure in drawn if each.range.table in RISKS)
        assert values
        books = books_of(scenario_at(whole, values))
        for account, judged in zip(
            accounts.at(values), (audit(made, books), audit(Plan(), books)), strict=True
        ):
            assert account.money == judged.money
            assert (account.expected_loss, account.total) == (judged.expected_loss, judged.total)
            assert account.broken == tuple(dict.fromkeys(each.rule for each in judged.violations))


def test_a_rule_that_no_input_moves_is_not_asked_again() -> None:
    """Pay moves what posts and their exposure cost; no edge hangs on it."""
    paid, limited = (
        accounts_of(of, (EVERYBODY, Plan()), uncertain_inputs(of))
        for of in (company(PAY), moving_at_a_price(BUDGET))
    )

    assert paid.by_any.priced == {"run_rate"}
    assert paid.by_any.checked == frozenset()
    assert limited.by_any.checked == {"budget"}


def test_eight_of_ten_draws_lie_within_the_interval() -> None:
    """Without the case moving saves 365,000; a likelihood from 0 to 0.3, likeliest at 0.1, adds 10
    x 36,500 times it. A tenth of that triangle lies below sqrt(0.1 x 0.3 x 0.1) = 0.0548, a tenth
    above 0.3 - sqrt(0.1 x 0.3 x 0.2) = 0.2225."""
    of = company(LIKELIHOOD)
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert (found.share, found.draws, found.seed, found.left_out) == (0.8, 500, 0, 0)
    assert found.low == pytest.approx((365_000 + 365_000 * 0.0548) * CENTS, rel=0.01)
    assert found.high == pytest.approx((365_000 + 365_000 * 0.2225) * CENTS, rel=0.01)
    assert (found.dearer, found.broken) == (0, ())


def test_what_is_saved_at_base_lies_within_the_interval_of_a_skewed_base_rate() -> None:
    """One event in 4,937 firm-years, and 10 behind it, between 1 and 50: its factor runs from 1 to
    some 130. Drawn on a straight scale it would be 47 on average, and the case 5 times likelier."""
    skewed = base_rate("r", 1, 4937.0, factor=10.0, factor_low=1.0, factor_high=50.0)
    of = company(
        base_rates=(skewed,),
        cases=(case("raid", "leak", None, "USD 20000000", base_rate="r"),),
        pay=tuple(pay("analyst", o, "USD 73000") for o in ("shanghai", "bengaluru")),
    )
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < judge(of).at_base().saving < found.high
    # A tenth below a factor of 2.9, a tenth above one of 42.6: worked out from the triangle.
    assert found.low == pytest.approx(judge(of).at_base().saving * 0.29, rel=0.15)
    assert found.high == pytest.approx(judge(of).at_base().saving * 4.26, rel=0.15)


@pytest.mark.slow
def test_draws_in_which_the_plan_fails_are_counted() -> None:
    """Bengaluru is the dearer place beyond USD 73,000 a year; a budget below USD 10,000 is
    overspent: (91,250 - 73,000)^2 / (62,050 x 54,750) of the draws = 9.8 %, 10 % x 2^2 / 1.2."""
    of = moving_at_a_price(PAY, BUDGET, cases=(), topics=())
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert found.dearer == pytest.approx(0.098 * 500, abs=20)
    (budget,) = found.broken
    assert (budget.rule, budget.draws) == ("budget", found.breaking)
    assert budget.draws == pytest.approx(500 * 2000**2 / (22_000 * 12_000), abs=6)


def test_where_the_headline_lies_among_the_draws() -> None:
    """The saving rises with the likelihood, whose base of 0.1 lies above a third of the triangle
    from 0 to 0.3; its mean is 0.4 / 3, so that the mean lies above the headline of 401,500."""
    of = company(LIKELIHOOD)
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert found.below_headline == pytest.approx(500 / 3, abs=25)
    assert found.mean == pytest.approx((365_000 + 365_000 * 0.4 / 3) * CENTS, rel=0.01)


def packages_up_to(high: str) -> Scenario:
    """A package of USD 1,000, likeliest, or more: ten of 2,000 are all that the budget has."""
    package = Range(table="offices", row="bengaluru", field="relocation", low="USD 1000", high=high)
    return moving_at_a_price(package)


@pytest.mark.slow
def test_draws_in_which_the_plan_breaks_a_rule_are_counted_apart() -> None:
    """Up to 3,000 a quarter of the draws lies above 2,000. Of those below, a tenth lies above 3,000
    - 2,000 x sqrt(0.25 + 0.075) = 1,859.8: 401,500 - 18,598 are saved then. With all
    draws it would be 2,367.5 each. Each draw saves less than the headline, at 1,000."""
    of = packages_up_to("USD 3000")
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert found.breaking == pytest.approx(125, abs=25)
    assert (found.draws, found.keeping) == (500, 500 - found.breaking)
    assert [each.rule for each in found.broken] == ["budget"]
    assert found.low == pytest.approx((401_500 - 18_598) * CENTS, abs=800 * CENTS)
    assert found.below_headline == found.keeping


@pytest.mark.slow
def test_no_interval_where_the_plan_breaks_a_rule_in_most_draws() -> None:
    """Up to 20,000, on the scale of logarithms, (ln 10 / ln 20)^2 = 59 % lie above 2,000."""
    of = packages_up_to("USD 20000")
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert (found.low, found.high, found.mean) == (None, None, None)
    assert found.breaking == pytest.approx(500 * 0.591, abs=35)


def test_half_of_the_draws_are_enough_for_an_interval() -> None:
    """Of the first two draws of this seed one has a package of more than 2,000, which breaks the
    budget; the other is both ends. Of the first three two break it.
    """
    of = packages_up_to("USD 3000")

    def drawn(draws: int) -> Interval:
        found = interval_of(judge(of), uncertain_inputs(of), Sample(7, draws))
        assert found is not None
        return found

    assert (drawn(2).breaking, drawn(3).breaking) == (1, 2)
    assert drawn(2).low == drawn(2).high == drawn(2).mean is not None
    assert drawn(3).low is None


@pytest.mark.parametrize("made", [EVERYBODY, Plan()])
def test_a_draw_that_saves_what_is_told_is_not_below_it_nor_dearer_where_that_is_nothing(
    made: Plan,
) -> None:
    """From ten seats on their number changes nothing: all is as at base, whether 365,000 is saved
    or nothing.
    """
    seats = Range(table="offices", row="bengaluru", field="seats", low="10", high="300")
    of = company(seats)
    found = interval_of(judge(of, made), uncertain_inputs(of), Sample(0, 30))

    assert found is not None
    assert found.low == found.high == judge(of, made).at_base().saving
    assert (found.below_headline, found.dearer, found.breaking) == (0, 0, 0)


def test_a_sample_ends_with_its_time() -> None:
    """With no time twenty draws are made, the first of the whole sample."""
    of = company(LIKELIHOOD)
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0, seconds=0.0))

    assert found is not None
    assert found.made == 20
    assert found == interval_of(judge(of), uncertain_inputs(of), Sample(0, 20))


def test_the_same_seed_gives_the_same_interval() -> None:
    """And another one a slightly different one."""
    of = company(LIKELIHOOD)
    inputs = uncertain_inputs(of)

    assert interval_of(judge(of), inputs, Sample(0, 50)) == interval_of(
        judge(of), inputs, Sample(0, 50)
    )
    assert interval_of(judge(of), inputs, Sample(0, 50)) != interval_of(
        judge(of), inputs, Sample(1, 50)
    )


@pytest.mark.slow
def test_draws_that_do_not_hold_together_are_left_out_and_counted() -> None:
    """Each share may rise to 0.7 alone, together they may be more than one loss."""
    leak = topic("leak", Channel.PRESENCE, fixed_share=0.2, per_head_share=0.2)
    shares = [
        Range(table="topics", row="leak", field=f"{name}_share", low="0.1", high="0.7")
        for name in ("fixed", "per_head")
    ]
    of = company(*shares, topics=(leak,))
    found = interval_of(judge(of), uncertain_inputs(of), Sample(0))

    assert found is not None
    assert found.left_out > 0
    assert found.draws + found.left_out == 500


def test_acceptance_without_a_range_of_its_own_is_not_drawn() -> None:
    """What fewer acceptances do is told by a plan for them; with a range they are drawn."""
    unsure = (Acceptance(cohort="kyc", office="bengaluru", share=1.0, low=0.5),)
    share = Range(table="acceptance", row="kyc/bengaluru", field="share", low="0.5", high="1")
    silent, told = company(acceptance=unsure), company(share, acceptance=unsure)

    assert interval_of(judge(silent), uncertain_inputs(silent), Sample(0, 5)) is None
    assert interval_of(judge(told), uncertain_inputs(told), Sample(0, 5)) is not None


def test_nothing_is_drawn_where_nothing_can_be_off() -> None:
    """No range, or one without effect."""
    of = company(Range(table="matters", row="probe", field="severity", low="0", high="2"),
                 matters=(matter("probe"),))  # fmt: skip

    assert interval_of(judge(company()), (), Sample(0)) is None
    assert interval_of(judge(of), uncertain_inputs(of), Sample(0)) is None
