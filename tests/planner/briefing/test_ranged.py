"""Amounts with the ends of their ranges, by hand: see `tests.support.uncertain_company`.

Moving everybody saves 365,000 in money and 36,500 in expected loss. Pay in Bengaluru is worth from
73,000 more to 547,500 less, the likelihood from nothing to three times as much.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.compared import AmountRange, ComparedPlan, Pays
from models.named import NamedPlan
from models.plan import Plan
from models.ranges import Range
from models.risk import Channel
from models.scenario import Scenario
from models.worlds import WorldValue
from planner.briefing.break_even import with_break_even
from planner.briefing.build import briefing_of
from planner.sensitivity import (
    PlanAndBaselines,
    judge_at_ends,
    judge_of,
    uncertain_inputs,
)
from tests.support.builders import money, move, office, pay, plan, topic
from tests.support.duties import cuts_case, measure
from tests.support.named_plans import named
from tests.support.uncertain_company import CENTS, EVERYBODY, LIKELIHOOD, PAY, company

Dollars = tuple[float | None, float, float | None]


def dollars(of: AmountRange | None) -> Dollars:
    assert of is not None
    low, base, high = (
        None if each is None else each / CENTS for each in (of.low, of.base, of.high)
    )
    assert base is not None
    return low, base, high


def columns(*plans: NamedPlan) -> tuple[ComparedPlan, ...]:
    return briefing_of(plans, title="Test").options


def test_all_inputs_are_at_their_worse_and_better_ends_at_once() -> None:
    go, *_ = columns(named("Go", company(PAY, LIKELIHOOD), EVERYBODY))

    assert dollars(go.saving) == (-182_500, 401_500, 547_500)
    assert dollars(go.saving_money) == (-182_500, 365_000, 438_000)
    assert dollars(go.saving_loss) == (0, 36_500, 109_500)


def test_expected_losses_of_every_option_have_ends_if_an_input_moves_them() -> None:
    go, put, plus = columns(named("Go", company(PAY, LIKELIHOOD), EVERYBODY))

    assert dollars(go.expected_loss) == (None, 0, None)
    assert dollars(put.expected_loss) == dollars(plus.expected_loss) == (0, 36_500, 109_500)
    assert put.saving is put.saving_money is put.saving_loss is None


def test_the_ends_of_money_are_of_money_alone() -> None:
    """With a risk weight of nothing the saving in all is that in money; losses vary still."""
    go, *_ = columns(named("Go", company(PAY, LIKELIHOOD, risk_weight=0.0), EVERYBODY))

    assert go.saving == go.saving_money
    assert dollars(go.saving_loss) == (0, 36_500, 109_500)


def test_an_input_that_is_better_for_loss_and_worse_for_money_is_at_either_end() -> None:
    """Half the posts go where the same case costs the rest; a likelihood is in no money."""
    remaining = Range(table="topics", row="leak", field="per_head_share", low="0.5", high="1")

    half, put, _ = columns(named("Half", company(PAY, remaining), plan([move(5)])))

    assert dollars(half.saving_money) == (-91_250, 182_500, 219_000)
    assert dollars(half.saving_loss) == (9_125, 18_250, 18_250)
    assert dollars(put.expected_loss) == (18_250, 36_500, 36_500)


def test_without_ranges_there_are_amounts_and_no_ends() -> None:
    go, put, _ = columns(named("Go", company(), EVERYBODY))

    assert [dollars(each) for each in (go.saving, go.saving_money, go.saving_loss)] == [
        (None, 401_500, None), (None, 365_000, None), (None, 36_500, None),
    ]  # fmt: skip
    assert dollars(put.expected_loss) == (None, 36_500, None)
    assert go.triggers == ()
    assert go.break_even_range is None


def test_ends_that_contradict_each_other_are_unknown() -> None:
    """A case takes at most the whole loss: its fixed share and its share by head together."""
    fixed, by_head = (
        Range(table="topics", row="leak", field=field, low="0", high="0.7")
        for field in ("fixed_share", "per_head_share")
    )
    shares = topic("leak", Channel.PRESENCE, fixed_share=0.3, per_head_share=0.3)

    go, *_ = columns(named("Go", company(fixed, by_head, topics=(shares,)), EVERYBODY))

    assert dollars(go.saving) == (365_000, 365_000 + 21_900, None)
    assert dollars(go.saving_loss) == (0, 21_900, None)


def cheap_zone(**changes: Any) -> Scenario:
    """A measure cuts the whole case for USD 36,499 a year: nearly what is expected to be lost."""
    return company(
        PAY,
        LIKELIHOOD,
        measures=(measure("zone", yearly=money("USD 36499")),),
        effects=(cuts_case("zone", "raid", 1.0),),
        **changes,
    )


def test_the_saving_in_all_is_against_the_baseline_that_is_better_at_the_end() -> None:
    """At a likelihood of nothing staying put is better; at 0.3 the zone is, which costs 36,499."""
    go, *_ = columns(named("Go", cheap_zone(), EVERYBODY))

    assert dollars(go.saving) == (-182_500, 401_499, 474_499)


def test_parts_of_the_saving_are_against_the_baseline_that_is_better_at_base() -> None:
    """That is the zone, with which nothing is lost."""
    go, *_ = columns(named("Go", cheap_zone(), EVERYBODY))

    assert dollars(go.saving_money) == (-145_001 - 1_000, 401_499, 474_499)
    assert dollars(go.saving_loss) == (None, 0, None)


def test_ends_are_those_that_a_result_has() -> None:
    of = company(PAY, LIKELIHOOD)
    made = named("Half", of, plan([move(5)]))
    inputs, beside = uncertain_inputs(of), made.result.baselines
    put, plus = beside.staying_put.plan, beside.staying_plus_measures.plan
    plans = PlanAndBaselines(plan([move(5)]), put, plus)
    said = judge_at_ends(judge_of(of, plans, inputs), inputs)
    assert said.worse is not None
    assert said.better is not None

    half, *_ = columns(made)

    assert half.saving == AmountRange(
        low=said.worse.saving, base=said.base.saving, high=said.better.saving
    )


def test_a_plan_made_elsewhere_has_the_ranges_of_the_common_world() -> None:
    stay = named("Stay", company(PAY, LIKELIHOOD), Plan())

    _, go, *_ = columns(stay, named("Go", company(), EVERYBODY))

    assert dollars(go.saving) == (-182_500, 401_500, 547_500)
    assert {each.place.table for each in go.triggers} == {"pay", "cases"}


def test_a_plan_that_breaks_a_rule_at_base_is_turned_by_its_cost_alone() -> None:
    full = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", seats=5),
    )
    stay = named("Stay", company(PAY, LIKELIHOOD, offices=full), Plan())

    _, go, *_ = columns(stay, named("Go", company(), EVERYBODY))

    assert go.value is not None
    assert go.value.broken == ("seats",)
    turns = {each.place.table: each.turns_at for each in go.triggers}
    assert turns.keys() == {"pay", "cases"}
    assert turns["pay"]
    assert not turns["cases"]


def test_losses_break_even_beside_their_own_range() -> None:
    """Bengaluru costs 10,950 more a post and nothing is lost there: 109,500 is three losses."""
    dear = tuple(
        pay("analyst", at, f"USD {cost}")
        for at, cost in (("shanghai", 73_000), ("bengaluru", 83_950))
    )
    loss = Range(table="cases", row="raid", field="loss", low="USD 73000", high="USD 1460000")

    go, put, _ = columns(named("Go", company(loss, pay=dear), EVERYBODY))

    assert go.break_even == pytest.approx(3.0)
    assert go.break_even_range == pytest.approx((0.2, 4.0))
    assert go.pays is Pays.FROM
    assert (put.break_even, put.break_even_range, put.pays) == (None, None, None)


@pytest.mark.parametrize(
    ("money", "loss", "pays", "break_even"),
    [
        (40, 10, Pays.FROM, 1.0),
        (10, 50, Pays.UNTIL, 0.5),
        (10, 10, Pays.ALWAYS, None),
        (30, 50, Pays.NEVER, None),
        (20, 10, Pays.ALWAYS, 0.0),
        (20, 50, Pays.NEVER, 0.0),
        (10, 30, Pays.ALWAYS, None),
        (30, 30, Pays.NEVER, None),
        (20, 30, None, None),
    ],
)
def test_an_option_pays_on_one_side_of_its_break_even(
    money: int, loss: int, pays: Pays | None, break_even: float | None
) -> None:
    """Staying put costs 20 in money and 30 in losses; 20 more for 20 less of loss is once."""
    _, put, _ = columns(named("Go", company(), EVERYBODY))
    option, staying = (
        WorldValue(money=paid, expected_loss=lost, total=paid + lost)
        for paid, lost in ((money, loss), (20, 30))
    )
    said = with_break_even(put.model_copy(update={"value": option}), staying, None)

    assert (said.pays, said.break_even) == (pays, break_even)
