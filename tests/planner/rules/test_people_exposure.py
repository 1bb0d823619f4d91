"""What cases about people cost by the share of those concerned who are still there.

One case: 10 % a year of USD 365,000, so USD 100 a day or USD 10 for each of ten. The four quarters
of 2027 have 90, 91, 92 and 92 days.
"""

from typing import Any

import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.plan import Move
from models.risk import Channel
from models.scenario import Scenario
from planner.rules.exposure.people_exposure import RULE
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    money,
    move,
    pay,
    role,
    scenario,
    topic,
)
from tests.support.duties import cuts_case, judge, measure, start
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    findings,
    judged,
    only,
    relaxed,
)


def company(there: str = "USD 73000", here: str = "USD 73000", **changes: Any) -> Scenario:
    """The default company with the case and with ``support`` in Bengaluru."""
    defaults: dict[str, Any] = {
        "pay": (pay("analyst", "shanghai", here), pay("analyst", "bengaluru", there)),
        "cohorts": (
            cohort("kyc"),
            cohort("support", office="bengaluru", entity="services_in"),
        ),
        "topics": (topic("raids", Channel.PEOPLE),),
        "datasets": (dataset("clients"),),
        "access": (access("kyc", "clients"), access("support", "clients")),
        "cases": (case("raid", "raids", 0.1, "USD 365000"),),
    }
    return scenario(**{**defaults, **changes})


def arrive(heads: int) -> Move:
    """Posts of ``support`` that come to Shanghai."""
    return move(heads, cohort="support", origin="bengaluru", destination="shanghai")


def exposed(company: Scenario, *moves: Move) -> int:
    """Cents of exposure of this channel."""
    return judged(company, moves).amount("people_exposure")


def test_staying_put_costs_the_whole_expected_loss() -> None:
    """365 days x USD 100 = USD 36,500, of which nothing is cash."""
    judgement = judged(company())

    assert judgement.amount("people_exposure") == 36_500_00
    (line,) = [line for line in judgement.price_list if line.rule == "people_exposure"]
    assert (line.unweighted, line.one_off_cash) == (36_500_00, 0)


def test_each_who_leaves_takes_a_share_along() -> None:
    """Six leave in Q2, four in Q3: 90 x 100 + 91 x 40 + 184 x 0 = USD 12,640.

    USD 23,860 less than staying put, shared by head-periods away, 6 x 3 and 4 x 2:
    18/26 of it are USD 16,518.47 and the rest USD 7,341.53.
    """
    judgement = judged(company(), [move(6, period="2027-Q2"), move(4, period="2027-Q3")])

    assert judgement.amount("people_exposure") == 12_640_00
    assert [each.exposure_delta for each in judgement.priced_moves] == [
        -16_518_47,
        -7_341_53,
    ]


def test_a_part_of_the_loss_may_depend_on_heads() -> None:
    """A per-head share of 30 %: 365 x USD 30 = USD 10,950; the rest is nobody's."""
    assert (
        exposed(company(topics=(topic("raids", Channel.PEOPLE, per_head_share=0.3),))) == 10_950_00
    )


def test_the_periods_after_the_horizon_cost_as_the_last_one() -> None:
    """Two tail periods of 92 days with four left: 90 x 100 + 275 x 40 + 184 x 40 = USD 27,360."""
    tail = company(horizon=Horizon(periods=4, tail_periods=2))

    assert exposed(tail, move(6, period="2027-Q2")) == 27_360_00


def test_no_case_costs_more_than_one_loss() -> None:
    """Six leave and five arrive: nine there, 365 x 90 = USD 32,850. Fifteen there cost as ten."""
    assert exposed(company(), move(6), arrive(5)) == 32_850_00
    assert exposed(company(), arrive(5)) == 36_500_00


def test_arrivals_count_up_to_the_whole_loss() -> None:
    """Ten carry half a loss: fifteen three quarters, 365 x 75 = USD 27,375; twenty all of it."""
    half = company(topics=(topic("raids", Channel.PEOPLE, per_head_share=0.5),))

    assert exposed(half) == 18_250_00
    assert exposed(half, arrive(5)) == 27_375_00
    assert exposed(half, arrive(10)) == 36_500_00


def test_one_loss_is_that_of_the_most_who_would_be_there_without_a_plan() -> None:
    """Residents decide the share of a head: with four of them one is worth a quarter of it."""
    four = company(
        cohorts=(
            cohort("kyc", posts=4),
            cohort("support", office="bengaluru", entity="services_in"),
        )
    )

    assert exposed(four, move(1)) == 27_375_00


@pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
def test_the_risk_weight_scales_the_objective_and_not_the_unweighted_money(weight: float) -> None:
    """USD 36,500 times the weight in the objective, USD 36,500 beside it."""
    (line,) = [
        line
        for line in judged(company(risk_weight=weight)).price_list
        if line.rule == "people_exposure"
    ]

    assert (line.amount, line.unweighted) == (round(36_500_00 * weight), 36_500_00)


def test_cases_of_the_other_channel_are_not_counted_here() -> None:
    """The same case as a matter of presence costs nothing in this rule."""
    assert exposed(company(topics=(topic("raids", Channel.PRESENCE),))) == 0


