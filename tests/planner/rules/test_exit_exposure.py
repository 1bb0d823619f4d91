"""What cases about leaving cost: once for each head that leaves the jurisdiction.

One case: 10 % a year of USD 365,000, so USD 36,500 or USD 3,650 for each of ten heads.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.limits import Quota, QuotaKind
from models.risk import Channel
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.rules.exposure.exit_exposure import RULE
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
    scenario,
    service,
    topic,
)
from tests.support.duties import Decision, cuts_case, judge, measure, start
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    findings,
    found_by,
    only,
    relaxed,
)

PLACES = {"shanghai": "bank_cn", "beijing": "other_cn", "bengaluru": "services_in"}


def company(there: str = "USD 73000", **changes: Any) -> Scenario:
    """The default company with the case, an office in Beijing, and ``support`` in Bengaluru."""
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
        "pay": tuple(
            pay("analyst", name, there if name == "bengaluru" else "USD 73000") for name in PLACES
        ),
        "cohorts": (
            cohort("kyc"),
            cohort("support", office="bengaluru", entity="services_in"),
        ),
        "service": (service("kyc", 10, 1, "USD 100"),),
        "topics": (topic("leaving", Channel.EXIT),),
        "datasets": (dataset("clients"),),
        "access": (access("kyc", "clients"), access("support", "clients")),
        "cases": (case("probe", "leaving", 0.1, "USD 365000"),),
        "measures": (measure("talks"),),
        "effects": (cuts_case("talks", "probe", 0.5),),
    }
    return scenario(**{**defaults, **changes})


def exposed(company: Scenario, *decisions: Decision) -> int:
    """Cents of exposure of this channel."""
    return judge(company, *decisions).amount("exit_exposure")


def test_staying_put_costs_nothing() -> None:
    """Leaving is the risk, not being there."""
    assert exposed(company()) == 0


def test_each_head_that_leaves_carries_its_share_once() -> None:
    """Six leave in Q2, three in Q4: 9 x USD 3,650 = USD 32,850, whenever they leave; no cash."""
    judgement = judge(company(), move(6, period="2027-Q2"), move(3, period="2027-Q4"))

    (line,) = [line for line in judgement.price_list if line.rule == "exit_exposure"]
    assert (line.amount, line.unweighted, line.one_off_cash) == (32_850_00, 32_850_00, 0)
    assert [each.exposure_delta for each in judgement.priced_moves] == [21_900_00, 10_950_00]


def test_no_case_costs_more_than_one_loss() -> None:
    """All ten: USD 36,500. Of fourteen in the end each carries a fourteenth, USD 2,607.14."""
    grown = company(
        headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=14),)
    )

    assert exposed(company(), move(10)) == 36_500_00
    assert exposed(grown, move(10), move(4, period="2027-Q2")) == 36_499_96


def test_the_tail_costs_nothing() -> None:
    """What happens once does not go on after the horizon."""
    tail = company(horizon=Horizon(periods=4, tail_periods=8))

    assert exposed(tail, move(10)) == 36_500_00


def test_who_stays_in_the_jurisdiction_does_not_leave_it() -> None:
    """Another employer in Beijing is no exit."""
    assert exposed(company(), move(10, destination="beijing")) == 0


def test_arrivals_and_others_do_not_leave() -> None:
    """``support`` comes from Bengaluru, and whoever reaches no such data is no concern."""
    arrival = move(5, cohort="support", origin="bengaluru", destination="shanghai")

    assert exposed(company(), arrival) == 0
    assert exposed(company(access=(access("support", "clients"),)), move(10)) == 0


def test_an_access_that_nobody_knows_of_counts() -> None:
    """Unknown access is access."""
    unknown = company(access=(access("kyc", "clients", known=False),))

    assert exposed(unknown, move(1)) == 3_650_00


def test_it_is_discounted_to_the_day_of_leaving_after_the_hand_over() -> None:
    """Ten hand over in Q1 and leave in Q2, on day 90: 36,500 / 1.1^(90/365) = USD 35,652.21.

    One head is 3,650 x 0.9767729 = USD 3,565.22, rounded once, and there are ten.
    """
    hand_over = company(
        discount_rate=0.1, modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1))
    )

    assert exposed(hand_over, move(10, Mode.REDUNDANCY)) == 35_652_20
    assert exposed(hand_over, move(10)) == 36_500_00


def test_a_measure_cuts_whoever_leaves_once_it_is_in_force() -> None:
    """Half from Q2 on: four in Q1 cost USD 14,600, six in Q2 USD 10,950 instead of 21,900."""
    moves = (move(4), move(6, period="2027-Q2"))
    judgement = judge(company(), *moves, start("talks", "2027-Q2"))

    (line,) = [line for line in judgement.price_list if line.rule == "exit_exposure"]
    assert (line.amount, line.unweighted) == (25_550_00, 25_550_00)


@pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
def test_the_risk_weight_scales_the_objective_and_not_the_unweighted_money(weight: float) -> None:
    """USD 36,500 times the weight in the objective, USD 36,500 beside it."""
    (line,) = [
        line
        for line in judge(company(risk_weight=weight), move(10)).price_list
        if line.rule == "exit_exposure"
    ]

    assert (line.amount, line.unweighted) == (round(36_500_00 * weight), 36_500_00)


def test_it_says_what_it_costs_and_by_which_cases() -> None:
    """Its finding carries the sentence and the amount; each case is one line."""
    finding = only(findings(judge(company(), move(10)), "exit_exposure"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 36_500_00, "money")
    assert finding.words == RULE.sentence
    assert RULE.values(company()) == ("probe: 10.0% a year, USD 365000.00 (assumption)",)


# ---------------------------------------------------------------- the optimiser


def tempted(saved: float, talks: str = "USD 90000") -> Scenario:
    """A post saves so much a year in Bengaluru; ``talks`` cut half of the risk at a price."""
    return company(
        f"USD {73_000 - saved}",
        cohorts=(cohort("kyc", only_to=("bengaluru",)),),
        access=(access("kyc", "clients"),),
        measures=(measure("talks", set_up=money(talks)),),
    )


@pytest.mark.parametrize(("saved", "leave"), [(3_651, 10), (3_649, 0)])
def test_leaving_is_weighed_against_pay(saved: int, leave: int) -> None:
    """USD 3,650 a head: a dollar more of pay is worth it, a dollar less is not."""
    assert sum(each.heads for each in cheapest(tempted(saved)).moves) == leave


def test_it_moves_the_optimum() -> None:
    """Bengaluru saves USD 3,000 a post; leaving costs USD 3,650: they stay."""
    assert not cheapest(tempted(3_000)).moves
    assert_moves_the_optimum(tempted(3_000), "exit_exposure")


@pytest.mark.parametrize(("talks", "leave"), [("USD 11749", 10), ("USD 11751", 0)])
def test_a_measure_may_let_them_leave(talks: str, leave: int) -> None:
    """At half the risk ten save USD 30,000 less 18,250: USD 11,750 are left for the talks."""
    found = cheapest(tempted(3_000, talks))

    assert sum(each.heads for each in found.moves) == leave
    assert bool(found.measures) == bool(leave)


def test_what_the_optimiser_claims_is_what_the_audit_finds() -> None:
    """Hand-over, discount, weight and measure at once: the same to the cent."""
    only_redundancies = tuple(
        each.model_copy(update={"relocation": None}) for each in company().offices
    )
    priced = tempted(50_000, "USD 777.77").model_copy(
        update={
            "discount_rate": 0.083,
            "risk_weight": 1.37,
            "offices": only_redundancies,
            "modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        }
    )
    found = found_by(priced)

    assert found.plan is not None
    assert {each.mode for each in found.plan.moves} == {Mode.REDUNDANCY}
    assert found.plan.measures
    assert found.claimed == judge(priced, *found.plan.moves, *found.plan.measures).total


def test_a_relaxation_cuts_no_more_exits_than_can_leave_at_once() -> None:
    """Two arrive in Bengaluru in a quarter: no more than two leave in one, cut or not."""
    two = Quota(id="two", kind=QuotaKind.ARRIVALS, at="bengaluru", heads=2, source="x")
    program, _ = relaxed(company(quotas=(two,)))
    for name in ("leaving probe", "left probe"):
        assert set(program.upper[program.groups[name].ids]) == {2}


def test_whoever_leaves_in_the_last_quarter_is_charged_once_though_there_is_a_tail() -> None:
    """All ten must go, and can on 1 October: USD 36,500 once, for the optimiser too."""
    offices = tuple(
        each.model_copy(update={"visa_days": 273, "hiring_days": 273}) for each in company().offices
    )
    late = company(
        offices=offices,
        cohorts=(cohort("kyc", must_go=10, only_to=("bengaluru",)),),
        horizon=Horizon(periods=4, tail_periods=4),
        access=(access("kyc", "clients"),),
        measures=(),
        effects=(),
    )
    plan = cheapest(late)

    assert {each.period for each in plan.moves} == {"2027-Q4"}
    assert judge(late, *plan.moves).amount("exit_exposure") == 36_500_00
