"""The cost book: every price against figures worked by hand, each rounded once.

Unless a test says otherwise the company is that of the builders: planning currency USD, four
quarters of 2027 with 90, 91, 92 and 92 days, no discount, no tail. Figures are in cents.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from models.calendar import Horizon
from models.errors import InputError
from models.labour import Agreement, PartYear, Severance, SigningWindow
from models.money import Money
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.costs import CostBook, cost_book
from planner.costs.severance import agreed_due, statutory_due
from planner.valuation import present_value, rounded_amounts, worth_in
from tests.support.builders import (
    ASSUMED,
    cohort,
    jurisdiction,
    money,
    office,
    pay,
    rate,
    role,
    scenario,
    service,
    severance,
)

BENGALURU, SHANGHAI = 0, 1
NO_PACKAGE = {"relocation": None, "domestic_relocation": None}
TRANSFER, REDUNDANCY, REFILL, REDEPLOY = (list(Mode).index(mode) for mode in Mode)


def with_bengaluru(**changes: Any) -> CostBook:
    """The default company with another office in Bengaluru."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", **changes),
    )
    return cost_book(scenario(offices=offices))


def as_is(amount: Money) -> float:
    return float(amount.amount)


def statutory(law: Severance, wage: float, months: int) -> float:
    """What law gives to one person."""
    return float(statutory_due(law, np.array([wage]), np.array([months]), as_is)[0])


def agreed(law: Severance, wage: float, months: int) -> float:
    """What one person gets who signs."""
    return float(agreed_due(law, np.array([wage]), np.array([months]), as_is)[0])


# ---------------------------------------------------------------- currencies


@pytest.mark.parametrize(
    ("planning", "rates", "amount", "worth"),
    [
        ("USD", (), "USD 12.34", 1234.0),
        ("USD", (("CNY", "0.14"),), "CNY 100", 1400.0),
        ("USD", (("JPY", "0.0066"),), "JPY 1000", 660.0),
        ("JPY", (("USD", "150"),), "USD 12.34", 1851.0),
        ("JPY", (), "JPY 1000", 1000.0),
        ("USD", (("CNY", "0.1"),), "CNY 0.03", 0.3),
    ],
)
def test_money_is_converted_by_the_rate_table(
    planning: str, rates: tuple[tuple[str, str], ...], amount: str, worth: float
) -> None:
    """CNY 100 at 0.14 are USD 14.00; JPY 1000 at 0.0066 are USD 6.60, without places of its own;
    USD 12.34 at 150 are JPY 1851. Nothing is rounded yet: three fen at 0.1 are 0.3 cents.
    """
    whole = scenario(
        currency=planning,
        rates=tuple(rate(*line) for line in rates),
        offices=(office("shanghai", "china", "bank_cn", **NO_PACKAGE),),
        pay=(pay("analyst", "shanghai", f"{planning} 1"),),
    )

    assert worth_in(whole)(money(amount)) == worth


# ---------------------------------------------------------------- time


def test_years_are_days_over_365() -> None:
    """90, 91, 92 and 92 days of 365 make one year; without a discount factors are one."""
    factor, years = present_value(scenario())

    assert factor.tolist() == [1.0, 1.0, 1.0, 1.0]
    assert years[:4].tolist() == [90 / 365, 91 / 365, 92 / 365, 92 / 365]
    assert years[:4].sum() == pytest.approx(1.0)


def test_a_leap_year_has_366_days() -> None:
    """Four quarters from 2028-01-01 weigh 366 / 365."""
    _, years = present_value(scenario(planning_date=date(2028, 1, 1)))

    assert years.sum() == pytest.approx(366 / 365)


@pytest.mark.parametrize(("tail", "weight"), [(0, 0.0), (1, 92 / 365), (8, 8 * 92 / 365)])
def test_the_tail_repeats_the_last_period(tail: int, weight: float) -> None:
    """Eight periods of 92 days each, whatever the calendar would say of them."""
    _, years = present_value(scenario(horizon=Horizon(periods=4, tail_periods=tail)))

    assert years[-1] == pytest.approx(weight)


