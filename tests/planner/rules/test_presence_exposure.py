"""What cases cost while people who handle the data are there.

One case: 10 % a year of USD 365,000, so USD 100 a day; half of it fixed, USD 50 a day; 40 % by
heads, USD 40 a day or USD 4 for each of ten; a tail of 10 %, USD 10 a day. The four quarters of
2027 have 90, 91, 92 and 92 days.
"""

from typing import Any

import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.data import DataClass
from models.plan import Move
from models.risk import Channel
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.rules.exposure.presence_exposure import RULE
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    entity,
    money,
    move,
    office,
    pay,
    rate,
    scenario,
    service,
    topic,
)
from tests.support.duties import cuts_case, judge, measure, start
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    findings,
    found_by,
    judged,
    only,
    relaxed,
)

TOPIC = topic(
    "transfer",
    Channel.PRESENCE,
    fixed_share=0.5,
    per_head_share=0.4,
    tail_share=0.1,
)
PLACES = {
    "shanghai": "bank_cn",
    "beijing": "bank_cn",
    "pudong": "other_cn",
    "bengaluru": "services_in",
}


def company(**changes: Any) -> Scenario:
    """The default company with the case, more offices in China, and ``support`` in Bengaluru."""
    defaults: dict[str, Any] = {
        "entities": (
            entity("bank_cn", "china"),
            entity("other_cn", "china"),
            entity("services_in", "india"),
        ),
        "offices": tuple(
            office(name, "india" if name == "bengaluru" else "china", employer)
            for name, employer in PLACES.items()
        ),
        "pay": tuple(pay("analyst", name, "USD 73000") for name in PLACES),
        "cohorts": (
            cohort("kyc"),
            cohort("support", office="bengaluru", entity="services_in"),
        ),
        "topics": (TOPIC,),
        "datasets": (dataset("clients"),),
        "access": (access("kyc", "clients"), access("support", "clients")),
        "cases": (case("fine", "transfer", 0.1, "USD 365000"),),
    }
    return scenario(**{**defaults, **changes})


def arrive(heads: int) -> Move:
    """Posts of ``support`` that come to Shanghai."""
    return move(heads, cohort="support", origin="bengaluru", destination="shanghai")


def exposed(company: Scenario, *moves: Move) -> int:
    """Cents of exposure of this channel."""
    return judged(company, moves).amount("presence_exposure")


def test_staying_put_costs_the_fixed_and_the_whole_per_head_share() -> None:
    """365 days x (USD 50 + USD 40) = USD 32,850, of which nothing is cash."""
    judgement = judged(company())

    assert judgement.amount("presence_exposure") == 32_850_00
    (line,) = [line for line in judgement.price_list if line.rule == "presence_exposure"]
    assert (line.unweighted, line.one_off_cash) == (32_850_00, 0)


def test_it_falls_by_heads_and_to_the_tail_when_the_last_has_left() -> None:
    """Six leave in Q2, four in Q3: 90 x (50 + 40) + 91 x (50 + 16) + 184 x 10 = USD 15,946."""
    moves = [move(6, period="2027-Q2"), move(4, period="2027-Q3")]
    judgement = judged(company(), moves)

    assert judgement.amount("presence_exposure") == 15_946_00
    assert sum(each.exposure_delta for each in judgement.priced_moves) == 15_946_00 - 32_850_00


def test_one_who_stays_keeps_the_fixed_share() -> None:
    """Nine leave at once: 365 x (50 + 4) = USD 19,710; with the tenth 365 x 10 = USD 3,650."""
    assert exposed(company(), move(9)) == 19_710_00
    assert exposed(company(), move(10)) == 3_650_00


def test_a_hand_over_keeps_people_there_until_it_ends() -> None:
    """All land elsewhere in Q1 and leave in Q2: 90 x 90 + 275 x 10 = USD 10,850."""
    hand_over = company(
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        service=(service("kyc", 10, 1, "USD 100"),),
    )

    assert exposed(hand_over, move(10, Mode.REDUNDANCY)) == 10_850_00


def test_the_periods_after_the_horizon_cost_as_the_last_one() -> None:
    """Two tail periods of 92 days: 184 x 90 more for staying put, 184 x 10 more once all left.

    USD 32,850 + 16,560 = USD 49,410, and USD 3,650 + 1,840 = USD 5,490.
    """
    tail = company(horizon=Horizon(periods=4, tail_periods=2))

    assert exposed(tail) == 49_410_00
    assert exposed(tail, move(10)) == 5_490_00


def test_arrivals_count_up_to_one_loss() -> None:
    """Six leave and five arrive: nine there, 365 x (50 + 36) = USD 31,390.

    Two arrive and nobody leaves: twelve there cost 365 x (50 + 48) = USD 35,770; a thirteenth
    would be beyond one loss of USD 36,500, and so is a fifteenth.
    """
    assert exposed(company(), move(6), arrive(5)) == 31_390_00
    assert exposed(company(), arrive(2)) == 35_770_00
    assert exposed(company(), arrive(5)) == 35_770_00


