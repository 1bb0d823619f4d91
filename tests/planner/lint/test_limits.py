"""Limits that can never bind, each beside one that could by a single unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.limits import Acceptance, Continuity, Quota, QuotaKind, QuotaSpan
from models.measures import Measure, MeasureKind
from models.risk import Channel
from models.routes import ExportLaw, RouteTerms
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, FiscalYearBudget
from models.workforce import ModePolicies, ModePolicy, PlaceKind, ResidualPresence
from planner.lint.post_limits import MOST_COUNTED
from planner.rules import RULES
from tests.support.builders import (
    ASSUMED,
    access,
    case,
    cohort,
    dataset,
    entity,
    jurisdiction,
    money,
    office,
    scenario,
    service,
    topic,
)
from tests.support.lints import changed, look, rows

TWO = (cohort("kyc", must_stay=4), cohort("alerts", posts=5, at_risk=True))
"""Eleven posts can leave: six of kyc and five of alerts."""


def quota(kind: QuotaKind, at: str, heads: int, **changes: Any) -> tuple[Quota]:
    return (Quota(id="q", kind=kind, at=at, heads=heads, source="assumption", **changes),)


def idle(kind: QuotaKind, at: str, heads: int, **changes: Any) -> bool:
    bands = (service("kyc", 10, 2, "USD 6000"),)
    company = scenario(cohorts=TWO, service=bands, quotas=quota(kind, at, heads, **changes))
    return rows("idle_quotas", company) == ["q"]


@pytest.mark.parametrize(
    ("kind", "at", "most"),
    [
        (QuotaKind.ARRIVALS, "bengaluru", 11),
        (QuotaKind.ARRIVALS, "shanghai", 0),
        (QuotaKind.DEPARTURES, "shanghai", 11),
        (QuotaKind.DEPARTURES, "bengaluru", 0),
        (QuotaKind.VISAS, "india", 11),
        (QuotaKind.VISAS, "china", 0),
        (QuotaKind.REDUNDANCIES, "china", 6),  # the service of alerts is not known
        (QuotaKind.REDUNDANCIES, "india", 0),
        (QuotaKind.PEOPLE_AT_RISK, "china", 5),
        (QuotaKind.PEOPLE_AT_RISK, "india", 5),
    ],
)
def test_quotas_above_all_that_could_count(kind: QuotaKind, at: str, most: int) -> None:
    """At the most that could count a quota never binds; one below, it could."""
    assert idle(kind, at, most)
    assert idle(kind, at, most + 7)
    assert most == 0 or not idle(kind, at, most - 1)


def test_every_kind_of_quota_has_its_lint() -> None:
    """A kind that the lint does not know, or that is not named after its rule, fails here."""
    assert set(MOST_COUNTED) == set(QuotaKind)
    assert {kind.value for kind in QuotaKind} <= {rule.name for rule in RULES}


def test_a_quota_that_starts_after_the_horizon() -> None:
    """It holds in no period, whatever its heads."""
    late = {"effective_from": date(2029, 1, 1), "span": QuotaSpan.HORIZON}

    assert idle(QuotaKind.ARRIVALS, "bengaluru", 0, **late)


def test_a_hand_over_counts_a_post_at_risk_twice() -> None:
    """For a quarter, both who leaves and who comes are in China: ten, not five."""
    overlapping = scenario(
        offices=(office("shanghai", "china", "bank_cn"), office("dalian", "china", "services_cn")),
        pay=tuple(
            line.model_copy(update={"office": name})
            for line in scenario().pay[:1]
            for name in ("shanghai", "dalian")
        ),
        entities=(entity("bank_cn", "china"), entity("services_cn", "china")),
        jurisdictions=scenario().jurisdictions[:1],
        cohorts=(cohort("alerts", posts=5, at_risk=True),),
        service=(service("alerts", 5, 2, "USD 6000"),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        quotas=quota(QuotaKind.PEOPLE_AT_RISK, "china", 9),
    )
    at_once = changed(overlapping, modes=ModePolicies())

    assert rows("idle_quotas", overlapping) == []
    assert rows("idle_quotas", at_once) == ["q"]


def test_redundancies_count_on_the_day_of_leaving() -> None:
    """Who hands over from the third quarter on leaves in the fourth, in which no hire may land."""
    company = scenario(
        service=(service("kyc", 10, 2, "USD 6000"),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        quotas=quota(QuotaKind.REDUNDANCIES, "china", 9, effective_from=date(2027, 10, 1)),
    )

    assert rows("idle_quotas", company) == []
    ten = quota(QuotaKind.REDUNDANCIES, "china", 10, effective_from=date(2027, 10, 1))
    assert rows("idle_quotas", changed(company, quotas=ten)) == ["q"]


def spending(**changes: Any) -> Scenario:
    """Six transfers of USD 1,000 and two blocks of USD 5,000: no plan spends more than 16,000."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office(
            "bengaluru",
            "india",
            "services_in",
            relocation=money("USD 1000"),
            block_seats=3,
            max_blocks=2,
            block_fit_out=money("USD 5000"),
            block_lease=money("USD 900"),
        ),
    )
    return changed(scenario(offices=offices, cohorts=(cohort("kyc", must_stay=4),)), **changes)


