"""Seats held are paid for until they are given up, and a lease has to let them go."""

from __future__ import annotations

from datetime import date

import pytest

from models.calendar import Horizon
from models.search_limits import SearchLimits
from planner.planning import make_plan
from planner.rules.leases import RELEASES, RULE
from tests.support.builders import cohort, money, move, office, scenario
from tests.support.companies import leasing
from tests.support.judging import cheapest, found_by, judged, only, relaxed, violations
from tests.support.limiting import judged_whole, release


def test_seats_held_are_paid_for_by_everyone() -> None:
    """Ten seats for 365 days at USD 10: USD 36,500, in staying put too, and no cash of a plan."""
    judgement = judged(leasing())

    assert judgement.amount("leases") == 36_500_00
    (line,) = [line for line in judgement.price_list if line.rule == "leases"]
    assert (line.unweighted, line.one_off_cash) == (36_500_00, 0)


def test_empty_seats_are_paid_for_too() -> None:
    """All have gone on the first day and nothing is given up."""
    assert judged(leasing(), [move(10)]).amount("leases") == 36_500_00


def test_seats_given_up_are_paid_for_no_more() -> None:
    """Ten for 90 days, seven for 92 + 92 days from July, and for three until June, 91 days.

    10 x 181 x 10 + 7 x 184 x 10 = 18,100 + 12,880 = USD 30,980.
    """
    judgement = judged_whole(leasing(), [move(3)], [release("shanghai", 3, "2027-Q3")])

    assert judgement.amount("leases") == 30_980_00
    assert judgement.lawful


def test_what_is_given_up_at_several_times_adds_up() -> None:
    """Two from April, three from October: 10 x 90 + 8 x 183 + 5 x 92 = 2,824 days at USD 10."""
    releases = [release("shanghai", 2, "2027-Q2"), release("shanghai", 3, "2027-Q4")]

    assert judged_whole(leasing(), [move(5)], releases).amount("leases") == 28_240_00


def test_the_tail_is_paid_for_what_is_held_in_the_end() -> None:
    """Two tail periods of 92 days: ten seats USD 18,400 more, four seats 7,360 more."""
    tail = leasing(horizon=Horizon(periods=4, tail_periods=2))
    six = [release("shanghai", 6, "2027-Q4")]

    assert judged(tail).amount("leases") == 36_500_00 + 18_400_00
    held = judged_whole(tail, [move(6)], six).amount("leases")
    assert held == (10 * 273 + 4 * 92) * 10_00 + 7_360_00


def test_leases_are_discounted() -> None:
    """At 10 % a year, a seat: 900 + 910 / 1.1^(90/365) + 920 / 1.1^(181/365) + 920 / 1.1^(273/365)
    = 900 + 888.86 + 877.53 + 856.70 = USD 3,523.09, each period rounded to the cent.
    """
    discounted = leasing(seats=1, cohorts=(cohort("kyc", posts=1),), discount_rate=0.1)

    assert judged(discounted).amount("leases") == 3_523_09


@pytest.mark.parametrize(
    ("breaks", "period", "early"),
    [
        (date(2027, 4, 1), "2027-Q1", True),
        (date(2027, 4, 1), "2027-Q2", False),
        (date(2027, 4, 2), "2027-Q2", True),
        (date(2027, 4, 2), "2027-Q3", False),
        (None, "2027-Q4", True),
    ],
)
def test_seats_are_given_up_from_the_break_on(
    breaks: date | None, period: str, early: bool
) -> None:
    """On the day of the break or later; never, where there is none."""
    judgement = judged_whole(leasing(breaks=breaks), [move(2)], [release("shanghai", 2, period)])
    broken = violations(judgement, "leases")

    assert [(each.violation, each.period, each.unit) for each in broken] == (
        [(2, period, "seats")] if early else []
    )
    if early:
        assert only(broken).offices == ("shanghai",)
        assert only(broken).words == (
            f"seats at shanghai given up before the lease break in {period}: 2, at most 0"
        )


def test_no_more_is_given_up_than_is_held() -> None:
    """Ten in two parts; not eleven."""
    ten = [release("shanghai", 4, "2027-Q2"), release("shanghai", 6, "2027-Q3")]

    assert not violations(judged_whole(leasing(), [move(10)], ten), "leases")
    eleven = [*ten, release("shanghai", 1, "2027-Q4")]
    broken = only(violations(judged_whole(leasing(), [move(10)], eleven), "leases"))
    assert (broken.value, broken.limit, broken.violation) == (11, 10, 1)
    assert broken.words == "seats at shanghai given up: 11, at most 10"