def test_arrivals_raise_a_case_that_has_nobody_today() -> None:
    """Ten are concerned, elsewhere: each who arrives is a tenth, 365 x (50 + 4 a head).

    One costs USD 19,710, all ten USD 32,850. While nobody is there, records cost USD 3,650.
    """
    empty = company(access=(access("support", "clients"),))

    assert exposed(empty) == 3_650_00
    assert exposed(empty, arrive(1)) == 19_710_00
    assert exposed(empty, arrive(10)) == 32_850_00


def test_a_case_in_any_jurisdiction_feels_who_arrives() -> None:
    """Ten of ``support`` are in Bengaluru; with six of ``kyc`` twelve and a half fit into one loss.

    365 x (50 + 40) = USD 32,850 for staying put; two more cost USD 35,770, and six no more.
    """
    india = case("fine", "transfer", 0.1, "USD 365000", jurisdiction="india", entity="services_in")
    there = company(cases=(india,))

    assert exposed(there) == 32_850_00
    assert exposed(there, move(2)) == 35_770_00
    assert exposed(there, move(6)) == 35_770_00


@pytest.mark.parametrize(
    ("destination", "cents"),
    [("beijing", 32_850_00), ("pudong", 3_650_00), ("bengaluru", 3_650_00)],
)
def test_a_case_is_about_one_entity_in_one_jurisdiction(destination: str, cents: int) -> None:
    """In Beijing the same employer faces the same case; elsewhere in China another does not."""
    assert exposed(company(), move(10, destination=destination)) == cents


def test_who_works_for_another_entity_in_the_same_office_does_not_count() -> None:
    """Ten of another employer sit in Shanghai and reach the data: their case is another one."""
    mixed = company(
        cohorts=(cohort("kyc"), cohort("support", entity="other_cn")),
    )

    assert exposed(mixed, move(9)) == 19_710_00
    assert exposed(mixed, move(10)) == 3_650_00


def test_only_who_can_reach_data_of_the_topic_counts() -> None:
    """Data of another class is no concern; access that nobody knows of counts."""
    other = company(datasets=(dataset("clients", DataClass.IMPORTANT),))
    unknown = company(access=(access("kyc", "clients", known=False),))

    assert exposed(other) == 3_650_00
    assert exposed(unknown) == 32_850_00


@pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
def test_the_risk_weight_scales_the_objective_and_not_the_unweighted_money(weight: float) -> None:
    """USD 32,850 times the weight in the objective, USD 32,850 beside it."""
    (line,) = [
        line
        for line in judged(company(risk_weight=weight)).price_list
        if line.rule == "presence_exposure"
    ]

    assert (line.amount, line.unweighted) == (round(32_850_00 * weight), 32_850_00)


def test_it_is_discounted_from_the_first_day_of_each_period() -> None:
    """At 10 % a year, nobody left, USD 10 a day: 900 + 910 x 0.9767729 + 920 x 0.9538361 +
    920 x 0.9311948 = 900.00 + 888.86 + 877.53 + 856.70 = USD 3,523.09.
    """
    assert exposed(company(discount_rate=0.1), move(10)) == 3_523_09


def test_losses_in_other_currencies_are_converted() -> None:
    """JPY 50,000,000 at 0.0073 are USD 365,000."""
    in_yen = company(
        rates=(rate("JPY", "0.0073"),), cases=(case("fine", "transfer", 0.1, "JPY 50000000"),)
    )

    assert exposed(in_yen) == 32_850_00


def test_cases_of_the_other_channel_are_not_counted_here() -> None:
    """The same case as a matter of people costs nothing in this rule."""
    people = company(topics=(topic("transfer", Channel.PEOPLE),))

    assert exposed(people) == 0