def test_it_says_what_it_costs_and_by_which_cases() -> None:
    """Its finding carries the sentence and the amount; each case is one line."""
    finding = only(findings(judged(company()), "people_exposure"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 36_500_00, "money")
    assert finding.words == RULE.sentence
    assert RULE.values(company()) == ("raid: 10.0% a year, USD 365000.00 (assumption)",)


@pytest.mark.parametrize(("there", "moved"), [("USD 76649", 10), ("USD 76651", 0)])
def test_exposure_is_weighed_against_pay(there: str, moved: int) -> None:
    """A post takes USD 3,650 of exposure along: it goes where it costs less than that more."""
    one_way = company(there, cohorts=(cohort("kyc"),), access=(access("kyc", "clients"),))

    assert sum(each.heads for each in cheapest(one_way).moves) == moved


def test_it_moves_the_optimum() -> None:
    """Bengaluru is dearer by USD 2,000 a post and saves USD 3,650 of exposure."""
    assert_moves_the_optimum(
        company("USD 75000", cohorts=(cohort("kyc"),), access=(access("kyc", "clients"),)),
        "people_exposure",
    )


def test_arrivals_beyond_one_loss_are_free_in_the_formulation_too() -> None:
    """``support`` saves USD 1,000 a post in Shanghai and adds nothing to a full case: it comes."""
    full = company(
        "USD 74000",
        cohorts=(
            cohort("kyc", must_stay=10),
            cohort("support", office="bengaluru", entity="services_in"),
        ),
    )

    assert sum(each.heads for each in cheapest(full).moves) == 10


def test_a_relaxation_does_not_hide_who_is_at_home() -> None:
    """Nobody gains by moving, though ten could come: the relaxation costs what staying put does.

    A fraction of a full case would otherwise stand for some of the ten at home.
    """
    crowded = company(
        "USD 80000",
        cohorts=(
            cohort("kyc"),
            cohort("support", office="bengaluru", entity="services_in", must_stay=10),
        ),
    )
    program, reply = relaxed(crowded)

    assert "full raid" in program.groups
    assert reply.bound == pytest.approx(judged(crowded).total)


def test_a_fraction_of_a_full_case_stands_for_no_more_than_left() -> None:
    """Twenty of two cohorts fill a case; the ten of one go, ten others come, and it stays full.

    There are twenty of at most thirty: with a part ``f`` of a full case the load is at least
    20 - 10 f, and at least 20 less what is spared, 10 (1 - f) of those who left. So it is fifteen:
    at three quarters of USD 200 a day, 90 days cost USD 13,500. Were all ten spared whatever ``f``
    is, nobody would say more than 20 f, which leaves two thirds.
    """
    pays = {"analyst": (50, 50), "lead": (50, 90), "clerk": (50, 50)}
    crowded = company(
        horizon=Horizon(periods=1, tail_periods=0),
        roles=tuple(role(name) for name in pays),
        pay=tuple(
            pay(name, at, f"USD {thousands}000")
            for name, both in pays.items()
            for at, thousands in zip(("shanghai", "bengaluru"), both, strict=True)
        ),
        cohorts=(
            cohort("kyc", must_go=10),
            cohort("ledgers", role="lead"),
            cohort("support", role="clerk", office="bengaluru", entity="services_in", must_go=10),
        ),
        access=tuple(access(name, "clients") for name in ("kyc", "ledgers", "support")),
        cases=(case("raid", "raids", 0.1, "USD 730000"),),
    )
    program, reply = relaxed(crowded)
    assert reply.solution is not None
    exposure = program.prices["people_exposure"] @ reply.solution

    assert exposure == pytest.approx(13_500_00)
    assert judged(crowded, cheapest(crowded).moves).amount("people_exposure") == 18_000_00


def with_measure(cut: float, price: str = "USD 0", **changes: Any) -> Scenario:
    """The company with ``devices``, which cut the case by a share."""
    return company(
        measures=(measure("devices", set_up=money(price)),),
        effects=(cuts_case("devices", "raid", cut),),
        **changes,
    )


def test_a_measure_cuts_each_head() -> None:
    """A fourth less from Q2 on, when six leave: 90 x 100 + 275 x 40 x 75 % = USD 17,250."""
    cut = judge(with_measure(0.25), start("devices", "2027-Q2"), move(6, period="2027-Q2"))

    assert cut.amount("people_exposure") == 17_250_00


@pytest.mark.parametrize(("price", "taken"), [("USD 9124", True), ("USD 9126", False)])
def test_the_optimiser_weighs_a_measure_against_what_it_cuts(price: str, taken: bool) -> None:
    """A fourth of USD 36,500 is USD 9,125."""
    stay = with_measure(
        0.25,
        price,
        cohorts=(cohort("kyc", must_stay=10),),
        access=(access("kyc", "clients"),),
    )

    assert bool(cheapest(stay).measures) == taken


def test_what_a_measure_cuts_is_bounded_by_one_loss() -> None:
    """Twenty could be there in Q2, ten carry the whole loss: no part is larger than ten."""
    program, _ = relaxed(with_measure(0.25))
    parts = program.groups["loaded raid"]

    assert program.upper[parts.ids].tolist() == [10.0] * parts.size