def test_later_payments_are_worth_less() -> None:
    """At 10 % a year, 365 days take a factor of 1.1.

    From 2026-12-31 the first day of 2027-Q1 is one day away: 1.1 ** (-1 / 365) = 0.999738910...
    The first day of 2028-Q1 is 366 days away: 1.1 ** (-366 / 365) = 0.908853554...
    """
    whole = scenario(
        planning_date=date(2026, 12, 31),
        discount_rate=0.1,
        horizon=Horizon(periods=5, tail_periods=2),
    )
    factor, years = present_value(whole)

    assert factor[0] == pytest.approx(0.9997389, abs=5e-8)
    assert factor[4] == pytest.approx(0.9088536, abs=5e-8)
    assert years[4] == pytest.approx(factor[4] * 91 / 365)
    # Two tail periods start 366 + 91 and 366 + 182 days from the planning date.
    tail = 1.1 ** (-457 / 365) + 1.1 ** (-548 / 365)
    assert years[5] == pytest.approx(tail * 91 / 365)


def test_halves_are_rounded_to_the_even_neighbour() -> None:
    """0.5 -> 0, 1.5 -> 2, 2.5 -> 2, -1.5 -> -2: no drift upwards over many figures."""
    assert rounded_amounts(np.array([0.5, 1.5, 2.5, -1.5, 2.4999])).tolist() == [0, 2, 2, -2, 2]


# ---------------------------------------------------------------- pay


def test_a_post_costs_its_pay_by_days() -> None:
    """USD 73,000 a year are USD 200 a day: 18,000, 18,200, 18,400, 18,400 by quarter; Bengaluru
    costs half of it; two tail quarters cost 36,800.
    """
    costs = cost_book(scenario(horizon=Horizon(periods=4, tail_periods=2)))

    assert costs.run_rate[0, SHANGHAI].tolist() == [
        1_800_000, 1_820_000, 1_840_000, 1_840_000, 3_680_000,
    ]  # fmt: skip
    assert costs.run_rate[0, BENGALURU].tolist() == [
        900_000, 910_000, 920_000, 920_000, 1_840_000,
    ]  # fmt: skip


def test_the_tail_is_rounded_once_and_not_period_by_period() -> None:
    """USD 1.00 a year: 92 days are 25.2055 cents, eight of them 201.64 -> 202, not 8 x 25."""
    costs = cost_book(
        scenario(
            horizon=Horizon(periods=4, tail_periods=8),
            pay=(pay("analyst", "shanghai", "USD 1"),),
        )
    )

    assert costs.run_rate[0, SHANGHAI].tolist() == [25, 25, 25, 25, 202]


def test_conversion_and_time_are_rounded_together() -> None:
    """CNY 1.00 at 0.145 is 14.5 cents a year; 90 days of it 3.575 -> 4, and 92 days 3.655 -> 4.

    Rounded twice it would be 14 x 90 / 365 = 3.45 -> 3.
    """
    costs = cost_book(
        scenario(rates=(rate("CNY", "0.145"),), pay=(pay("analyst", "shanghai", "CNY 1"),))
    )

    assert costs.run_rate[0, SHANGHAI].tolist() == [4, 4, 4, 4, 0]


def test_a_role_without_pay_does_not_exist_there() -> None:
    """No line means no such posts; a line of zero means that they cost nothing."""
    free = pay("analyst", "bengaluru", "USD 0")
    home = pay("analyst", "shanghai", "USD 1")

    assert cost_book(scenario(pay=(home,))).has_pay.tolist() == [[False, True]]
    assert cost_book(scenario(pay=(home, free))).has_pay.tolist() == [[True, True]]


