"""Everyone who is at an office sits, and further seats cost."""

from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon
from models.plan_in_force import UnderWay
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from tests.support.builders import block, cohort, money, move, office, pay, role, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    violations,
)
from tests.support.limiting import judged_whole, listed, release

BLOCKS: dict[str, Any] = {
    "block_seats": 5,
    "max_blocks": 2,
    "block_fit_out": money("USD 10000"),
    "block_lease": money("USD 36500"),
}
"""Two blocks of five seats, each USD 10,000 at once and USD 100 a day."""
FREE = money("USD 0")


def company(seats: int, kyc: dict[str, Any] | None = None, **bengaluru: Any) -> Scenario:
    """The default company with so many seats in Bengaluru."""
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", seats=seats, **bengaluru),
        ),
        cohorts=(cohort("kyc", **(kyc or {})),),
        service=(service("kyc", 10, 1, "USD 100"),),
    )


def test_as_many_sit_as_there_are_seats() -> None:
    """Five arrive at five seats; the sixth stands."""
    assert not violations(judged(company(5), [move(5)]), "seats")

    broken = only(violations(judged(company(5), [move(3), move(3, period="2027-Q2")]), "seats"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (6, 5, 1, "seats")
    assert (broken.offices, broken.period) == (("bengaluru",), "2027-Q2")
    assert broken.words == "seats taken at bengaluru in 2027-Q2: 6, at most 5"


@pytest.mark.parametrize(
    ("per_head", "seats", "fits"),
    [(0.8, 4, 5), (1.25, 5, 4), (0.333, 1, 3), (0.6667, 2, 2), (0.0, 0, 10)],
)
def test_a_post_takes_its_seats_to_a_thousandth(per_head: float, seats: int, fits: int) -> None:
    """0.8 x 5 = 4; 1.25 x 4 = 5; 0.333 x 3 = 0.999, and the fourth makes 1.332.

    0.6667 are 0.667, to the nearest thousandth: three make 2.001.
    """
    sharing = company(seats, {"seats_per_head": per_head})

    assert not violations(judged(sharing, [move(fits)]), "seats")
    if fits < 10:
        broken = only(violations(judged(sharing, [move(fits + 1)]), "seats"))
        assert broken.violation == (2 if per_head > 1 else 1)


def test_arrivals_sit_before_departures_have_gone() -> None:
    """Five leave Bengaluru's five seats on the day that five arrive: that day takes ten.

    One period later the seats are free.
    """
    five = company(5)
    swap = five.model_copy(
        update={
            "cohorts": (
                *five.cohorts,
                cohort("support", office="bengaluru", entity="services_in", posts=5),
            )
        }
    )
    leave = move(5, cohort="support", origin="bengaluru", destination="shanghai")

    broken = only(violations(judged(swap, [leave, move(5)]), "seats"))
    assert (broken.value, broken.limit, broken.period) == (10, 5, "2027-Q1")
    assert not violations(judged(swap, [leave, move(5, period="2027-Q2")]), "seats")


def test_a_hand_over_takes_a_seat_at_both_ends() -> None:
    """Ten hand over from Q1 to Q2 and sit in Shanghai until that day is done; then nobody does.

    Ten others who come to Shanghai's ten seats stand in Q2 and sit in Q3.
    """
    ten = office("shanghai", "china", "bank_cn", seats=10)
    hand_over = company(100).model_copy(
        update={
            "modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
            "offices": (company(100).offices[0], ten),
            "cohorts": (
                cohort("kyc"),
                cohort("support", office="bengaluru", entity="services_in"),
            ),
        }
    )

    def stand(period: str) -> list[int]:
        arrive = move(
            10, period=period, cohort="support", origin="bengaluru", destination="shanghai"
        )
        found = violations(judged(hand_over, [move(10, Mode.REDUNDANCY), arrive]), "seats")
        return [finding.violation for finding in found]

    assert stand("2027-Q2") == [10]
    assert stand("2027-Q3") == []


def test_blocks_seat_people_from_their_period_on() -> None:
    """A block of five in Q2 seats five more in Q2, not in Q1."""
    growing = company(5, **BLOCKS)

    assert not violations(
        judged(growing, [move(10, period="2027-Q2")], [block("bengaluru", 1, "2027-Q2")]), "seats"
    )
    broken = only(
        violations(judged(growing, [move(10)], [block("bengaluru", 1, "2027-Q2")]), "seats")
    )
    assert (broken.violation, broken.period) == (5, "2027-Q1")


def test_no_more_blocks_than_can_be_had() -> None:
    """Two blocks, in whatever periods; not a third."""
    growing = company(5, **BLOCKS)
    two = [block("bengaluru", 1), block("bengaluru", 1, "2027-Q3")]

    assert not violations(judged(growing, blocks=two), "seats")
    broken = only(
        violations(judged(growing, blocks=[*two, block("bengaluru", 1, "2027-Q4")]), "seats")
    )
    assert (broken.value, broken.limit, broken.violation) == (3, 2, 1)
    assert broken.words == "seat blocks at bengaluru: 3, at most 2"


@pytest.mark.parametrize(("lead_days", "late"), [(90, False), (91, True)])
def test_a_block_is_ready_when_its_lead_has_run(lead_days: int, late: bool) -> None:
    """The second quarter starts on day 90."""
    slow = company(5, **BLOCKS, block_lead_days=lead_days)

    broken = violations(judged(slow, blocks=[block("bengaluru", 2, "2027-Q2")]), "seats")

    assert [(each.violation, each.period) for each in broken] == ([(2, "2027-Q2")] if late else [])


def test_a_block_costs_its_fit_out_once_and_its_lease_from_then_on() -> None:
    """One block from Q2: USD 10,000, and USD 100 a day for 91 + 92 + 92 days: USD 37,500.

    Only the fit-out is one-off cash.
    """
    judgement = judged(company(5, **BLOCKS), blocks=[block("bengaluru", 1, "2027-Q2")])

    assert judgement.amount("seats") == 37_500_00
    (line,) = [line for line in judgement.price_list if line.rule == "seats"]
    assert (line.unweighted, line.one_off_cash) == (37_500_00, 10_000_00)


def test_blocks_of_several_periods_add_up() -> None:
    """One from Q1, two from Q4: 2 x USD 10,000 + USD 100 x (365 + 92) = USD 65,700."""
    blocks = [block("bengaluru", 1), block("bengaluru", 1, "2027-Q4")]

    assert judged(company(5, **BLOCKS), blocks=blocks).amount("seats") == 65_700_00


def test_the_lease_goes_on_in_the_tail() -> None:
    """Two tail periods of 92 days add USD 18,400 to USD 37,500."""
    tail = company(5, **BLOCKS).model_copy(update={"horizon": Horizon(periods=4, tail_periods=2)})

    assert judged(tail, blocks=[block("bengaluru", 1, "2027-Q2")]).amount("seats") == 55_900_00


def test_fit_out_and_lease_are_discounted_and_cash_is_not() -> None:
    """At 10 % a year, from Q2 on day 90: fit-out USD 10,000 / 1.1^(90/365) = USD 9,767.73; lease
    9,100 / 1.1^(90/365) = 8,888.63, 9,200 / 1.1^(181/365) = 8,775.29, 9,200 / 1.1^(273/365) =
    8,566.99: USD 35,998.64 together.
    """
    discounted = company(5, **BLOCKS).model_copy(update={"discount_rate": 0.1})
    judgement = judged(discounted, blocks=[block("bengaluru", 1, "2027-Q2")])

    assert judgement.amount("seats") == 35_998_64
    (line,) = [line for line in judgement.price_list if line.rule == "seats"]
    assert line.one_off_cash == 10_000_00


@pytest.mark.parametrize(
    "short",
    [
        company(4),
        company(4, {"seats_per_head": 0.8}),
        company(0, **{**BLOCKS, "block_lead_days": 91}),
        company(0, **{**BLOCKS, "max_blocks": 1}),
    ],
)
def test_it_limits_the_optimiser(short: Scenario) -> None:
    """Bengaluru costs half, so a solver that is not told sends everyone where they cannot sit."""
    assert_limits_the_optimiser(short, "seats")


def test_arrivals_before_departures_limit_the_optimiser() -> None:
    """A full office in Bengaluru empties in Q1 at the earliest, and can be filled in Q2.

    Engineers are dearer in Bengaluru, analysts in Shanghai: untold, both move on the first day.
    """
    swap = scenario(
        offices=company(10).offices,
        roles=(role("analyst"), role("engineer")),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("engineer", "shanghai", "USD 36500"),
            pay("engineer", "bengaluru", "USD 73000"),
        ),
        cohorts=(
            cohort("kyc"),
            cohort("support", role="engineer", office="bengaluru", entity="services_in"),
        ),
    )

    assert {(each.cohort, each.period) for each in cheapest(swap).moves} == {
        ("support", "2027-Q1"),
        ("kyc", "2027-Q2"),
    }
    assert_limits_the_optimiser(swap, "seats")


def test_blocks_are_bought_when_they_pay() -> None:
    """Ten posts save USD 365,000 a year; two blocks cost USD 20,000 and 73,000, and are bought.

    At USD 200,000 for the fit-out of a block none is: five posts save only USD 182,500.
    """
    worth_it = company(0, **BLOCKS)
    too_dear = company(0, **{**BLOCKS, "block_fit_out": money("USD 200000")})

    assert [(each.blocks, each.period) for each in cheapest(worth_it).blocks] == [(2, "2027-Q1")]
    assert not cheapest(too_dear).moves
    assert not cheapest(too_dear).blocks


def test_the_lease_alone_can_be_too_dear() -> None:
    """A lease of USD 250,000 a year is more than five posts save; nobody moves."""
    assert not cheapest(company(0, **{**BLOCKS, "block_lease": money("USD 250000")})).moves


def test_seats_are_dear_enough_to_send_people_elsewhere() -> None:
    """Bengaluru saves USD 365,000 less 93,000 for seats; Manila saves 330,000 and has seats."""
    shop = scenario(
        offices=(*company(0, **BLOCKS).offices, office("manila", "india", "services_in")),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("analyst", "manila", "USD 40000"),
        ),
    )

    assert {each.destination for each in cheapest(shop).moves} == {"manila"}


