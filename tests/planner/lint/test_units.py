"""Figures that look off by a thousand, and figures that do not."""

from __future__ import annotations

from datetime import date

import pytest

from models.data import Population
from models.labour import LabourMarketYear
from models.places import Office
from models.risk import Channel, Loss
from models.workforce import CostOverride
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    money,
    office,
    pay,
    rate,
    role,
    scenario,
    service,
    topic,
)
from tests.support.lints import changed, look, rows

OFFICES = (
    office("shanghai", "china", "bank_cn"),
    office("dalian", "china", "bank_cn"),
    office("bengaluru", "india", "services_in"),
)


def paid(dalian: str) -> list[str]:
    lines = (
        pay("analyst", "shanghai", "USD 73000"),
        pay("analyst", "dalian", dalian),
        pay("analyst", "bengaluru", "USD 36500"),
    )
    return rows("pay_units", scenario(offices=OFFICES, pay=lines))


def test_pay_off_by_a_thousand_is_found() -> None:
    """In thousands, or a thousand times too much; a third of it is a difference, no mistake."""
    assert paid("USD 60") == ["analyst/dalian"]
    assert paid("USD 60000000") == ["analyst/dalian"]
    assert paid("USD 24000") == []


@pytest.mark.parametrize(("here", "there"), [("USD 73", "USD 36500"), ("USD 73000", "USD 36")])
def test_of_two_lines_the_one_that_is_unlike_the_rest(here: str, there: str) -> None:
    """A second role says what pay is like in this company."""
    lines = (
        pay("analyst", "shanghai", here),
        pay("analyst", "bengaluru", there),
        pay("clerk", "shanghai", "USD 50000"),
        pay("clerk", "bengaluru", "USD 30000"),
    )
    company = scenario(roles=(role("analyst"), role("clerk")), pay=lines)
    wrong = "shanghai" if here == "USD 73" else "bengaluru"

    assert rows("pay_units", company) == [f"analyst/{wrong}"]


def test_a_rate_upside_down_is_told_once() -> None:
    """Twelve rupees to the dollar's 80: every line in rupees is far, so it is the rate."""
    lines = (
        pay("analyst", "shanghai", "USD 73000"),
        pay("analyst", "bengaluru", "INR 2900000"),
        pay("clerk", "shanghai", "USD 50000"),
        pay("clerk", "bengaluru", "INR 2400000"),
    )
    roles = (role("analyst"), role("clerk"))
    wrong = scenario(roles=roles, pay=lines, rates=(rate("INR", "80"),))
    right = changed(wrong, rates=(rate("INR", "0.0125"),))

    assert [(r.table, r.row) for r in look("pay_units", wrong)] == [("rates", "INR")]
    assert rows("pay_units", right) == []


@pytest.mark.parametrize(("annual", "found"), [("USD 36", 1), ("USD 40000", 0)])
def test_pay_of_one_cohort_is_held_against_its_role(annual: str, found: int) -> None:
    """The costs table has the same unit as the pay table."""
    own = CostOverride(cohort="kyc", office="bengaluru", annual=money(annual))

    assert rows("pay_units", scenario(costs=(own,))) == ["kyc/bengaluru"] * found


@pytest.mark.parametrize(
    ("wage", "found"), [("USD 6000", 0), ("USD 73000", 1), ("USD 6", 1), ("USD 18000", 0)]
)
def test_wages_of_a_month(wage: str, found: int) -> None:
    """At USD 73,000 a year, 6,000 a month is like it; 73,000 is a year's, 6 is in thousands."""
    company = scenario(service=(service("kyc", 4, 2, "USD 6000"), service("kyc", 6, 3, wage)))
    remarks = look("wage_units", company)

    assert len(remarks) == found
    assert all(money(wage) == money(remark.row.split("/")[-1]) for remark in remarks)


