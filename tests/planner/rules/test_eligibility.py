"""A post goes only where it can be filled and may be carried on."""

from typing import Any

import pytest

from models.scenario import Scenario
from models.workforce import CostOverride, Mode
from tests.support.builders import cohort, money, move, office, pay, role, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)
from tests.support.limiting import listed

NEEDS = {"skills": ("audit",), "languages": ("zh",), "licences": ("bank",)}


def company(
    *, needs: dict[str, Any], offers: dict[str, Any], kyc: dict[str, Any] | None = None
) -> Scenario:
    """The default company, whose role needs some things and whose Bengaluru offers some."""
    return scenario(
        roles=(role("analyst", **needs),),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", **offers),
        ),
        cohorts=(cohort("kyc", vacant=4, **(kyc or {})),),
        service=(service("kyc", 6, 3, "USD 5000"),),
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_an_office_that_offers_everything_is_open_to_all_modes(mode: Mode) -> None:
    """Skills, languages and licences are there, transfers are taken: nothing is broken."""
    judgement = judged(company(needs=NEEDS, offers=NEEDS), [move(2, mode)])

    assert not violations(judgement, "eligibility")
    assert only(findings(judgement, "eligibility")).words == (
        "posts of kyc moved to bengaluru in 2027-Q1: 0, at most 0"
    )


@pytest.mark.parametrize(
    ("need", "lack", "barred"),
    [
        ("skills", "audit cannot be hired there", set(Mode) - {Mode.TRANSFER}),
        ("languages", "zh speakers cannot be hired there", set(Mode) - {Mode.TRANSFER}),
        ("licences", "the office holds no licence for bank", set(Mode)),
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_lacking_bars_who_is_hired_and_a_licence_bars_everyone(
    need: str, lack: str, barred: set[Mode], mode: Mode
) -> None:
    """Who transfers brings skills and languages along; a licence belongs to the office."""
    without = {name: tags for name, tags in NEEDS.items() if name != need}
    broken = violations(
        judged(company(needs=NEEDS, offers=without), [move(2, mode)]), "eligibility"
    )

    if mode not in barred:
        assert not broken
        return
    finding = only(broken)
    assert (finding.violation, finding.unit, finding.period) == (2, "posts", "2027-Q1")
    assert (finding.cohorts, finding.offices) == (("kyc",), ("bengaluru",))
    assert finding.words == (
        f"posts of kyc moved to bengaluru though {lack} in 2027-Q1: 2, at most 0"
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_an_office_without_a_package_takes_no_transfers(mode: Mode) -> None:
    """No relocation package is no welcome for transfers, and says nothing of hires."""
    broken = violations(
        judged(company(needs={}, offers={"relocation": None}), [move(2, mode)]), "eligibility"
    )

    if mode is Mode.TRANSFER:
        assert "though the office takes no transfers" in only(broken).words
    else:
        assert not broken


@pytest.mark.parametrize(
    ("kyc", "open_to_it"),
    [
        ({"only_to": ("bengaluru",)}, True),
        ({"only_to": ("shanghai",)}, False),
        ({"never_to": ("shanghai",)}, True),
        ({"never_to": ("bengaluru",)}, False),
        ({"only_to": ("bengaluru",), "never_to": ("bengaluru",)}, False),
    ],
)
def test_a_cohort_goes_only_where_it_may(kyc: dict[str, Any], open_to_it: bool) -> None:
    """``only_to`` lists all that is open, ``never_to`` closes, and closing wins."""
    broken = violations(judged(company(needs={}, offers={}, kyc=kyc), [move(2)]), "eligibility")

    if open_to_it:
        assert not broken
    else:
        assert "though the cohort may not go there" in only(broken).words


@pytest.mark.parametrize(
    ("offers", "kyc"),
    [
        ({"skills": ("audit",), "languages": ("zh",), "relocation": None}, {}),
        ({"licences": ("bank",), "languages": ("zh",), "relocation": None}, {}),
        ({"licences": ("bank",), "skills": ("audit",), "relocation": None}, {}),
        ({**NEEDS, "relocation": None}, {"never_to": ("bengaluru",)}),
        ({**NEEDS, "relocation": None}, {"only_to": ("shanghai",)}),
    ],
)
def test_it_limits_the_optimiser(offers: dict[str, Any], kyc: dict[str, Any]) -> None:
    """Bengaluru costs half, so a solver that is not told goes there whatever is lacking."""
    assert_limits_the_optimiser(company(needs=NEEDS, offers=offers, kyc=kyc), "eligibility")


def test_a_figure_of_its_own_lets_a_cohort_in() -> None:
    """Bengaluru takes no transfers; ``kyc`` has a figure of its own for landing there."""
    closed = company(needs={}, offers={"relocation": None})
    closed = closed.model_copy(update={"pay": (pay("analyst", "shanghai", "USD 73000"),)})

    def lacks(row: CostOverride) -> str:
        broken = violations(
            judged(closed.model_copy(update={"costs": (row,)}), [move(1)]), "eligibility"
        )
        return broken[0].words.split(" though ")[1].split(" in ")[0] if broken else ""

    one = money("USD 1")
    assert lacks(listed(one_off=one, annual=one)) == ""
    assert lacks(listed(annual=one)) == "the office takes no transfers"
    assert lacks(listed(one_off=one)) == ""


def test_a_figure_of_its_own_opens_an_office_to_the_optimiser() -> None:
    """At USD 1 a year and nothing for landing, those who can be transferred are."""
    closed = company(needs=NEEDS, offers={"relocation": None, "licences": ("bank",)})
    row = listed(one_off=money("USD 0"), annual=money("USD 1"))

    assert not cheapest(closed).moves
    opened = cheapest(closed.model_copy(update={"costs": (row,)}))
    assert {(each.mode, each.heads) for each in opened.moves} == {(Mode.TRANSFER, 10)}


def test_within_employer_and_country_people_transfer_and_nobody_is_dismissed() -> None:
    """From Shanghai to Dalian of the same bank: a domestic package, no redundancy."""
    dalian = office("dalian", "china", "bank_cn", relocation=None, visa_days=400)
    there = scenario(
        offices=(office("shanghai", "china", "bank_cn"), dalian),
        pay=(pay("analyst", "shanghai", "USD 73000"), pay("analyst", "dalian", "USD 36500")),
        service=(service("kyc", 10, 1, "USD 100"),),
    )
    dismissed = violations(
        judged(there, [move(1, Mode.REDUNDANCY, destination="dalian")]), "eligibility"
    )
    none = dalian.model_copy(update={"domestic_relocation": None})
    without = there.model_copy(update={"offices": (none, there.offices[1])})

    assert "same jurisdiction, which transfers people instead" in only(dismissed).words
    assert judged(there, [move(1, destination="dalian")]).lawful
    assert violations(judged(without, [move(1, destination="dalian")]), "eligibility")
    assert {each.mode for each in cheapest(there).moves} == {Mode.TRANSFER}
