"""Limits say what they need, and tables of limits fit the rest of a scenario."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from models.flaws import Flaw, flaws
from models.limits import (
    OFFICE_QUOTAS,
    Acceptance,
    Quota,
    QuotaKind,
    QuotaSpan,
    Separations,
    Team,
    TeamKind,
)
from models.plan_in_force import Churn, MoveInForce
from models.requests import Request, RequestKind
from models.scenario import Scenario
from models.workforce import CostOverride, HeadcountStep, Mode
from tests.support.builders import cohort, money, office, pay, scenario

COHORTS, OFFICES = ("kyc",), ("bengaluru", "shanghai")
PERIODS = tuple(f"2027-Q{quarter}" for quarter in range(1, 5))


def unchecked(**changes: Any) -> Scenario:
    """The default company with changes, not checked as a whole."""
    whole = scenario()
    fields = {name: getattr(whole, name) for name in Scenario.model_fields}
    return Scenario.model_construct(**{**fields, **changes})


def only_flaw(**changes: Any) -> Flaw:
    found = flaws(unchecked(**changes))
    assert len(found) == 1, [str(flaw) for flaw in found]
    return found[0]


def team(kind: TeamKind, *cohorts: str, minimum: int = 0) -> Team:
    return Team(id="whole", kind=kind, cohorts=cohorts, minimum=minimum)


def quota(kind: QuotaKind, at: str, **changes: Any) -> Quota:
    return Quota(**{"id": "cap", "kind": kind, "at": at, "heads": 1, "source": "x", **changes})


def in_force(**changes: Any) -> MoveInForce:
    fields = {"cohort": "kyc", "destination": "bengaluru", "mode": Mode.TRANSFER}
    return MoveInForce(**{**fields, "period": "2027-Q2", "heads": 1, **changes})


def pinned(period: str) -> Request:
    """A move to Bengaluru that is pinned to a period; the pattern of labels is not checked."""
    return Request.model_construct(
        id="wish", kind=RequestKind.PIN, cohort="kyc", office="bengaluru", period=period, posts=1
    )


@pytest.mark.parametrize(
    ("kind", "cohorts", "minimum", "says"),
    [
        (TeamKind.MINIMUM_BATCH, ("kyc",), 0, "minimum belongs to minimum_batch"),
        (TeamKind.INDIVISIBLE, ("kyc",), 2, "minimum belongs to minimum_batch"),
        (TeamKind.TOGETHER, ("kyc",), 0, "together needs two cohorts"),
        (TeamKind.APART, ("kyc",), 0, "apart needs two cohorts"),
        (TeamKind.APART, ("kyc", "kyc"), 0, "names a cohort twice"),
        (TeamKind.INDIVISIBLE, (), 0, "at least 1 item"),
    ],
)
def test_a_team_has_what_its_kind_needs(
    kind: TeamKind, cohorts: tuple[str, ...], minimum: int, says: str
) -> None:
    """A minimum with batches only, two cohorts where they depend on each other, each once."""
    with pytest.raises(ValidationError, match=says):
        team(kind, *cohorts, minimum=minimum)


def test_the_low_value_of_acceptance_is_no_higher() -> None:
    """Equal is fine; more is not."""
    assert Acceptance(cohort="kyc", share=0.5, low=0.5).low == 0.5
    with pytest.raises(ValidationError, match="low exceeds share"):
        Acceptance(cohort="kyc", share=0.5, low=0.51)


@pytest.mark.parametrize("span", [QuotaSpan.CALENDAR_YEAR, QuotaSpan.HORIZON])
def test_people_at_risk_are_a_level_and_have_no_span(span: QuotaSpan) -> None:
    """Every other quota may count over any span."""
    with pytest.raises(ValidationError, match="span must be period"):
        quota(QuotaKind.PEOPLE_AT_RISK, "china", span=span)
    assert quota(QuotaKind.VISAS, "china", span=span).span is span


def test_what_a_quota_is_set_for_is_said_of_each_kind() -> None:
    """People read in the description of ``at`` which kinds are set for an office."""
    said = Quota.model_fields["at"].description or ""

    assert all(kind.replace("_", " ") in said for kind in OFFICE_QUOTAS)
    assert not any(kind.replace("_", " ") in said for kind in set(QuotaKind) - OFFICE_QUOTAS)


@pytest.mark.parametrize(
    ("changes", "table", "key", "field", "known"),
    [
        ({"teams": (team(TeamKind.INDIVISIBLE, "x"),)}, "teams", ("whole",), "cohorts", COHORTS),
        (
            {"acceptance": (Acceptance(cohort="x", share=0.5, low=0.5),)},
            "acceptance",
            ("x", ""),
            "cohort",
            COHORTS,
        ),
        (
            {"acceptance": (Acceptance(cohort="kyc", office="x", share=0.5, low=0.5),)},
            "acceptance",
            ("kyc", "x"),
            "office",
            OFFICES,
        ),
        ({"quotas": (quota(QuotaKind.ARRIVALS, "x"),)}, "quotas", ("cap",), "at", OFFICES),
        (
            {"quotas": (quota(QuotaKind.ARRIVALS, "china"),)},
            "quotas",
            ("cap",),
            "at",
            OFFICES,
        ),
        (
            {"quotas": (quota(QuotaKind.VISAS, "shanghai"),)},
            "quotas",
            ("cap",),
            "at",
            ("china", "india"),
        ),
        (
            {"quotas": (quota(QuotaKind.PEOPLE_AT_RISK, "x"),)},
            "quotas",
            ("cap",),
            "at",
            ("china", "india"),
        ),
        (
            {"separations": (Separations(entity="x", on=date(2026, 11, 1), heads=3),)},
            "separations",
            ("x", "2026-11-01"),
            "entity",
            ("bank_cn", "services_in"),
        ),
        (
            {"costs": (CostOverride(cohort="x", office="bengaluru"),)},
            "costs",
            ("x", "bengaluru"),
            "cohort",
            COHORTS,
        ),
        (
            {"costs": (CostOverride(cohort="kyc", office="x"),)},
            "costs",
            ("kyc", "x"),
            "office",
            OFFICES,
        ),
        (
            {"requests": (Request(id="wish", kind=RequestKind.KEEP, cohort="x"),)},
            "requests",
            ("wish",),
            "cohort",
            COHORTS,
        ),
        (
            {"requests": (Request(id="wish", kind=RequestKind.FORBID, office="x"),)},
            "requests",
            ("wish",),
            "office",
            OFFICES,
        ),
        (
            {"requests": (Request(id="wish", kind=RequestKind.WITHOUT, measure="x"),)},
            "requests",
            ("wish",),
            "measure",
            (),
        ),
        (
            {"requests": (pinned("x"),)},
            "requests",
            ("wish",),
            "period",
            PERIODS,
        ),
        (
            {"incumbent": (in_force(cohort="x"),)},
            "incumbent",
            ("x", "bengaluru", "transfer", "2027-Q2"),
            "cohort",
            COHORTS,
        ),
        (
            {"incumbent": (in_force(destination="x"),)},
            "incumbent",
            ("kyc", "x", "transfer", "2027-Q2"),
            "destination",
            OFFICES,
        ),
    ],
)
def test_limits_name_what_exists(
    changes: dict[str, Any], table: str, key: tuple[str, ...], field: str, known: tuple[str, ...]
) -> None:
    """An unknown cohort, office, jurisdiction or entity is named with those that are known."""
    flaw = only_flaw(**changes)

    assert (flaw.table, flaw.key, flaw.field, flaw.known) == (table, key, field, known)
    assert flaw.found in {"x", "china", "shanghai"}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("teams", team(TeamKind.INDIVISIBLE, "kyc")),
        ("acceptance", Acceptance(cohort="kyc", share=0.5, low=0.5)),
        ("quotas", quota(QuotaKind.VISAS, "china")),
        ("separations", Separations(entity="bank_cn", on=date(2026, 11, 1), heads=3)),
        ("costs", CostOverride(cohort="kyc", office="bengaluru")),
        ("requests", Request(id="wish", kind=RequestKind.KEEP, cohort="kyc")),
        ("incumbent", in_force()),
    ],
)
def test_each_limit_stands_once(table: str, row: Any) -> None:
    """The same key twice is a flaw, whatever else the rows say."""
    assert only_flaw(**{table: (row, row)}).message == "appears 2 times; keep one"


@pytest.mark.parametrize(
    ("changes", "table", "field"),
    [
        (
            {"costs": (CostOverride(cohort="kyc", office="bengaluru", one_off=money("CNY 1")),)},
            "costs",
            "one_off",
        ),
        (
            {"costs": (CostOverride(cohort="kyc", office="bengaluru", annual=money("CNY 1")),)},
            "costs",
            "annual",
        ),
        ({"churn": Churn(per_head=money("CNY 1"))}, "churn", "per_head"),
    ],
)
def test_figures_of_limits_have_a_rate(changes: dict[str, Any], table: str, field: str) -> None:
    """A currency without a line in the rate table is found where it stands."""
    flaw = only_flaw(**changes)

    assert (flaw.table, flaw.field, flaw.found) == (table, field, "CNY")
    assert flaw.lacks == ("rates", "CNY")


@pytest.mark.parametrize("kind", [TeamKind.INDIVISIBLE, TeamKind.TOGETHER])
def test_a_cohort_that_moves_whole_keeps_its_posts(kind: TeamKind) -> None:
    """Posts that change over time cannot move whole; in batches or apart they may."""
    both = {
        "cohorts": (cohort("alerts"), cohort("kyc")),
        "headcount": (HeadcountStep(cohort="kyc", effective_from=date(2027, 6, 1), posts=9),),
    }
    flaw = only_flaw(**both, teams=(team(kind, "alerts", "kyc"),))

    assert (flaw.table, flaw.key, flaw.field) == ("teams", ("whole",), "cohorts")
    assert flaw.found == "kyc"
    assert not flaws(unchecked(**both, teams=(team(TeamKind.APART, "alerts", "kyc"),)))
    batch = team(TeamKind.MINIMUM_BATCH, "kyc", minimum=2)
    assert not flaws(unchecked(**both, teams=(batch,)))


def test_cohorts_that_move_together_sit_together() -> None:
    """From two offices they would not leave on one day for one office whole; apart they may sit."""
    both = {
        "cohorts": (cohort("alerts", office="bengaluru", entity="services_in"), cohort("kyc")),
    }
    flaw = only_flaw(**both, teams=(team(TeamKind.TOGETHER, "alerts", "kyc"),))

    assert (flaw.table, flaw.key, flaw.field) == ("teams", ("whole",), "cohorts")
    assert "different offices" in flaw.message
    assert not flaws(unchecked(**both, teams=(team(TeamKind.APART, "alerts", "kyc"),)))


@pytest.mark.parametrize("period", ["2026-Q4", "2028-Q1", "2027-04"])
def test_the_plan_in_force_is_of_this_horizon(period: str) -> None:
    """Before, after, or in months where the plan counts quarters."""
    flaw = only_flaw(incumbent=(in_force(period=period),))

    assert (flaw.table, flaw.field, flaw.found) == ("incumbent", "period", period)
    assert flaw.known == ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")


@pytest.mark.parametrize(
    ("until", "fits"), [("2026-Q1", True), ("2027-Q2", True), ("2030-Q4", True), ("2027-04", False)]
)
def test_the_frozen_window_is_told_in_the_periods_of_the_plan(until: str, fits: bool) -> None:
    """Any quarter will do, past or far; a month is no quarter, and labels would not compare."""
    found = flaws(unchecked(churn=Churn(frozen_until=until)))

    assert [(flaw.table, flaw.field, flaw.found) for flaw in found] == (
        [] if fits else [("churn", "frozen_until", until)]
    )


def test_an_office_with_a_figure_of_its_own_needs_no_pay() -> None:
    """Pay is asked for at home alone; elsewhere the rule of eligibility judges."""
    there = {
        "offices": (office("shanghai", "china", "bank_cn"), office("pune", "india", "services_in")),
        "pay": (pay("analyst", "shanghai", "USD 1"),),
        "costs": (CostOverride(cohort="kyc", office="pune", annual=money("USD 1")),),
    }

    assert not flaws(unchecked(**there))
