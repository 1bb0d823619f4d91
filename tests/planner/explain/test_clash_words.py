"""Limits in words: why an office is shut, small counts, and what is known of relaxations."""

from __future__ import annotations

from functools import partial

import pytest

from models.clash import Clash, ClashMember, Relaxation, ValueChange
from models.limits import OFFICE_QUOTAS, Quota, QuotaKind, QuotaSpan, Team, TeamKind
from models.requests import Request, RequestKind
from models.scenario import Scenario
from models.workforce import PlaceKind, ResidualPresence
from planner.books import books_of
from planner.explain.clash_words import member_words, relaxation_words, relaxations_words
from planner.explain.feasibility import programme_of
from planner.explain.members import member_of
from planner.explain.separable import limits_of
from streams.masking import limit_words
from tests.support.builders import cohort, jurisdiction, office, role, scenario
from tests.support.clashing import explained
from tests.support.duties import redundancy_law

OFFICES = (
    office("shanghai", "china", "bank_cn"),
    office("bengaluru", "india", "services_in"),
    office("beijing", "china", "bank_cn", domestic_relocation=None),
)


def shut(company: Scenario) -> str:
    """Why posts of ``kyc`` may not move, where all of them must."""
    members = explained(company).members
    (member,) = (each for each in members if each.rule == "eligibility")
    return member_words(member, company)


def test_each_office_is_shut_for_a_reason_and_those_with_the_same_are_told_together() -> None:
    """The cohort may go to neither; one of them takes no transfers, and nobody can be hired."""
    listed = cohort("kyc", must_go=5, never_to=("bengaluru", "beijing"))
    assert shut(scenario(offices=OFFICES, cohorts=(listed,), pay=paid())) == (
        "posts of kyc may not move to Beijing and Bengaluru (the cohort may not go there)"
    )
    abroad = cohort("kyc", must_go=5, never_to=("bengaluru",))
    speaking = role("analyst", languages=("mandarin",))
    assert shut(scenario(offices=OFFICES, cohorts=(abroad,), roles=(speaking,), pay=paid())) == (
        "posts of kyc may not move to Beijing (by transfer: the office takes no transfers; "
        "by redundancy: it is the same employer in the same jurisdiction, which transfers people "
        "instead; by refill and redeploy: mandarin speakers cannot be hired there) and Bengaluru "
        "(the cohort may not go there)"
    )


def paid() -> tuple[object, ...]:
    """Pay in three offices."""
    return (
        *scenario().pay,
        scenario().pay[0].model_copy(update={"office": "beijing"}),
    )


SMALL = scenario(
    cohorts=(cohort("kyc", must_stay=3, must_go=4, protected=2, exit_barred=2, at_risk=True),),
    presence=(
        ResidualPresence(
            id="desk",
            name="Desk",
            roles=("analyst",),
            place=PlaceKind.OFFICE,
            at="shanghai",
            posts=3,
            source="policy",
            law=False,
        ),
    ),
    quotas=tuple(
        Quota(
            id=kind,
            kind=kind,
            at="shanghai" if kind in OFFICE_QUOTAS else "china",
            span=QuotaSpan.PERIOD,
            heads=3,
            source="policy",
        )
        for kind in QuotaKind
    ),
    teams=(Team(id="t", kind=TeamKind.MINIMUM_BATCH, cohorts=("kyc",), minimum=3),),
    requests=(Request(id="keep", kind=RequestKind.KEEP, cohort="kyc", posts=3),),
    jurisdictions=(
        jurisdiction("china", mass_redundancy=redundancy_law(heads=3)),
        jurisdiction("india"),
    ),
)
"""Every count of posts or people is two, three or four."""


def members() -> dict[tuple[str, str], ClashMember]:
    """One member of each kind of limit."""
    books = books_of(SMALL)
    limits = limits_of(programme_of(SMALL, books, separate=True))
    return {
        (each.rule, each.name): member_of(books, [(each.rule, each.name, each.at)])
        for each in limits
    }


COUNTS_PEOPLE = {
    ("kept_posts", "must_stay"),
    ("kept_posts", "must_go"),
    ("kept_posts", "protected"),
    ("kept_posts", "exit_barred"),
    ("kept_posts", "neither"),
    ("residual_presence", "presence"),
    ("teams", "team"),
    ("requests", "request"),
    ("mass_redundancy", "consultation"),
    *((kind.value, "quota") for kind in QuotaKind),
}


@pytest.mark.parametrize("kind", sorted(COUNTS_PEOPLE))
def test_small_counts_of_people_are_masked_in_every_kind_of_limit(kind: tuple[str, str]) -> None:
    """Up to the floor of five a count is told as just that."""
    told = member_words(members()[kind], SMALL, partial(limit_words, floor=5))

    assert "1 to 5" in told
    assert not any(f" {few} " in told for few in (2, 3, 4))


def test_what_is_not_known_of_relaxations_is_said() -> None:
    """That others were not tried, that a step may be too large, that none was found in time."""
    change = ValueChange(path="offices.o.seats", before="3", after="5", step="1 seat")
    out = ValueChange(path="requests.no", before="forbid", after=None, step="the request")
    rows = ValueChange(
        path="budget.by_fiscal_year",
        before=({"fiscal_year": "2027", "limit": "USD 3.00"},),
        after=({"fiscal_year": "2027", "limit": "USD 5.00"},),
        step="USD 1",
    )
    some = Clash(members=(), irreducible=True, relaxations=(Relaxation(changes=(change, out)),))

    assert relaxation_words(some.relaxations[0]) == (
        "2 seats more (offices.o.seats 5 instead of 3) and requests.no taken out"
    )
    assert relaxation_words(Relaxation(changes=(rows,), least=False)) == (
        "at most: budget.by_fiscal_year 2027 USD 5.00 instead of 2027 USD 3.00"
    )
    assert "not all others were tried" in relaxations_words(some)
    assert "not all" not in relaxations_words(some.model_copy(update={"complete": True}))
    none = some.model_copy(update={"relaxations": ()})
    assert relaxations_words(none) == "No change was found in time that makes a plan possible."
