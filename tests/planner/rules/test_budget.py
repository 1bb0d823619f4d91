"""One-off cash stays within the budget, by fiscal year and in total."""

from typing import Any

import pytest

from models.calendar import Horizon
from models.plan import Move
from models.plan_in_force import Spent, UnderWay
from models.scenario import Scenario
from models.settings import Budget, FiscalYearBudget
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.rules.budget import RULE
from planner.spending import parts_of, spends_of
from tests.support.builders import block, cohort, money, move, office, plan, rate, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def company(budget: Budget, **changes: Any) -> Scenario:
    """The default company, two posts vacant, with every kind of one-off cash in Bengaluru.

    A transfer costs USD 1,000, a hire USD 3,650 (10 %), a redundancy USD 2,000 on the first day,
    a block of seats USD 5,000. The fiscal year starts in July.
    """
    bengaluru = office(
        "bengaluru",
        "india",
        "services_in",
        relocation=money("USD 1000"),
        hiring_share=0.1,
        block_seats=5,
        max_blocks=1,
        block_fit_out=money("USD 5000"),
        block_lease=money("USD 36500"),
    )
    defaults: dict[str, Any] = {
        "horizon": Horizon(periods=4, tail_periods=0, fiscal_year_starts=7),
        "modes": ModePolicies(redundancy=ModePolicy(ramp_up_months=12.0, ramp_up_loss=1.0)),
        "offices": (office("shanghai", "china", "bank_cn"), bengaluru),
        "cohorts": (cohort("kyc", vacant=2),),
        "service": (service("kyc", 8, 2, "USD 1000"),),
        "budget": budget,
    }
    return scenario(**{**defaults, **changes})


def in_total(limit: str) -> Budget:
    """A limit over the horizon."""
    return Budget(total=money(limit))


def in_year(year: int, limit: str) -> Budget:
    """A limit on one fiscal year."""
    return Budget(by_fiscal_year=(FiscalYearBudget(fiscal_year=year, limit=money(limit)),))


def test_cash_up_to_the_total_may_be_spent() -> None:
    """Six transfers cost USD 6,000; one cent less is a cent too little."""
    moves = [move(3), move(3, period="2027-Q4")]

    assert not violations(judged(company(in_total("USD 6000")), moves), "budget")
    broken = only(violations(judged(company(in_total("USD 5999.99")), moves), "budget"))
    assert (broken.value, broken.limit, broken.violation) == (6_000_00, 5_999_99, 1)
    assert (broken.unit, broken.law) == ("money", False)
    assert broken.words == ("one-off cash over the horizon: USD 6,000.00, at most USD 5,999.99")


def test_a_fiscal_year_is_named_after_the_year_it_ends_in() -> None:
    """Q1 and Q2 of 2027 belong to fiscal year 2027, which ends in June; Q3 and Q4 to 2028."""
    moves = [move(2, period="2027-Q2"), move(4, period="2027-Q3")]

    assert not violations(judged(company(in_year(2027, "USD 2000")), moves), "budget")
    assert not violations(judged(company(in_year(2028, "USD 4000")), moves), "budget")
    broken = only(violations(judged(company(in_year(2027, "USD 1500")), moves), "budget"))
    assert (broken.value, broken.violation) == (2_000_00, 500_00)
    assert broken.words == ("one-off cash in fiscal year 2027: USD 2,000.00, at most USD 1,500.00")
    broken = only(violations(judged(company(in_year(2028, "USD 3999")), moves), "budget"))
    assert broken.violation == 1_00


def test_total_and_years_hold_together() -> None:
    """Two limits, both broken, are two findings."""
    both = Budget(total=money("USD 5000"), by_fiscal_year=in_year(2028, "USD 3000").by_fiscal_year)
    moves = [move(2), move(4, period="2027-Q3")]

    assert [f.violation for f in violations(judged(company(both), moves), "budget")] == [
        1_000_00,
        1_000_00,
    ]