def test_cohorts_are_paid_by_their_role() -> None:
    """A lead costs three times an analyst; rows follow the order of the cohorts' ids."""
    costs = cost_book(
        scenario(
            roles=(role("analyst"), role("lead")),
            pay=(pay("analyst", "shanghai", "USD 365"), pay("lead", "shanghai", "USD 1095")),
            cohorts=(cohort("zeta"), cohort("alpha", role="lead")),
        )
    )

    assert costs.run_rate[:, SHANGHAI, 0].tolist() == [27_000, 9_000]


# ---------------------------------------------------------------- moving and hiring


def test_a_transfer_costs_package_and_permit() -> None:
    """A package of USD 30,000 and a permit of USD 1,500.50, in every period alike."""
    costs = with_bengaluru(relocation=money("USD 30000"), visa=money("USD 1500.50"))

    assert costs.relocation[0, BENGALURU].tolist() == [3_150_050] * 4
    assert costs.relocation_cash[0, BENGALURU].tolist() == [3_150_050] * 4


def test_one_off_cash_is_not_discounted() -> None:
    """At 10 % the fourth quarter, 273 days away, is worth 1.1 ** (-273 / 365) = 0.931195 of its
    cash: of USD 1,000 USD 931.19; the cash stays 1,000.
    """
    whole = scenario(
        discount_rate=0.1,
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=money("USD 1000")),
        ),
    )
    costs = cost_book(whole)

    assert costs.relocation[0, BENGALURU].tolist()[::3] == [100_000, 93_119]
    assert costs.relocation_cash[0, BENGALURU].tolist() == [100_000] * 4


def test_a_hire_costs_a_share_of_a_year() -> None:
    """A fifth of USD 36,500 is USD 7,300."""
    costs = with_bengaluru(hiring_share=0.2)

    assert costs.hiring[0, BENGALURU].tolist() == [730_000] * 4
    assert costs.hiring_cash[0, BENGALURU].tolist() == [730_000] * 4
    assert costs.hiring[0, SHANGHAI].tolist() == [0] * 4


def test_ramp_up_is_lost_output_by_mode() -> None:
    """Of USD 73,000 a year, the dearer pay: 3 months at 20 % lost are 3,650; 6 at 50 % 18,250; 12
    at 10 % 7,300.
    """
    costs = cost_book(
        scenario(
            modes=ModePolicies(
                transfer=ModePolicy(ramp_up_months=3.0, ramp_up_loss=0.2),
                redundancy=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.5),
                refill=ModePolicy(ramp_up_months=12.0, ramp_up_loss=0.1),
            )
        )
    )

    assert costs.ramp_up[0, BENGALURU, TRANSFER].tolist() == [365_000] * 4
    assert costs.ramp_up[0, BENGALURU, REDUNDANCY].tolist() == [1_825_000] * 4
    assert costs.ramp_up[0, BENGALURU, REFILL].tolist() == [730_000] * 4


def test_blocks_cost_fit_out_once_and_lease_by_days() -> None:
    """USD 5,000 once; USD 3,650 a year are USD 10 a day."""
    costs = with_bengaluru(
        block_seats=4,
        max_blocks=1,
        block_fit_out=money("USD 5000"),
        block_lease=money("USD 3650"),
    )

    assert costs.fit_out[BENGALURU].tolist() == [500_000] * 4
    assert costs.fit_out_cash[BENGALURU].tolist() == [500_000] * 4
    assert costs.lease[BENGALURU].tolist() == [90_000, 91_000, 92_000, 92_000, 0]
    assert costs.lease[SHANGHAI].tolist() == [0] * 5


# ---------------------------------------------------------------- vacancies


def test_a_hand_over_costs_the_pay_of_its_days_undiscounted() -> None:
    """USD 200 a day at home for 90, 91, 92 and 92 days, in cash, whatever a later day is worth."""
    costs = cost_book(scenario(discount_rate=0.1))

    assert costs.hand_over_cash.tolist() == [[18_000_00, 18_200_00, 18_400_00, 18_400_00]]


def test_leavers_are_a_share_of_a_head() -> None:
    """Of one head at 20 % a year, 90 days see 0.2 x 90 / 365 = 493.15 ten-thousandths leave."""
    costs = cost_book(scenario(cohorts=(cohort("kyc", attrition=0.2),)))

    assert costs.leavers.tolist() == [[493, 499, 504, 504]]