def test_who_stays_keeps_a_seat() -> None:
    """Three go, four seats are given up: one of seven stands, and the rule of seats says so."""
    judgement = judged_whole(leasing(), [move(3)], [release("shanghai", 4, "2027-Q2")])

    broken = only(violations(judgement, "seats"))
    assert (broken.value, broken.limit, broken.period) == (7, 6, "2027-Q2")


def test_who_leaves_that_day_still_sits() -> None:
    """Three leave on the first of April: their seats are free from July on."""
    leave = [move(3, period="2027-Q2")]

    assert violations(judged_whole(leasing(), leave, [release("shanghai", 3, "2027-Q2")]), "seats")
    assert judged_whole(leasing(), leave, [release("shanghai", 3, "2027-Q3")]).lawful


def test_it_shows_its_leases() -> None:
    """Lease and break of each office that has one."""
    assert RULE.values(leasing()) == (
        "Shanghai: USD 3650.00 a seat and year, break from 2027-04-01",
    )
    assert RULE.values(leasing(breaks=None)) == ("Shanghai: USD 3650.00 a seat and year, no break",)


@pytest.mark.parametrize(
    ("breaks", "given"),
    [
        (date(2026, 1, 1), [("2027-Q1", 2), ("2027-Q2", 10)]),
        (date(2027, 4, 2), [("2027-Q3", 12)]),
        (None, []),
    ],
)
def test_the_optimiser_gives_up_what_is_empty_as_soon_as_it_may(
    breaks: date | None, given: list[tuple[str, int]]
) -> None:
    """Two of twelve seats are empty from the start, ten from Q2 on, the day of leaving past.

    What the solver claims, discounted and with the tail, is what the audit finds.
    """
    there = leasing(
        seats=12, breaks=breaks, discount_rate=0.1, horizon=Horizon(periods=4, tail_periods=3)
    )
    found = found_by(there)
    assert found.plan is not None

    assert [(each.period, each.seats) for each in found.plan.releases] == given
    judgement = judged_whole(there, found.plan.moves, found.plan.releases)
    assert judgement.lawful
    assert judgement.total == found.claimed


def test_only_whole_seats_are_given_up() -> None:
    """Two posts at 0.8 of a seat stay on two of ten: eight are given up, and not eight and a half.

    Eight at USD 10 a day are given up from the first of April on, and two are kept.
    """
    two = (cohort("kyc", posts=2, seats_per_head=0.8, must_stay=2),)
    there = leasing(cohorts=two)
    found = found_by(there)

    assert found.plan is not None
    assert [each.seats for each in found.plan.releases] == [8]
    judgement = judged_whole(there, found.plan.moves, found.plan.releases)
    assert judgement.amount("leases") == (10 * 90 + 2 * 275) * 10_00
    assert judgement.total == found.claimed


def test_there_is_nothing_to_give_up_where_seats_cost_no_lease() -> None:
    """A break alone ends no payment: the programme has no such decision."""
    free = office("shanghai", "china", "bank_cn", seats=10, lease_break=date(2027, 4, 1))
    there = scenario(offices=(free, office("bengaluru", "india", "services_in")))

    assert len(relaxed(leasing())[0].groups[RELEASES].ids) == 3
    assert len(relaxed(there)[0].groups[RELEASES].ids) == 0


def test_a_lease_that_ends_makes_a_move_worth_while() -> None:
    """A post costs as much in Bengaluru and a package USD 2,000; a seat saves 275 x USD 10.

    With a break in October it saves only 92 x USD 10, and nobody moves.
    """
    offices = {
        "lease": money("USD 3650"),
        "seats": 10,
    }

    def moved(breaks: date) -> int:
        there = scenario(
            offices=(
                office("shanghai", "china", "bank_cn", lease_break=breaks, **offices),
                office("bengaluru", "india", "services_in", relocation=money("USD 2000")),
            ),
            pay=tuple(
                each.model_copy(update={"annual": money("USD 73000")}) for each in scenario().pay
            ),
        )
        return sum(each.heads for each in cheapest(there).moves)

    assert moved(date(2027, 4, 1)) == 10
    assert moved(date(2027, 10, 1)) == 0


def test_a_plan_and_its_account_agree() -> None:
    """What a plan saves over staying put is what its moves save and the seats it gives up."""
    result = make_plan(leasing(), SearchLimits(gap=0.0))
    assert result.judgement is not None

    moves = sum(
        each.one_off + each.run_rate_delta + each.exposure_delta
        for each in result.judgement.priced_moves
    )
    saved = result.baselines.staying_put.judgement.total - result.judgement.total
    assert saved == -moves + 10 * 275 * 10_00
