"""What would have to give: known answers, by kind of limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from models.clash import WrittenValue
from models.limits import Continuity, Quota, QuotaKind, QuotaSpan, Team, TeamKind
from models.requests import Request, RequestKind
from models.risk import Channel
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, FiscalYearBudget
from tests.support.builders import (
    AT_ONCE,
    cohort,
    jurisdiction,
    money,
    office,
    role,
    scenario,
    service,
)
from tests.support.clashing import explained
from tests.support.companies import NONE_OFFERED, exporting, exposed
from tests.support.duties import cuts_case, measure, redundancy_law, terms

SHANGHAI = office("shanghai", "china", "bank_cn")
TWO_QUARTERS = date(2027, 7, 1)


def quota(kind: QuotaKind, at: str, heads: int, **more: Any) -> Quota:
    return Quota(
        id="q", kind=kind, at=at, span=QuotaSpan.HORIZON, heads=heads, source="policy", **more
    )


def going(heads: int, **changes: Any) -> Mapping[str, Any]:
    """So many of ten must leave Shanghai, any number at a time unless something else is said."""
    return {
        "cohorts": (cohort("kyc", must_go=heads),),
        "service": (service("kyc", 10, 5, "USD 1000"),),
        "continuity": AT_ONCE,
        **changes,
    }


def offices(**changes: Any) -> tuple[Any, ...]:
    return (SHANGHAI, office("bengaluru", "india", "services_in", **changes))


HIRES_ONLY = offices(relocation=None)


def company(heads: int, **changes: Any) -> Scenario:
    return scenario(**going(heads, **changes))


def blocks_of(seats: int) -> dict[str, Any]:
    """One block of so many seats, for nothing."""
    free = money("USD 0")
    return {"block_seats": seats, "max_blocks": 1, "block_fit_out": free, "block_lease": free}


def at_most(cap: str, **changes: Any) -> Scenario:
    """Nobody may leave, and a case costs USD 100 a day: USD 36,500 of expected loss."""
    return exposed(
        Channel.PEOPLE,
        cohorts=(cohort("kyc", never_to=("bengaluru",)),),
        exposure_cap=ExposureCap(total=money(cap)),
        **{"measures": (), "effects": (), **changes},
    )


PINNED = Request(
    id="pin",
    kind=RequestKind.PIN,
    cohort="kyc",
    office="bengaluru",
    period="2027-Q2",
    posts=8,
)

OTHERS_DECIDE = {
    "permits",
    "law's date",
    "seats in time",
    "measure",
    "consultation",
    "filing",
    "licence",
    "skills",
}
"""Kinds that the firm alone cannot change."""

KINDS: Mapping[str, tuple[Scenario, str, WrittenValue]] = {
    "seats": (company(8, offices=offices(seats=3)), "offices.bengaluru.seats", "8"),
    "must_go": (company(8, offices=offices(seats=3)), "cohorts.kyc.must_go", "3"),
    "arrivals": (
        company(5, quotas=(quota(QuotaKind.ARRIVALS, "bengaluru", 2),)),
        "quotas.q.heads",
        "5",
    ),
    "departures": (
        company(5, quotas=(quota(QuotaKind.DEPARTURES, "shanghai", 1),)),
        "quotas.q.heads",
        "5",
    ),
    "redundancies": (
        company(5, offices=HIRES_ONLY, quotas=(quota(QuotaKind.REDUNDANCIES, "china", 2),)),
        "quotas.q.heads",
        "5",
    ),
    "continuity": (
        company(8, continuity=Continuity(max_share=0.1, max_replaced_share=1.0)),
        "continuity.max_share",
        "0.2",
    ),
    "pace": (
        company(8, offices=HIRES_ONLY, continuity=Continuity(max_replaced_share=0.1)),
        "continuity.max_replaced_share",
        "0.11",
    ),
    "batch": (
        company(
            4,
            offices=offices(seats=5),
            teams=(Team(id="t", kind=TeamKind.MINIMUM_BATCH, cohorts=("kyc",), minimum=6),),
        ),
        "teams.t.minimum",
        "5",
    ),
    "whole team": (
        company(
            4,
            offices=offices(seats=5),
            teams=(Team(id="t", kind=TeamKind.INDIVISIBLE, cohorts=("kyc",)),),
        ),
        "teams.t",
        None,
    ),
    "budget": (
        company(
            5,
            offices=offices(relocation=money("USD 1000"), hiring_days=3000),
            budget=Budget(total=money("USD 3000")),
        ),
        "budget.total",
        "USD 5000.00",
    ),
    "closed office": (
        scenario(cohorts=(cohort("kyc", must_go=5, never_to=("bengaluru",)),)),
        "cohorts.kyc.never_to",
        None,
    ),
    "later end": (
        company(5, continuity=Continuity(max_share=0.1, max_replaced_share=1.0)),
        "horizon.periods",
        "5",
    ),
    "permits": (
        company(5, offices=offices(visa_days=300, hiring_days=3000)),
        "offices.bengaluru.visa_days",
        "273",
    ),
    "law's date": (
        scenario(
            cohorts=(cohort("kyc", at_risk=True, never_to=("bengaluru",)),),
            quotas=(
                Quota(
                    id="q",
                    kind=QuotaKind.PEOPLE_AT_RISK,
                    at="china",
                    heads=4,
                    law=True,
                    effective_from=TWO_QUARTERS,
                    source="law",
                ),
            ),
        ),
        "quotas.q.effective_from",
        "2028-01-01",
    ),
    "visas": (
        company(5, offices=offices(hiring_days=3000), quotas=(quota(QuotaKind.VISAS, "india", 2),)),
        "quotas.q.heads",
        "5",
    ),
    "blocks": (
        company(8, offices=offices(seats=3, **blocks_of(2))),
        "offices.bengaluru.max_blocks",
        "3",
    ),
    "seats in time": (
        company(8, offices=offices(seats=3, block_lead_days=400, **blocks_of(5))),
        "offices.bengaluru.block_lead_days",
        "273",
    ),
    "budget of a year": (
        company(
            5,
            offices=offices(relocation=money("USD 1000"), hiring_days=3000),
            budget=Budget(
                by_fiscal_year=(FiscalYearBudget(fiscal_year=2027, limit=money("USD 3000")),)
            ),
        ),
        "budget.by_fiscal_year",
        ({"fiscal_year": "2027", "limit": "USD 5000.00"},),
    ),
    "exposure cap": (at_most("USD 30000"), "exposure_cap.total", "USD 36500.00"),
    "measure": (
        at_most(
            "USD 30000",
            measures=(measure("masking", lead_days=400),),
            effects=(cuts_case("masking", "fine", 0.6),),
        ),
        "measures.masking.lead_days",
        "181",
    ),
    "consultation": (
        company(
            8,
            offices=HIRES_ONLY,
            jurisdictions=(
                jurisdiction(
                    "china", mass_redundancy=redundancy_law(heads=2, consultation_days=400)
                ),
                jurisdiction("india"),
            ),
        ),
        "jurisdictions.china.mass_redundancy.consultation_days",
        "273",
    ),
    "filing": (
        exporting(
            law={**NONE_OFFERED, "standard_contract": terms(lead_days=400)},
            **going(5),
        ),
        "jurisdictions.china.exports.standard_contract.lead_days",
        "273",
    ),
    "request": (
        company(5, requests=(Request(id="no", kind=RequestKind.FORBID, office="bengaluru"),)),
        "requests.no",
        None,
    ),
    "pinned posts": (
        scenario(offices=offices(seats=3), continuity=AT_ONCE, requests=(PINNED,)),
        "requests.pin.posts",
        "3",
    ),
    "wait": (
        company(5, offices=offices(visa_days=30, hiring_days=30), first_act=date(2027, 10, 1)),
        "first_act",
        None,
    ),
    "licence": (
        company(5, roles=(role("analyst", licences=("dealing",)),)),
        "offices.bengaluru.licences",
        "dealing",
    ),
    "skills": (
        company(5, offices=HIRES_ONLY, roles=(role("analyst", skills=("java",)),)),
        "offices.bengaluru.skills",
        "java",
    ),
}
"""By kind of limit: a company without a plan, the value that has to give, and the least change."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_change_of_each_kind_of_limit(kind: str) -> None:
    """It makes a plan; the search proves that a step less makes none."""
    impossible, path, value = KINDS[kind]
    clash = explained(impossible)

    assert clash.irreducible
    assert clash.complete
    found = {each.changes[0].path: each for each in clash.relaxations}
    assert found[path].changes[0].after == value
    assert found[path].least
    assert found[path].law == (kind in OTHERS_DECIDE)


def test_two_clashes_apart_need_a_change_in_each() -> None:
    """Two cohorts, each with posts that must go and nowhere to go: no single change is enough."""
    company = scenario(
        cohorts=(
            cohort("kyc", must_go=2, never_to=("bengaluru",)),
            cohort("aml", must_go=3, never_to=("bengaluru",)),
        )
    )
    clash = explained(company)

    assert len(clash.members) == 2
    assert clash.complete
    assert all(each.least for each in clash.relaxations)
    found = [{c.path: c.after for c in each.changes} for each in clash.relaxations]
    assert sorted(found, key=sorted) == [
        {"cohorts.aml.must_go": "0", "cohorts.kyc.must_go": "0"},
        {"cohorts.aml.must_go": "0", "cohorts.kyc.never_to": None},
        {"cohorts.aml.never_to": None, "cohorts.kyc.must_go": "0"},
        {"cohorts.aml.never_to": None, "cohorts.kyc.never_to": None},
    ]
