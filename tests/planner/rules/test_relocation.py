"""A person who transfers gets the package and the permit of the destination."""

from typing import Any

import pytest

from models.account import Verdict
from models.labour import Dispute, PartYear
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy, Service
from planner.books import books_of
from planner.expanded_plan import expand
from planner.rules.relocation import RULE
from tests.support.builders import (
    ASSUMED,
    cohort,
    jurisdiction,
    money,
    move,
    office,
    plan,
    rate,
    scenario,
    service,
    severance,
)
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    findings,
    judged,
    only,
    violations,
)
from tests.support.limiting import listed


def company(relocation: str, visa: str | None = None, **changes: Any) -> Scenario:
    """The default company with a package and a permit at a price in Bengaluru."""
    bengaluru = office(
        "bengaluru",
        "india",
        "services_in",
        relocation=money(relocation),
        visa=money(visa) if visa else None,
    )
    defaults: dict[str, Any] = {
        "offices": (office("shanghai", "china", "bank_cn"), bengaluru),
        "cohorts": (cohort("kyc", vacant=2),),
        "service": (service("kyc", 8, 1, "USD 100"),),
    }
    return scenario(**{**defaults, **changes})


def test_each_transfer_costs_package_and_permit() -> None:
    """4 x (USD 10,000 + USD 1,500.50) = USD 46,002, all of it one-off cash."""
    judgement = judged(company("USD 10000", "USD 1500.50"), [move(4)])

    assert judgement.amount("relocation") == 46_002_00
    (line,) = [line for line in judgement.price_list if line.rule == "relocation"]
    assert (line.unweighted, line.one_off_cash) == (46_002_00, 46_002_00)
    assert judgement.priced_moves[0].one_off == 46_002_00


def test_a_move_that_transfers_nobody_has_no_share_in_it() -> None:
    """Two vacancies that are filled in Bengaluru for nothing, beside two who transfer."""
    books = books_of(company("USD 10000"))
    done = expand(books, plan([move(2), move(2, Mode.REFILL)]))

    assert RULE.shares is not None
    assert sorted(RULE.shares(done)) == [0, 20_000_00]


def test_a_permit_may_cost_nothing() -> None:
    """4 x USD 10,000 = USD 40,000."""
    assert judged(company("USD 10000"), [move(4)]).amount("relocation") == 40_000_00


@pytest.mark.parametrize("mode", [Mode.REDUNDANCY, Mode.REFILL])
def test_nobody_else_relocates(mode: Mode) -> None:
    """Hires are found at the destination."""
    judgement = judged(company("USD 10000", "USD 1500"), [move(2, mode)])

    assert judgement.amount("relocation") == 0


def test_it_is_discounted_to_the_day_of_landing_and_its_cash_is_not() -> None:
    """At 10 % a year USD 10,000 on day 90 are USD 10,000 / 1.1^(90/365) = USD 9,767.73 each."""
    judgement = judged(company("USD 10000", discount_rate=0.1), [move(4, period="2027-Q2")])

    assert judgement.amount("relocation") == 4 * 9_767_73
    (line,) = [line for line in judgement.price_list if line.rule == "relocation"]
    assert line.one_off_cash == 40_000_00


PAID = ModePolicies(transfer=ModePolicy(service=Service.PAID))


def served(employer: str, modes: ModePolicies = PAID, **changes: Any) -> Scenario:
    """Eight people with ten years at USD 4,000; law gives half a wage a year, and disputes."""
    law = severance(
        months_per_year=0.5,
        part_year=PartYear.IGNORED,
        notice_months=1.0,
        notice_days=30,
        dispute=Dispute(disputed=1.0, lost=1.0, provenance=ASSUMED),
    )
    defaults: dict[str, Any] = {
        "jurisdictions": (jurisdiction("china", severance=law), jurisdiction("india")),
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", employer, relocation=money("USD 1000")),
        ),
        "service": (service("kyc", 8, 10, "USD 4000"),),
        "modes": modes,
    }
    return company("USD 1000", **{**defaults, **changes})