def test_it_says_what_it_costs_and_by_which_cases() -> None:
    """Its finding carries the sentence and the amount; each case is one line."""
    finding = only(findings(judged(company()), "presence_exposure"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 32_850_00, "money")
    assert finding.words == RULE.sentence
    assert RULE.values(company()) == ("fine: 10.0% a year, USD 365000.00 (assumption)",)
    another = company(
        topics=(TOPIC, topic("asked", Channel.PEOPLE)),
        cases=(*company().cases, case("questioned", "asked", 0.2, "USD 1")),
    )
    assert RULE.values(another) == RULE.values(company())


def test_it_moves_the_optimum() -> None:
    """Bengaluru is dearer by USD 2,000 a post; leaving together saves USD 29,200 of exposure."""
    dearer = company(
        pay=tuple(
            pay("analyst", name, "USD 75000" if name == "bengaluru" else "USD 73000")
            for name in PLACES
        ),
        cohorts=(cohort("kyc", only_to=("bengaluru",)),),
        access=(access("kyc", "clients"),),
    )

    assert [(each.heads, each.period) for each in cheapest(dearer).moves] == [(10, "2027-Q1")]
    assert_moves_the_optimum(dearer, "presence_exposure")


def test_nobody_leaves_where_not_all_can() -> None:
    """One must stay and keeps the fixed share; the rest saves USD 1,460 a post for USD 2,000."""
    dearer = company(
        pay=tuple(
            pay("analyst", name, "USD 75000" if name == "bengaluru" else "USD 73000")
            for name in PLACES
        ),
        cohorts=(cohort("kyc", only_to=("bengaluru",), must_stay=1),),
        access=(access("kyc", "clients"),),
    )

    assert not cheapest(dearer).moves


def test_arrivals_beyond_one_loss_are_free_in_the_formulation_too() -> None:
    """``support`` saves USD 1,000 a post in Shanghai: two cost USD 1,460 each there, the rest of
    them adds nothing to a full case, so that ten come.
    """
    cheaper = company(
        pay=tuple(
            pay("analyst", name, "USD 74000" if name == "bengaluru" else "USD 73000")
            for name in PLACES
        ),
        cohorts=(
            cohort("kyc", must_stay=10),
            cohort("support", office="bengaluru", entity="services_in", only_to=("shanghai",)),
        ),
    )

    assert sum(each.heads for each in cheapest(cheaper).moves) == 10


def with_measure(cut: float, price: str = "USD 0", **changes: Any) -> Scenario:
    """The company with ``masking``, which cuts the case by a share."""
    return company(
        measures=(measure("masking", set_up=money(price)),),
        effects=(cuts_case("masking", "fine", cut),),
        **changes,
    )


def test_a_measure_cuts_the_fixed_share_heads_and_tail() -> None:
    """A fourth less from Q2 on: 90 x 90 + 275 x 67.50 = USD 26,662.50 for staying put.

    All leave in Q3: 90 x 90 + 91 x 67.50 + 184 x 7.50 = USD 15,622.50.
    """
    cut = with_measure(0.25)
    masked = start("masking", "2027-Q2")

    assert judge(cut, masked).amount("presence_exposure") == 26_662_50
    left = judge(cut, masked, move(10, period="2027-Q3"))
    assert left.amount("presence_exposure") == 15_622_50


def test_the_parts_of_moves_are_what_they_change_beside_the_measure() -> None:
    """Under the measure staying put costs USD 26,662.50; leaving in Q3 takes USD 11,040 off."""
    left = judge(with_measure(0.25), start("masking", "2027-Q2"), move(10, period="2027-Q3"))

    assert [each.exposure_delta for each in left.priced_moves] == [-11_040_00]


def test_a_measure_that_cuts_all_leaves_nothing() -> None:
    """A whole cut: no fixed share, no heads, no tail."""
    assert judge(with_measure(1.0), start("masking")).amount("presence_exposure") == 0


@pytest.mark.parametrize(("price", "masked"), [("USD 8212", True), ("USD 8213", False)])
def test_the_optimiser_weighs_a_measure_against_what_it_cuts(price: str, masked: bool) -> None:
    """A fourth of USD 32,850 is USD 8,212.50."""
    stay = with_measure(
        0.25,
        price,
        cohorts=(cohort("kyc", must_stay=10),),
        access=(access("kyc", "clients"),),
    )

    assert bool(cheapest(stay).measures) == masked


def test_a_tail_is_cut_by_no_more_than_the_measure_is_in_force() -> None:
    """Nobody is there, and USD 1,000 halve a tail of USD 3,650: half the measure, at half the
    price, would not do, not even in fractions."""
    gone = with_measure(
        0.5,
        "USD 1000",
        cohorts=(cohort("support", office="bengaluru", entity="services_in", must_stay=10),),
        access=(access("support", "clients"),),
    )
    _, reply = relaxed(gone)

    assert judge(gone, start("masking")).amount("presence_exposure") == 1_825_00
    assert reply.bound == pytest.approx(judge(gone, start("masking")).total)


def test_the_optimiser_cuts_arrivals_beyond_one_loss_to_one_loss() -> None:
    """``support`` comes for USD 1,000 a post, masked for nothing: half of USD 35,770."""
    full = with_measure(
        0.5,
        pay=tuple(
            pay("analyst", name, "USD 74000" if name == "bengaluru" else "USD 73000")
            for name in PLACES
        ),
        cohorts=(
            cohort("kyc", must_stay=10),
            cohort("support", office="bengaluru", entity="services_in", only_to=("shanghai",)),
        ),
    )
    found = found_by(full)

    assert found.plan is not None
    judgement = judge(full, *found.plan.moves, *found.plan.measures)
    assert sum(each.heads for each in found.plan.moves) == 10
    assert judgement.amount("presence_exposure") == 17_885_00
    assert found.claimed == judgement.total