@pytest.mark.parametrize(("limit", "found"), [("USD 16000", ["total"]), ("USD 15999.99", [])])
def test_a_budget_above_the_cost_of_moving_everything(limit: str, found: list[str]) -> None:
    """To the cent, worked out by hand."""
    company = spending(budget=Budget(total=money(limit)))

    assert [remark.field for remark in look("idle_money", company)] == found
    assert look("idle_money", changed(company, switched_off=("budget",))) == []


def test_a_budget_above_measures_and_routes_too() -> None:
    """A measure of USD 2,000, and a contract of USD 100 filed in each of four quarters: 18,400."""
    terms = RouteTerms(
        lead_days=0, set_up=money("USD 100"), yearly=money("USD 0"), remaining_share=0.5,
        provenance=ASSUMED,
    )  # fmt: skip
    law = ExportLaw(
        contract_from_personal=100,
        contract_from_sensitive=10,
        assessment_from_personal=1000,
        assessment_from_sensitive=100,
        standard_contract=terms,
        provenance=ASSUMED,
    )
    fence = Measure(
        id="fence", name="Fence", kind=MeasureKind.RING_FENCE, set_up=money("USD 2000"),
        yearly=money("USD 0"),
    )  # fmt: skip
    company = spending(
        jurisdictions=(jurisdiction("china", exports=law), jurisdiction("india")),
        datasets=(dataset("files"),),
        measures=(fence,),
    )
    enough = changed(company, budget=Budget(total=money("USD 18400")))
    short = changed(company, budget=Budget(total=money("USD 18399.99")))

    assert rows("idle_money", enough) == [""]
    assert rows("idle_money", short) == []


def test_a_budget_of_a_year_outside_the_horizon() -> None:
    """Nothing is spent in 2031; in 2027 everything could be."""
    years = (
        FiscalYearBudget(fiscal_year=2027, limit=money("USD 9000")),
        FiscalYearBudget(fiscal_year=2031, limit=money("USD 1")),
    )
    (remark,) = look("idle_money", spending(budget=Budget(by_fiscal_year=years)))

    assert "fiscal year 2031" in remark.words


def exposed(cap: str, *channels: Channel) -> list[str]:
    """Ten posts, a likelihood of a tenth, a loss of a million, a year of 365 days."""
    company = scenario(
        datasets=(dataset("files"),),
        access=(access("kyc", "files"),),
        topics=tuple(topic(channel.value, channel) for channel in channels),
        cases=tuple(case(each.value, each.value, 0.1, "USD 1000000") for each in channels),
        exposure_cap=ExposureCap(total=money(cap)),
    )
    return [remark.table for remark in look("idle_money", company)]


def test_a_cap_above_all_cases_at_their_worst() -> None:
    """Staying put leaves USD 100,000; where leaving is a case too, another 100,000 can come."""
    assert exposed("USD 100000.04", Channel.PEOPLE) == ["exposure_cap"]
    assert exposed("USD 99000", Channel.PEOPLE) == []
    assert exposed("USD 150000", Channel.PEOPLE, Channel.EXIT) == []
    assert exposed("USD 200001", Channel.PEOPLE, Channel.EXIT) == ["exposure_cap"]


def present(posts: int, *, law: bool = False, **kyc: Any) -> list[str]:
    asked = ResidualPresence(
        id="desk", name="Desk", roles=("analyst",), place=PlaceKind.OFFICE, at="shanghai",
        posts=posts, source="assumption", law=law,
    )  # fmt: skip
    return rows("idle_posts", scenario(cohorts=(cohort("kyc", **kyc),), presence=(asked,)))


def test_a_presence_of_posts_that_cannot_leave() -> None:
    """All ten where no way is open, what must stay where one is; law is not told."""
    assert present(10, only_to=("shanghai",)) == ["desk"]
    assert present(4, must_stay=4) == ["desk"]
    assert present(5, must_stay=4) == []
    assert present(4, must_stay=4, law=True) == []


def test_an_acceptance_of_a_transfer_that_is_not_open() -> None:
    """Bengaluru takes transfers until the cohort may not go there."""
    asked = (Acceptance(cohort="kyc", office="bengaluru", share=0.5, low=0.3),)
    stay = (cohort("kyc", never_to=("bengaluru",)),)

    assert rows("idle_posts", scenario(acceptance=asked)) == []
    assert rows("idle_posts", scenario(acceptance=asked, cohorts=stay)) == ["kyc/bengaluru"]


@pytest.mark.parametrize(("share", "found"), [(1.0, 1), (0.6, 1), (0.59, 0)])
def test_a_continuity_that_all_that_can_move_keeps(share: float, found: int) -> None:
    """Six of ten can move: a share of 0.6 lets them all go at once."""
    company = scenario(
        cohorts=(cohort("kyc", must_stay=4),),
        continuity=Continuity(max_share=share, max_replaced_share=1.0),
    )

    assert len(look("idle_posts", company)) == found