@pytest.mark.parametrize(
    ("employer", "modes", "each"),
    [
        ("services_in", PAID, 21_000),
        ("services_in", ModePolicies(), 1_000),
        ("bank_cn", PAID, 1_000),
    ],
)
def test_service_is_paid_where_the_employer_changes(
    employer: str, modes: ModePolicies, each: int
) -> None:
    """10 x 0.5 x 4,000 = USD 20,000 beside the package, all cash; no notice, nobody disputes it.

    Not where service is recognised, nor inside one employer.
    """
    judgement = judged(served(employer, modes), [move(4)])

    (line,) = [line for line in judgement.price_list if line.rule == "relocation"]
    assert (line.amount, line.one_off_cash) == (400 * each, 400 * each)
    assert judgement.priced_moves[0].one_off == 400 * each


def test_paid_service_has_to_be_known() -> None:
    """Whose length of service nobody knows cannot be paid for it, and transfers only inside."""
    unknown: dict[str, Any] = {"service": ()}

    assert violations(judged(served("services_in", **unknown), [move(1)]), "known_costs")
    assert not violations(judged(served("bank_cn", **unknown), [move(1)]), "known_costs")
    modes = {each.mode for each in cheapest(served("services_in", **unknown)).moves}
    assert modes == {Mode.REFILL}
    inside = {each.mode for each in cheapest(served("bank_cn", **unknown)).moves}
    assert Mode.TRANSFER in inside


@pytest.mark.parametrize(("wage", "goes"), [("USD 6999", True), ("USD 7101", False)])
def test_paid_service_moves_the_optimum(wage: str, goes: bool) -> None:
    """A transfer saves USD 36,500 in the year for USD 1,000 and five wages: up to USD 7,100."""
    bands = (service("kyc", 8, 10, wage),)
    hired: dict[str, Any] = {"cohorts": (cohort("kyc", posts=8),)}
    found = cheapest(served("services_in", service=bands, **hired))

    assert any(each.mode is Mode.TRANSFER for each in found.moves) == goes


def test_it_says_what_becomes_of_service() -> None:
    """The policy in words."""
    assert RULE.values(served("services_in")) == (
        "years of service of those who change employer are paid for on the day of the transfer",
    )
    assert RULE.values(served("services_in", ModePolicies()))[0].endswith("are recognised")


def test_package_and_permit_are_converted_together() -> None:
    """JPY 1,000,001 + USD 0.50 at 0.0067: 6,700.0067 + 0.50 = USD 6,700.51, rounded once."""
    abroad = company("JPY 1000001", "USD 0.50", rates=(rate("JPY", "0.0067"),))

    assert judged(abroad, [move(1)]).amount("relocation") == 6_700_51


def test_it_says_what_it_costs() -> None:
    """Its finding carries the sentence and the amount."""
    finding = only(findings(judged(company("USD 10000"), [move(4)]), "relocation"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 40_000_00, "money")
    assert finding.words == RULE.sentence


@pytest.mark.parametrize(("package", "moved"), [("USD 36499", 8), ("USD 36501", 0)])
def test_a_package_beyond_the_saving_keeps_people_at_home(package: str, moved: int) -> None:
    """A post saves USD 36,500 in the year; nobody else may move here."""
    transfers_only = company(package, cohorts=(cohort("kyc", posts=8, protected=8),))

    assert sum(each.heads for each in cheapest(transfers_only).moves) == moved


def test_it_moves_the_optimum() -> None:
    """Who is not told of a package of USD 40,000 moves everyone for a saving of USD 36,500."""
    transfers_only = company("USD 40000", cohorts=(cohort("kyc", posts=8, protected=8),))

    assert_moves_the_optimum(transfers_only, "relocation")


def test_a_listed_figure_stands_in_its_place() -> None:
    """Where ``kyc`` has a figure of its own in Bengaluru, package and permit are part of it."""
    all_told = company("USD 10000", "USD 1500", costs=(listed(one_off=money("USD 1")),))

    assert judged(all_told, [move(4)]).amount("relocation") == 0