def test_staying_put_owes_nothing_for_seats() -> None:
    """Seats that the office has are paid for; nothing is bought."""
    assert judged(company(0, **BLOCKS)).amount("seats") == 0


def sharing(home: float | None = None, there: float | None = None, **changes: Any) -> Scenario:
    """``kyc`` takes so many seats for a post in Shanghai and in Bengaluru, where there are four."""
    rows = (listed("shanghai", seats_per_head=home), listed(seats_per_head=there))
    return company(4, **changes).model_copy(update={"costs": rows})


@pytest.mark.parametrize(("there", "fits"), [(None, 4), (0.4, 10), (2.0, 2), (1.334, 2)])
def test_a_post_may_take_other_seats_at_another_office(there: float | None, fits: int) -> None:
    """Four seats: ten posts at 0.4, two at 2 or at 1.334, of which three are 4.002."""
    assert not violations(judged(sharing(there=there), [move(fits)]), "seats")
    if fits < 10:
        broken = only(violations(judged(sharing(there=there), [move(fits + 1)]), "seats"))
        assert broken.offices == ("bengaluru",)
    assert sum(each.heads for each in cheapest(sharing(there=there)).moves) == fits


def test_a_post_may_take_other_seats_at_home() -> None:
    """Ten posts at 10.001 seats take 100.01 of Shanghai's hundred; at ten they fit."""
    assert not violations(judged(sharing(home=10.0)), "seats")
    assert only(violations(judged(sharing(home=10.001)), "seats")).offices == ("shanghai",)


