"""Where the scenario lists a figure for a cohort at an office, it stands in place of all others."""

from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from models.workforce import CostOverride, Mode, ModePolicies, ModePolicy
from planner.rules.listed_costs import RULE
from tests.support.builders import cohort, money, move, office, pay, scenario, service
from tests.support.judging import assert_moves_the_optimum, cheapest, judged, violations
from tests.support.limiting import listed

REPLACED = ("relocation", "severance", "hiring", "ramp_up")


def company(*rows: CostOverride, **changes: Any) -> Scenario:
    """Every one-off price is due in both offices of India; ``desk`` is a cohort without figures."""
    there: dict[str, Any] = {
        "relocation": money("USD 5000"),
        "visa": money("USD 1000"),
        "hiring_share": 0.2,
    }
    defaults: dict[str, Any] = {
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", **there),
            office("manila", "india", "services_in", **there),
        ),
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("analyst", "manila", "USD 36500"),
        ),
        "cohorts": (cohort("kyc", vacant=2), cohort("desk", vacant=2)),
        "service": (service("kyc", 8, 2, "USD 4000"), service("desk", 8, 2, "USD 4000")),
        "modes": ModePolicies(
            transfer=ModePolicy(ramp_up_months=2.0, ramp_up_loss=0.5),
            redundancy=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.5),
            refill=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.5),
        ),
    }
    return scenario(costs=rows, **{**defaults, **changes})


@pytest.mark.parametrize("mode", Mode)
def test_one_figure_replaces_every_one_off_price(mode: Mode) -> None:
    """Two posts at USD 9,000 all told: USD 18,000 in cash on landing, and nothing else."""
    judgement = judged(company(listed(one_off=money("USD 9000"))), [move(2, mode)])

    assert judgement.amount("listed_costs") == 18_000_00
    assert [judgement.amount(rule) for rule in REPLACED] == [0, 0, 0, 0]
    assert judgement.priced_moves[0].one_off == 18_000_00
    (line,) = [line for line in judgement.price_list if line.rule == "listed_costs"]
    assert (line.unweighted, line.one_off_cash) == (18_000_00, 18_000_00)


def test_a_figure_of_nothing_is_a_figure() -> None:
    """USD 0 replaces a package of USD 6,000 and the ramp-up."""
    judgement = judged(company(listed(one_off=money("USD 0"))), [move(2)])

    assert [judgement.amount(rule) for rule in ("listed_costs", *REPLACED)] == [0] * 5


@pytest.mark.parametrize(
    "elsewhere",
    [
        move(1, destination="manila"),
        move(1, cohort="desk"),
        move(1, Mode.REDUNDANCY, cohort="desk"),
    ],
)
def test_other_pairs_pay_as_ever(elsewhere: Any) -> None:
    """``kyc`` in Manila and ``desk`` in Bengaluru have no figure of their own."""
    figures = judged(company(listed(one_off=money("USD 9000"))), [elsewhere])
    none = judged(company(), [elsewhere])

    assert figures.total == none.total
    assert figures.amount("listed_costs") == 0


def test_a_row_without_a_one_off_figure_replaces_none() -> None:
    """A row that only says how many seats a post takes leaves the package due."""
    seats_only = company(listed(seats_per_head=2.0))

    assert judged(seats_only, [move(1)]).amount("relocation") == 6_000_00
    assert judged(seats_only, [move(1)]).amount("listed_costs") == 0


def test_it_is_discounted_from_the_day_of_landing_and_its_cash_is_not() -> None:
    """USD 9,000 in Q2, day 90, at 10 % a year: 9,000 / 1.1^(90/365) = USD 8,790.96."""
    later = company(listed(one_off=money("USD 9000")), discount_rate=0.1)
    judgement = judged(later, [move(1, period="2027-Q2")])

    assert judgement.amount("listed_costs") == 8_790_96
    (line,) = [line for line in judgement.price_list if line.rule == "listed_costs"]
    assert line.one_off_cash == 9_000_00


def test_filling_a_vacancy_at_home_is_no_landing() -> None:
    """Two vacancies at home are priced as ever; refilled away, they cost the listed figure instead.

    Six months at half output in Shanghai cost 0.25 x USD 73,000 = USD 18,250 each.
    """
    there = company(
        listed(one_off=money("USD 9000")), cohorts=(cohort("kyc", vacant=2),), service=()
    )

    assert judged(there).amount("vacancies") == 36_500_00
    assert judged(there, [move(2, Mode.REFILL)]).amount("vacancies") == 0
    assert judged(there, [move(2, Mode.REFILL)]).amount("listed_costs") == 18_000_00


def test_an_office_with_a_figure_takes_the_cohort_in() -> None:
    """Bengaluru names no package, so nobody transfers there but a cohort that has its figure."""
    closed = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", relocation=None),
    )
    figures = {"offices": closed, "pay": scenario().pay}
    open_to = company(listed(one_off=money("USD 9000")), **figures)

    assert not violations(judged(open_to, [move(1)]), "eligibility")
    assert violations(judged(open_to, [move(1, cohort="desk")]), "eligibility")
    assert violations(
        judged(company(listed(annual=money("USD 1")), **figures), [move(1)]), "eligibility"
    )


def test_it_shows_how_many_figures_are_listed() -> None:
    """Those with a one-off figure; none, no line."""
    paid = {"annual": money("USD 1")}
    rows = listed(one_off=money("USD 1")), listed("manila", **paid), listed("shanghai", **paid)

    assert RULE.values(company(*rows)) == (
        "1 pairs of cohort and office have a figure of their own",
    )
    assert RULE.values(company()) == ()


@pytest.mark.parametrize(("figure", "gone"), [("USD 36499.99", True), ("USD 36500.01", False)])
def test_the_figure_is_what_the_optimiser_pays(figure: str, gone: bool) -> None:
    """A post saves USD 36,500 in the year: a cent decides. Nobody can go to Manila at all."""
    there = company(
        listed(one_off=money(figure)),
        pay=scenario().pay,
        cohorts=(cohort("kyc"),),
        service=(service("kyc", 10, 2, "USD 4000"),),
    )

    assert bool(cheapest(there).moves) is gone


def test_it_moves_the_optimum() -> None:
    """Who is not told of USD 40,000 moves everyone for a saving of USD 36,500."""
    there = company(
        listed(one_off=money("USD 40000")),
        pay=scenario().pay,
        cohorts=(cohort("kyc"),),
        service=(service("kyc", 10, 2, "USD 4000"),),
    )

    assert_moves_the_optimum(there, "listed_costs")