def test_filling_a_vacancy_takes_a_hire_and_a_ramp_up() -> None:
    """In Bengaluru a fifth of 36,500 for the hire, and half of six months for learning, at the
    73,000 of Shanghai: 7,300 and 18,250. Replacing those who leave, 20 % a year, costs a fifth of
    it by days: 5,110 a year, 14 a day.
    """
    whole = scenario(
        cohorts=(cohort("kyc", attrition=0.2),),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", hiring_share=0.2),
        ),
        modes=ModePolicies(refill=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.5)),
    )
    costs = cost_book(whole)

    assert costs.filling[0, BENGALURU].tolist() == [2_555_000] * 4
    assert costs.replacing[0, BENGALURU].tolist() == [126_000, 127_400, 128_800, 128_800, 0]
    # Shanghai hires for nothing, but newcomers learn there too: half of six months of 73,000.
    assert costs.filling[0, SHANGHAI].tolist() == [1_825_000] * 4


# ---------------------------------------------------------------- severance by law


@pytest.mark.parametrize(
    ("part_year", "months", "due"),
    [
        (PartYear.HALF_STEPS, 36, 30_000),
        (PartYear.HALF_STEPS, 37, 35_000),
        (PartYear.HALF_STEPS, 41, 35_000),
        (PartYear.HALF_STEPS, 42, 40_000),
        (PartYear.HALF_STEPS, 47, 40_000),
        (PartYear.HALF_STEPS, 0, 0),
        (PartYear.HALF_STEPS, 1, 5_000),
        (PartYear.PRO_RATA, 42, 35_000),
        (PartYear.PRO_RATA, 37, 30_833.333333),
        (PartYear.IGNORED, 47, 30_000),
    ],
)
def test_parts_of_a_year(part_year: PartYear, months: int, due: float) -> None:
    """A wage of 10,000 a year of service. Half steps: up to six months half, from six on a whole.

    Three years make 30,000; a month more 35,000 in half steps, 30,833.33 by months, nothing more
    where parts of a year are ignored; six months more 40,000, 35,000 and 30,000.
    """
    rule = severance(part_year=part_year)

    assert statutory(rule, 10_000.0, months) == pytest.approx(due)


CHINA = severance(
    part_year=PartYear.HALF_STEPS,
    wage_cap=Money(currency="USD", amount=36_921),
    years_cap=12.0,
    years_cap_only_above_wage_cap=True,
    agreement=Agreement(
        windows=(SigningWindow(months=6.0, share=0.75), SigningWindow(months=1.0, share=0.25)),
        provenance=ASSUMED,
    ),
)


@pytest.mark.parametrize(
    ("wage", "years", "due"),
    [
        (20_000.0, 15, 300_000.0),
        (36_921.0, 15, 553_815.0),
        (50_000.0, 15, 443_052.0),
        (50_000.0, 5, 184_605.0),
    ],
)
def test_severance_in_china(wage: float, years: int, due: float) -> None:
    """Below the wage cap all years count: 15 x 20,000. At the cap still: 15 x 36,921. Above it
    twelve years at the cap: 12 x 36,921 = 443,052; five years stay five: 5 x 36,921.
    """
    assert statutory(CHINA, wage, years * 12) == due


@pytest.mark.parametrize(
    ("wage", "years", "due"), [(20_000.0, 15, 395_000.0), (50_000.0, 15, 987_500.0)]
)
def test_an_agreement_knows_no_cap(wage: float, years: int, due: float) -> None:
    """0.75 x 6 + 0.25 x 1 = 4.75 wages beyond those for service: 19.75 x 20,000 or x 50,000."""
    assert agreed(CHINA, wage, years * 12) == due


