"""Changing the plan in force has a price."""

from __future__ import annotations

from typing import Any

import pytest

from models.plan import Move
from models.plan_in_force import Churn, MoveInForce
from models.scenario import Scenario
from models.workforce import Mode
from planner.rules.churn import RULE
from tests.support.builders import cohort, money, move, office, rate, scenario, service
from tests.support.judging import assert_moves_the_optimum, cheapest, judged
from tests.support.limiting import in_force


def company(*moves: MoveInForce, per_head: str | None = "USD 1000", **changes: Any) -> Scenario:
    """The default company with a plan in force; each head by which it changes costs."""
    churn = Churn(per_head=money(per_head) if per_head else None)
    defaults: dict[str, Any] = {"service": (service("kyc", 10, 1, "USD 100"),)}
    return scenario(incumbent=moves, churn=churn, **{**defaults, **changes})


FOUR = in_force(4, period="2027-Q2")


@pytest.mark.parametrize(
    ("moves", "heads"),
    [
        ([move(4, period="2027-Q2")], 0),
        ([move(1, period="2027-Q2")], 3),
        ([move(6, period="2027-Q2")], 2),
        ([], 4),
        ([move(4, period="2027-Q3")], 4),
        ([move(4, Mode.REDUNDANCY, "2027-Q2")], 4),
        ([move(4, period="2027-Q2"), move(6, period="2027-Q3")], 0),
        ([move(2, period="2027-Q2"), move(2, period="2027-Q2")], 0),
    ],
    ids=("same", "shrink", "grow", "drop", "shift", "other_mode", "add_another", "in_two_parts"),
)
def test_each_head_by_which_a_move_changes_is_charged_once(moves: list[Move], heads: int) -> None:
    """Four in Q2: one less or more costs one head, put off or done otherwise it costs all four.

    A move that is new costs nothing here.
    """
    judgement = judged(company(FOUR), moves)

    assert judgement.amount("churn") == heads * 1_000_00
    (line,) = [line for line in judgement.price_list if line.rule == "churn"]
    assert (line.unweighted, line.one_off_cash) == (heads * 1_000_00, 0)


def test_every_move_in_force_is_charged_for_itself() -> None:
    """Four in Q2 become five, three in Q3 become two: two heads."""
    both = company(FOUR, in_force(3, period="2027-Q3"))
    moves = [move(5, period="2027-Q2"), move(2, period="2027-Q3")]

    assert judged(both, moves).amount("churn") == 2_000_00


def test_a_move_that_no_rule_admits_is_charged_when_it_is_dropped() -> None:
    """Four who may not go any more are four heads of change, and nobody goes."""
    barred = company(FOUR, cohorts=(cohort("kyc", never_to=("bengaluru",)),))

    assert judged(barred).amount("churn") == 4_000_00
    assert not cheapest(barred).moves


def test_the_price_of_a_head_is_rounded_to_the_nearest_cent() -> None:
    """CNY 1 at 0.136 are 13.6 cents, so 14 a head: four heads are 56."""
    in_yuan = company(FOUR, per_head="CNY 1", rates=(rate("CNY", "0.136"),))

    assert judged(in_yuan).amount("churn") == 56


def test_change_may_be_free() -> None:
    """No price, or no plan in force: nothing is owed."""
    assert judged(company(FOUR, per_head=None)).amount("churn") == 0
    assert judged(company()).amount("churn") == 0


def test_it_shows_what_is_in_force() -> None:
    """How many moves and at what price; nothing without a plan in force."""
    assert RULE.values(company(FOUR)) == ("1 moves in force, USD 1000.00 for each post changed",)
    assert RULE.values(company(FOUR, per_head=None)) == (
        "1 moves in force, nothing for each post changed",
    )
    assert RULE.values(company()) == ()


@pytest.mark.parametrize(("per_head", "kept"), [("USD 9000.01", True), ("USD 8999.99", False)])
def test_the_plan_in_force_stays_while_change_gains_less_than_it_costs(
    per_head: str, kept: bool
) -> None:
    """Going in Q1 instead of Q2 saves 90 days at USD 100: USD 9,000 a head."""
    all_in_q2 = company(in_force(10, period="2027-Q2"), per_head=per_head)

    assert {each.period for each in cheapest(all_in_q2).moves} == {"2027-Q2" if kept else "2027-Q1"}


def test_a_plan_grows_only_where_it_pays() -> None:
    """Four in Q2 at USD 20,000 a head stay four; six go in Q1, which is no change of that move."""
    cheap = cheapest(company(FOUR, per_head="USD 20000"))

    assert [(each.period, each.heads) for each in cheap.moves] == [("2027-Q1", 6), ("2027-Q2", 4)]


def test_growth_is_charged_to_the_optimiser_too() -> None:
    """Permits take until April: the four of the second quarter become ten, six at USD 10."""
    permits = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", visa_days=90, hiring_days=90),
    )
    growing = company(FOUR, per_head="USD 10", offices=permits)
    plan = cheapest(growing)

    assert [(each.period, each.mode, each.heads) for each in plan.moves] == [
        ("2027-Q2", Mode.TRANSFER, 10)
    ]
    assert judged(growing, plan.moves).amount("churn") == 60_00


def test_it_moves_the_optimum() -> None:
    """Who is not told of USD 10,000 puts all ten forward for a saving of USD 9,000 each."""
    assert_moves_the_optimum(company(in_force(10, period="2027-Q2"), per_head="USD 10000"), "churn")