def test_what_has_been_spent_is_no_longer_there() -> None:
    """USD 6,000 less 2,000 in all, 3,000 less 2,000 in 2028: four transfers, one of them there.

    Of a limit that has been overspent nothing is left, and what costs nothing may go on.
    """
    both = Budget(total=money("USD 6000"), by_fiscal_year=in_year(2028, "USD 3000").by_fiscal_year)
    spent = tuple(Spent(fiscal_year=year, cash=money("USD 2000")) for year in (None, 2028))
    left = company(both, under_way=UnderWay(spent=spent))
    over = company(in_total("USD 1000"), under_way=UnderWay(spent=spent))

    assert not violations(judged(left, [move(3), move(1, period="2027-Q3")]), "budget")
    broken = violations(judged(left, [move(3), move(2, period="2027-Q3")]), "budget")
    assert [(each.value, each.limit, each.violation) for each in broken] == [
        (7_000_00, 6_000_00, 1_000_00),
        (4_000_00, 3_000_00, 1_000_00),
    ]
    assert not violations(judged(over, []), "budget")
    assert sum(each.heads for each in cheapest(over).moves) == 0


def test_every_one_off_payment_counts_and_nothing_else_does() -> None:
    """One transfer 1,000; one refill 3,650; two redundancies 2 x (3,650 + 2,000); one block 5,000.

    USD 20,950. Pay, lease, ramp-up and vacancies filled at home are no one-off cash.
    """
    moves = [move(1), move(1, Mode.REFILL), move(2, Mode.REDUNDANCY)]
    judgement = judged(company(in_total("USD 20950")), moves, [block("bengaluru", 1)])

    assert not violations(judgement, "budget")
    assert only(findings(judgement, "budget")).value == 20_950_00
    assert judgement.amount("ramp_up") > 0


def test_severance_is_spent_when_the_hand_over_ends() -> None:
    """A hand-over from Q2 to Q3: hire and second pay in fiscal year 2027, the severance in 2028.

    A hire takes USD 3,650, 91 days of pay in Shanghai, while the successor learns, USD 18,200. By
    July two years of service have become two and a half: USD 2,500.
    """
    hand_over = ModePolicies(redundancy=ModePolicy(overlap_periods=1))
    moves = [move(1, Mode.REDUNDANCY, "2027-Q2")]

    def spent(year: int) -> int:
        over = company(in_year(year, "USD 0"), modes=hand_over)
        return only(violations(judged(over, moves), "budget")).value

    assert spent(2027) == 3_650_00 + 18_200_00
    assert spent(2028) == 2_500_00


def test_the_second_pay_of_a_hand_over_counts_in_each_year_it_is_paid() -> None:
    """Two hand over from Q2 to Q4: 91 days at USD 200 each in fiscal year 2027, 92 in 2028.

    2 x 18,200 + 2 x 3,650 for hires are USD 43,700; 2 x 18,400 + 2 x 2,750 severance USD 42,300.
    Nobody hands over a post that is refilled or whose holder goes with it.
    """
    hand_over = ModePolicies(redundancy=ModePolicy(overlap_periods=2))
    moves = [move(2, Mode.REDUNDANCY, "2027-Q2")]
    both = Budget(
        by_fiscal_year=tuple(
            FiscalYearBudget(fiscal_year=year, limit=money("USD 0")) for year in (2027, 2028)
        )
    )

    def spent(*decided: Move) -> list[int | None]:
        over = company(both, modes=hand_over, discount_rate=0.1)
        return [each.value for each in violations(judged(over, decided), "budget")]

    assert spent(*moves) == [43_700_00, 42_300_00]
    assert spent(move(1, Mode.REFILL), move(1)) == [4_650_00]


def test_the_price_list_and_what_a_move_takes_count_it_too() -> None:
    """Pay is no one-off price, but USD 18,400 of Q3 are cash, of each post that hands over."""
    handing_over = company(Budget(), modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)))
    moves = [move(3, Mode.REDUNDANCY, "2027-Q3")]
    (line,) = (each for each in judged(handing_over, moves).price_list if each.rule == "run_rate")
    (spend,) = spends_of(books_of(handing_over), parts_of(plan(moves)))

    assert line.one_off_cash == 3 * 18_400_00
    assert spend.cash == 18_400_00 + 3_650_00 + 2_750_00