def test_seats_by_office_limit_the_optimiser() -> None:
    """A solver that is not told of two seats a post sends all ten to four."""
    assert_limits_the_optimiser(sharing(there=2.0), "seats")


def test_seats_given_up_are_gone() -> None:
    """Of Bengaluru's four seats one is given up from July on: three posts may sit there."""
    three = [move(3)]
    given = [release("bengaluru", 1, "2027-Q3")]
    leased = company(4, lease=money("USD 365"), lease_break=date(2027, 1, 1))

    assert judged_whole(leased, three, given).lawful
    broken = only(violations(judged_whole(leased, [move(4)], given), "seats"))
    assert (broken.value, broken.limit, broken.period) == (4, 3, "2027-Q3")


@pytest.mark.parametrize("seats", [0, 1])
def test_a_block_is_bought_whole_for_posts_that_find_no_seat(seats: int) -> None:
    """A post takes 1.5 seats, so that neither none nor one seat holds it; a block of five does.

    Three sit on five seats, four on six; a block costs USD 20,000, a post saves 36,500.
    """
    growing = company(
        seats,
        {"seats_per_head": 1.5},
        **{**BLOCKS, "max_blocks": 1, "block_fit_out": money("USD 20000"), "block_lease": FREE},
    )

    plan = cheapest(growing)

    assert [each.blocks for each in plan.blocks] == [1]
    assert sum(each.heads for each in plan.moves) == 3 + seats
    assert {each.period for each in plan.moves} == {"2027-Q1"}


def test_blocks_that_have_been_ordered_are_in_time() -> None:
    """One block was ordered for Q2: one is ready, a second would still take its 400 days."""
    slow = company(0, **{**BLOCKS, "block_lead_days": 400})
    ordered = slow.model_copy(
        update={"under_way": UnderWay(blocks=(block("bengaluru", 1, "2027-Q2"),))}
    )

    assert cheapest(ordered).blocks == (block("bengaluru", 1, "2027-Q2"),)
    assert not cheapest(slow).blocks
    broken = only(violations(judged(ordered, blocks=[block("bengaluru", 2, "2027-Q2")]), "seats"))
    assert (broken.value, broken.limit) == (2, 1)


def test_blocks_that_have_been_ordered_twice_add_up() -> None:
    """One and two blocks for Q2, by two orders: three are in time, and a fourth is not."""
    slow = company(0, **{**BLOCKS, "max_blocks": 4, "block_lead_days": 400})
    orders = (block("bengaluru", 1, "2027-Q2"), block("bengaluru", 2, "2027-Q2"))
    ordered = slow.model_copy(update={"under_way": UnderWay(blocks=orders)})

    assert not violations(judged(ordered, blocks=[block("bengaluru", 3, "2027-Q2")]), "seats")
    broken = only(violations(judged(ordered, blocks=[block("bengaluru", 4, "2027-Q2")]), "seats"))
    assert (broken.value, broken.limit) == (4, 3)