def test_an_agreement_may_keep_the_caps() -> None:
    """The caps hold for service and not for what goes beyond: 12 x 36,921 + 4.75 x 50,000."""
    assert CHINA.agreement is not None
    capped = CHINA.model_copy(
        update={"agreement": CHINA.agreement.model_copy(update={"capped": True})}
    )

    assert agreed(capped, 50_000.0, 15 * 12) == 680_552.0


def test_nobody_signs_without_an_agreement() -> None:
    """No terms, no amount."""
    assert agreed(severance(), 50_000.0, 60) == 0.0


@pytest.mark.parametrize(("months", "due"), [(2, 10_000.0), (24, 10_000.0), (25, 10_416.67)])
def test_a_month_at_least(months: int, due: float) -> None:
    """Half a wage a year and one at least: two years come to it, a month more to more."""
    rule = severance(months_per_year=0.5, minimum_months=1.0)

    assert statutory(rule, 10_000.0, months) == pytest.approx(due, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, 200_000.0),
        ({"months_per_year": 0.5}, 100_000.0),
        ({"years_cap": 12.0}, 120_000.0),
        ({"total_cap": Money(currency="USD", amount=90_000)}, 90_000.0),
        ({"wage_cap": Money(currency="USD", amount=8_000)}, 160_000.0),
    ],
)
def test_caps_on_severance(changes: dict[str, Any], due: float) -> None:
    """Twenty years at a wage of 10,000: half a wage a year, twelve years at most, 90,000 at most,
    a wage of 8,000 at most.
    """
    assert statutory(severance(**changes), 10_000.0, 240) == due


def company_with_service(*bands: tuple[int, int, int, str], **changes: Any) -> Scenario:
    """Cohort ``kyc`` with bands of posts, years, months and wage, under severance by half steps."""
    posts = sum(band[0] for band in bands)
    return scenario(
        **{
            "jurisdictions": (
                jurisdiction("china", severance=severance(part_year=PartYear.HALF_STEPS)),
                jurisdiction("india", severance=severance(months_per_year=9.0)),
            ),
            "cohorts": (cohort("kyc", posts=posts),),
            "service": tuple(
                service("kyc", count, years, wage, months) for count, years, months, wage in bands
            ),
            **changes,
        }
    )


def test_a_post_costs_the_mean_of_its_bands() -> None:
    """Six posts of two years at USD 1,000 (2,000 each) and four of five years at 3,000 (15,000
    each) cost 72,000 together, 7,200 a post in the first quarter. By 1 April three more months
    count as half a year: 2,500 and 16,500 each, 81,000 together; by 1 July six as a whole:
    3,000 and 18,000, 90,000; by 1 October nine as well.
    """
    costs = cost_book(company_with_service((6, 2, 0, "USD 1000"), (4, 5, 0, "USD 3000")))

    assert costs.severance.tolist() == [[720_000, 810_000, 900_000, 900_000]]
    assert costs.severance_cash.tolist() == costs.severance.tolist()


def test_service_goes_on_until_the_day_of_leaving() -> None:
    """One year and five months on 15 November: on 1 January one full month more, so six months,
    which count as a year; in April nine; in July two full years; in October three months beyond.
    """
    whole = company_with_service((1, 1, 5, "USD 1000"), planning_date=date(2026, 11, 15))

    assert cost_book(whole).severance.tolist() == [[200_000, 200_000, 200_000, 250_000]]


def test_a_month_counts_once_it_is_full() -> None:
    """Planned on 1 November, 1 January is two full months on; planned a day later, one.

    With four months of service before: six months are a whole year, five half a year.
    """
    early = company_with_service((1, 1, 4, "USD 1000"), planning_date=date(2026, 11, 1))
    late = company_with_service((1, 1, 4, "USD 1000"), planning_date=date(2026, 11, 2))

    assert cost_book(early).severance[0, 0] == 200_000
    assert cost_book(late).severance[0, 0] == 150_000


