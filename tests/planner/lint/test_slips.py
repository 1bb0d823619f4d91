"""A digit too many, and 100 % where others have a few: found, and not where figures vary."""

from __future__ import annotations

from itertools import product

import pytest

from models.workforce import CostOverride, PayRate
from planner import api
from tests.support.builders import cohort, money, office, pay, role, scenario
from tests.support.lints import changed, look, rows

ROLES = ("clerk", "officer", "analyst", "expert", "head")
OFFICES = ("shanghai", "dalian", "bengaluru")
ANNUAL = {
    place: {who: base * level for who, level in zip(ROLES, (1, 1.5, 2, 3, 6), strict=True)}
    for place, base in zip(OFFICES, (60_000, 40_000, 15_000), strict=True)
}
COMPANY = scenario(
    roles=tuple(map(role, ROLES)),
    offices=(
        office("shanghai", "china", "bank_cn"),
        office("dalian", "china", "bank_cn"),
        office("bengaluru", "india", "services_in"),
    ),
    cohorts=tuple(cohort(f"team-{number}") for number in range(4)),
    pay=tuple(pay(who, at, f"USD {ANNUAL[at][who]:.0f}") for who, at in product(ROLES, OFFICES)),
)


def with_pay(row: PayRate, factor: float) -> list[str]:
    slipped = row.model_copy(
        update={"annual": money(f"USD {row.annual.amount * factor / 100:.0f}")}
    )
    lines = tuple(slipped if each == row else each for each in COMPANY.pay)
    return rows("slipped_amounts", changed(COMPANY, pay=lines))


@pytest.mark.parametrize("factor", [10, 0.1])
def test_one_digit_too_many_in_pay_is_found(factor: float) -> None:
    """Wherever it is, and nothing else: a head in Shanghai earns 24 times as much as a clerk."""
    for row in COMPANY.pay:
        assert with_pay(row, factor) == [f"{row.role}/{row.office}"]


def test_differences_and_other_units_are_not_slips() -> None:
    """Three times as much is pay; a thousand times as much is another unit."""
    assert rows("slipped_amounts", COMPANY) == []
    assert with_pay(COMPANY.pay[0], 3) == []
    assert with_pay(COMPANY.pay[0], 1000) == []


def relocated(**packages: int) -> list[str]:
    moved = tuple(
        each.model_copy(update={"relocation": money(f"USD {packages[each.id]}")})
        for each in COMPANY.offices
    )
    return [each.row for each in look("slipped_amounts", changed(COMPANY, offices=moved))]


def test_costs_of_offices_are_held_against_how_far_they_are_apart() -> None:
    """Ten times two that agree is a slip; beside two that differ by four, eight times is not."""
    assert relocated(shanghai=9_000, dalian=10_000, bengaluru=100_000) == ["bengaluru"]
    assert relocated(shanghai=9_000, dalian=10_000, bengaluru=900) == ["bengaluru"]
    assert relocated(shanghai=2_500, dalian=10_000, bengaluru=80_000) == []


def test_pay_of_a_cohort_of_its_own_is_held_against_its_role() -> None:
    """Twelve times the role's pay there; three times is why it is written."""

    def found(annual: int) -> list[str]:
        own = CostOverride(cohort="team-1", office="dalian", annual=money(f"USD {annual}"))
        return rows("slipped_amounts", changed(COMPANY, costs=(own,)))

    assert found(12 * 80_000) == ["team-1/dalian"]
    assert found(3 * 80_000) == []


def leaving(*shares: float) -> list[str]:
    cohorts = tuple(
        each.model_copy(update={"attrition": share})
        for each, share in zip(COMPANY.cohorts, shares, strict=True)
    )
    return [each.words for each in look("whole_shares", changed(COMPANY, cohorts=cohorts))]


def test_all_where_others_have_a_few_is_told() -> None:
    """1 for one per cent; where others have a half, or nobody has a few, 100 % may be meant."""
    assert leaving(0.05, 0.12, 1, 0) == [
        "attrition of team-2 is 100 %; the others are 5.0% to 12.0%"
    ]
    assert leaving(0.05, 0.5, 1, 0) == []
    assert leaving(0.05, 0, 1, 0) == []
    assert leaving(1, 1, 1, 1) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", api.bundled())
def test_the_examples_have_none(name: str) -> None:
    """No false alarm in any of them."""
    found = {remark.lint for remark in api.lint(api.load(name))}

    assert not found & {"slipped_amounts", "whole_shares", "hidden", "totals"}