def moved(relocation: str, lease: str = "USD 3000") -> list[str]:
    def to(name: str, place: str, employer: str, package: str) -> Office:
        return office(name, place, employer, relocation=money(package))

    offices = (
        to("shanghai", "china", "bank_cn", "USD 9000").model_copy(update={"lease": money(lease)}),
        to("dalian", "china", "bank_cn", "USD 12000"),
        to("bengaluru", "india", "services_in", relocation).model_copy(
            update={
                "block_seats": 10,
                "max_blocks": 1,
                "block_lease": money("USD 25000"),
                "block_fit_out": money("USD 1000"),
            }
        ),
    )
    return [f"{r.row} {r.field}" for r in look("office_units", scenario(offices=offices))]


def test_costs_of_offices_are_held_against_each_other() -> None:
    """Packages; leases of seats and of blocks by the seat; nothing is said of a free one."""
    assert moved("USD 10000") == []
    assert moved("USD 0") == []
    assert moved("USD 10000000") == ["bengaluru relocation"]
    assert moved("USD 10") == ["bengaluru relocation"]
    assert moved("USD 10000", lease="USD 3000000") == ["shanghai lease"]


def exposed(likelihood: float = 0.1, loss: str = "USD 100000") -> list[str]:
    company = scenario(
        topics=(topic("leak", Channel.PRESENCE),),
        losses=(
            Loss(jurisdiction="china", topic="leak", loss=money("USD 90000"), reason="assumption"),
        ),
        cases=(case("raid", "leak", likelihood, loss),),
    )
    return [remark.field for remark in look("odd_figures", company)]


def test_likelihoods_and_losses() -> None:
    """Five per cent written as 0.95, a loss in cents, and one of a thousand payrolls."""
    assert exposed() == []
    assert exposed(likelihood=0.95) == ["likelihood"]
    assert exposed(loss="USD 90000000") == ["loss"]
    assert exposed(loss="USD 900000000") == ["loss", "loss"]


def test_a_default_that_no_case_takes_needs_no_rate() -> None:
    """Shared losses are in the currencies of places that a scenario may not have."""
    leak = topic("leak", Channel.PRESENCE)
    abroad = Loss(jurisdiction="japan", topic="leak", loss=money("JPY 600"), reason="assumption")

    assert look("odd_figures", scenario(topics=(leak,), losses=(abroad,))) == []


@pytest.mark.parametrize(("days", "found"), [(90, []), (2160, ["visa_days"])])
def test_leads_in_hours(days: int, found: list[str]) -> None:
    """Ninety days are 2,160 hours."""
    offices = (OFFICES[0], office("bengaluru", "india", "services_in", visa_days=days))

    assert [r.field for r in look("odd_figures", scenario(offices=offices))] == found


@pytest.mark.parametrize(
    ("growth", "found"), [(0.25, []), (0.26, ["wage_growth"]), (-0.26, ["wage_growth"])]
)
def test_growth_beyond_any_labour_market(growth: float, found: list[str]) -> None:
    """A quarter more from one year to the next is the most that nobody asks about."""
    year = LabourMarketYear(office="bengaluru", year=2027, wage_growth=growth, source="assumption")
    company = scenario(labour_market=(year,))
    assert [r.field for r in look("odd_figures", company)] == found


@pytest.mark.parametrize(("seats", "found"), [(0.8, []), (800.0, ["seats_per_head"])])
def test_seats_in_thousandths(seats: float, found: list[str]) -> None:
    """0.8 of a seat, not 800 thousandths."""
    company = scenario(cohorts=(cohort("kyc", seats_per_head=seats),))

    assert [r.field for r in look("odd_figures", company)] == found


@pytest.mark.parametrize(("individuals", "found"), [(9, ["clients"]), (9000, [])])
def test_populations_in_thousands(individuals: int, found: list[str]) -> None:
    """Ten posts that handle nine clients are odd."""
    company = scenario(
        planning_date=date(2027, 1, 1),
        populations=(Population(id="clients", name="Clients", individuals=individuals),),
        datasets=(dataset("files").model_copy(update={"population": "clients"}),),
        access=(access("kyc", "files"),),
    )

    assert rows("odd_figures", company) == found