def test_severance_follows_the_law_of_the_home_office() -> None:
    """The same two years at USD 1,000 cost 2,000 in China and 18,000 under India's nine wages."""
    whole = company_with_service((1, 2, 0, "USD 1000"))
    abroad = company_with_service(
        (1, 2, 0, "USD 1000"), cohorts=(cohort("kyc", posts=1, office="bengaluru"),)
    )

    assert cost_book(whole).severance[0, 0] == 200_000
    assert cost_book(abroad).severance[0, 0] == 1_800_000


def test_caps_and_wages_are_converted() -> None:
    """A wage of CNY 50,000 over a cap of CNY 36,921, at 0.14: two years of USD 5,168.94."""
    whole = company_with_service(
        (1, 2, 0, "CNY 50000"),
        rates=(rate("CNY", "0.14"),),
        jurisdictions=(
            jurisdiction("china", severance=severance(wage_cap=money("CNY 36921"))),
            jurisdiction("india"),
        ),
    )

    assert cost_book(whole).severance_cash[0, 0] == 1_033_788


def test_a_mean_is_rounded_once() -> None:
    """Two posts of a year at USD 1.00 and one at 1.01: 301 cents over three, 100.33 -> 100."""
    whole = company_with_service((2, 1, 0, "USD 1"), (1, 1, 0, "USD 1.01"))

    assert cost_book(whole).severance[0, 0] == 100


def test_unknown_service_is_known_to_be_unknown() -> None:
    """A cohort without bands is marked, since its severance of nothing is no price."""
    whole = scenario(
        cohorts=(cohort("alerts"), cohort("kyc")), service=(service("kyc", 10, 1, "USD 1"),)
    )

    assert cost_book(whole).has_service.tolist() == [False, True]


def test_severance_is_discounted_and_its_cash_is_not() -> None:
    """Two years at USD 1,000 and no part of a year: 2,000 in cash, 0.931195 of it at 273 days."""
    whole = company_with_service(
        (1, 2, 0, "USD 1000"),
        discount_rate=0.1,
        jurisdictions=(
            jurisdiction("china", severance=severance(part_year=PartYear.IGNORED)),
            jurisdiction("india"),
        ),
    )
    costs = cost_book(whole)

    assert costs.severance_cash.tolist() == [[200_000] * 4]
    assert costs.severance[0, 3] == 186_239


def test_a_mean_of_parts_of_a_cent_is_discounted_before_it_is_rounded() -> None:
    """A monthly wage of USD 100.01 for three and of 100.02 for two, due once their first year is
    over: 50,007 cents over five are 10,001.4. A year away at 100 % it is worth 5,000.7: 5,001, and
    not the 5,000.5 that are half of a rounded mean, nor 5,000.
    """
    whole = company_with_service(
        (3, 0, 0, "USD 100.01"),
        (2, 0, 1, "USD 100.02"),
        discount_rate=1.0,
        horizon=Horizon(periods=5, tail_periods=0),
        jurisdictions=(
            jurisdiction("china", severance=severance(part_year=PartYear.IGNORED)),
            jurisdiction("india"),
        ),
    )
    costs = cost_book(whole)

    for price in (
        costs.severance,
        costs.severance_falling,
        costs.severance_consulted,
        costs.severance_falling_consulted,
        costs.service,
    ):
        assert price.tolist() == [[0, 0, 0, 0, 5_001]]
    assert costs.severance_cash.tolist() == [[0, 0, 0, 0, 10_001]]


def test_amounts_too_large_to_be_exact_are_refused() -> None:
    """A rate that is off by a million makes pay overflow; it is reported, not used in sums."""
    company = scenario(
        rates=(rate("CNY", "999999999"),),
        pay=(
            pay("analyst", "shanghai", "CNY 999999999999999"),
            pay("analyst", "bengaluru", "USD 1"),
        ),
    )
    with pytest.raises(InputError, match="too large for exact sums") as caught:
        books_of(company)

    [problem] = {each.found: each for each in caught.value.problems}.values()
    assert (problem.file, problem.row, problem.field) == ("pay", "analyst/shanghai", "annual")
    assert problem.found == "CNY 999999999999999.00"