def test_cash_is_not_discounted() -> None:
    """At 10 % a year six transfers in Q4 still take USD 6,000 of the budget."""
    discounted = company(in_total("USD 5999.99"), discount_rate=0.1)

    assert (
        only(violations(judged(discounted, [move(6, period="2027-Q4")]), "budget")).violation == 1
    )


def test_a_limit_in_another_currency_is_converted() -> None:
    """JPY 900,000 at 0.0067 are USD 6,030: six transfers fit, seven do not."""
    in_yen = company(in_total("JPY 900000"), rates=(rate("JPY", "0.0067"),))

    assert not violations(judged(in_yen, [move(6)]), "budget")
    assert only(violations(judged(in_yen, [move(7)]), "budget")).violation == 970_00


def test_without_a_budget_there_is_none() -> None:
    """No limit, no violation."""
    assert not violations(judged(company(Budget()), [move(10)]), "budget")


@pytest.mark.parametrize(
    "tight",
    [
        company(in_total("USD 6999.99")),
        company(in_total("USD 0")),
        company(in_year(2027, "USD 6999.99")),
        company(
            in_total("USD 10000"),
            offices=(
                office("shanghai", "china", "bank_cn"),
                office("bengaluru", "india", "services_in", relocation=None, hiring_share=0.1),
            ),
            modes=ModePolicies(),
        ),
        company(
            in_total("USD 4999"),
            offices=(
                office("shanghai", "china", "bank_cn"),
                company(Budget())
                .offices[0]
                .model_copy(update={"seats": 0, "relocation": money("USD 0")}),
            ),
        ),
    ],
)
def test_it_limits_the_optimiser(tight: Scenario) -> None:
    """Bengaluru saves USD 36,500 a post; who is not told of the budget spends what that takes.

    Packages, hires and severance, and fit-out, one after another.
    """
    assert_limits_the_optimiser(tight, "budget")


@pytest.mark.parametrize(("closed", "lands"), [(2027, "2027-Q3"), (2028, "2027-Q1")])
def test_the_optimiser_spends_in_another_year(closed: int, lands: str) -> None:
    """No cash in one fiscal year moves everyone in the first period of the other, or at once."""
    assert {each.period for each in cheapest(company(in_year(closed, "USD 0"))).moves} == {lands}


def test_severance_alone_limits_the_optimiser() -> None:
    """Hires for nothing and redundancies at USD 2,000: USD 7,999 pay for three of them."""
    free_hires = office("bengaluru", "india", "services_in", relocation=None)
    redundancies = company(
        in_total("USD 7999"),
        offices=(office("shanghai", "china", "bank_cn"), free_hires),
        modes=ModePolicies(),
        cohorts=(cohort("kyc", posts=8),),
    )

    assert_limits_the_optimiser(redundancies, "budget")


def test_the_second_pay_alone_limits_the_optimiser() -> None:
    """Hires for nothing, no severance yet: 90 days of a second pay are USD 18,000, for three."""
    handing_over = company(
        in_total("USD 71999"),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=None),
        ),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        cohorts=(cohort("kyc", posts=8),),
        service=(service("kyc", 8, 0, "USD 0"),),
    )

    assert_limits_the_optimiser(handing_over, "budget")
    assert sum(each.heads for each in cheapest(handing_over).moves) == 3


def test_it_can_be_switched_off() -> None:
    """It is policy: a scenario may do without."""
    without = company(in_total("USD 0"), switched_off=("budget",))

    assert judged(without, [move(10)]).lawful


def test_its_figures_are_told_in_words() -> None:
    """Each limit is one line."""
    both = Budget(total=money("USD 5000"), by_fiscal_year=in_year(2028, "USD 3000").by_fiscal_year)

    assert RULE.values(company(both)) == (
        "in total: USD 5000.00",
        "fiscal year 2028: USD 3000.00",
    )
