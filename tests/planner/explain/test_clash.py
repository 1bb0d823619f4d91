"""What clashes and what would have to give: known answers, by kind of limit."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from models.choices import Solver
from models.clash import Clash, WrittenValue
from models.limits import Continuity, Quota, QuotaKind, QuotaSpan, Team, TeamKind
from models.result import Result
from models.scenario import Scenario
from models.settings import Budget
from models.workforce import PlaceKind, ResidualPresence
from planner import api
from planner.books import books_of
from planner.cli.report import report
from planner.explain.clash_words import clash_words, member_words
from planner.explain.infeasible import clash_of, with_relaxations
from tests.support.builders import AT_ONCE, cohort, money, office, scenario, service
from tests.support.exported_company import no_plan
from tests.support.exported_company import scenario as exported

DESK = ResidualPresence(
    id="desk",
    name="Desk in India",
    roles=("analyst",),
    place=PlaceKind.JURISDICTION,
    at="india",
    posts=1,
    source="assumption",
    law=False,
)
"""One post must be in India, where nobody may go: all ten posts have to stay."""

COMPANY = scenario(cohorts=(cohort("kyc", must_stay=10),), presence=(DESK,))

SHANGHAI = office("shanghai", "china", "bank_cn")
TWO_QUARTERS = date(2027, 7, 1)


def explained(company: Scenario, seconds: float = 60.0) -> Clash:
    clash = clash_of(books_of(company), solver=Solver.HIGHS, time_limit_seconds=seconds)
    return with_relaxations(company, clash, solver=Solver.HIGHS, time_limit_seconds=seconds)


def limits(clash: Clash) -> set[tuple[str, str]]:
    return {(member.rule, member.limit) for member in clash.members}


def changes(clash: Clash) -> dict[str, WrittenValue]:
    """What each relaxation of one change makes of which value."""
    return {
        each.changes[0].path: each.changes[0].after
        for each in clash.relaxations
        if len(each.changes) == 1
    }


def quota(kind: QuotaKind, at: str, heads: int, **more: Any) -> Quota:
    return Quota(
        id="q", kind=kind, at=at, span=QuotaSpan.HORIZON, heads=heads, source="policy", **more
    )


def test_two_limits_each_with_its_subject_and_what_would_have_to_give() -> None:
    """Ten posts must stay and one must be in India: one post less on either side is enough."""
    clash = explained(COMPANY)

    assert clash.irreducible
    assert clash.complete
    stay, desk = clash.members
    assert (stay.rule, stay.limit, stay.amount, stay.unit) == (
        "kept_posts",
        "must_stay",
        10,
        "posts",
    )
    assert stay.subject.cohorts == ("kyc",)
    assert not stay.law
    assert (desk.subject.table, desk.subject.row, desk.amount) == ("presence", "desk", 1)
    assert changes(clash) == {"cohorts.kyc.must_stay": "9", "presence.desk": None}
    assert all(each.least and not each.law for each in clash.relaxations)


def test_one_limit_that_cannot_be_kept_by_itself() -> None:
    """Ten sit in Shanghai on eight seats on the first day."""
    shanghai = office("shanghai", "china", "bank_cn", seats=8)
    clash = explained(scenario(offices=(shanghai, office("bengaluru", "india", "services_in"))))

    assert limits(clash) == {("seats", "seats")}
    assert clash.members[0].subject.offices == ("shanghai",)
    assert clash.members[0].subject.periods == ("2027-Q1",)
    assert changes(clash)["offices.shanghai.seats"] == "10"


def test_three_limits_that_clash_only_together() -> None:
    """Eight must leave; Bengaluru has three seats, Tokyo two: three more anywhere, or five."""
    clash = explained(three())

    assert limits(clash) == {("seats", "seats"), ("kept_posts", "must_go")}
    assert len(clash.members) == 3
    assert changes(clash) == {
        "offices.bengaluru.seats": "6",
        "offices.beijing.seats": "5",
        "cohorts.kyc.must_go": "5",
    }
    assert member_words(clash.members[0], three()).endswith("seats in 2027-Q4 and can add none")


def three() -> Scenario:
    return scenario(
        offices=(
            SHANGHAI,
            office("bengaluru", "india", "services_in", seats=3),
            office("beijing", "china", "bank_cn", seats=2),
        ),
        cohorts=(cohort("kyc", must_go=8),),
        pay=(
            *scenario().pay,
            scenario().pay[0].model_copy(update={"office": "beijing"}),
        ),
    )


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
    assert [len(each.changes) for each in clash.relaxations] == [2]
    assert clash.relaxations[0].least


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

KINDS: Mapping[str, tuple[Mapping[str, Any], str, WrittenValue]] = {
    "seats": (going(8, offices=offices(seats=3)), "offices.bengaluru.seats", "8"),
    "must_go": (going(8, offices=offices(seats=3)), "cohorts.kyc.must_go", "3"),
    "arrivals": (
        going(5, quotas=(quota(QuotaKind.ARRIVALS, "bengaluru", 2),)),
        "quotas.q.heads",
        "5",
    ),
    "departures": (
        going(5, quotas=(quota(QuotaKind.DEPARTURES, "shanghai", 1),)),
        "quotas.q.heads",
        "5",
    ),
    "redundancies": (
        going(5, offices=HIRES_ONLY, quotas=(quota(QuotaKind.REDUNDANCIES, "china", 2),)),
        "quotas.q.heads",
        "5",
    ),
    "continuity": (
        going(8, continuity=Continuity(max_share=0.1, max_replaced_share=1.0)),
        "continuity.max_share",
        "0.2",
    ),
    "pace": (
        going(8, offices=HIRES_ONLY, continuity=Continuity(max_replaced_share=0.1)),
        "continuity.max_replaced_share",
        "0.11",
    ),
    "batch": (
        going(
            4,
            offices=offices(seats=5),
            teams=(Team(id="t", kind=TeamKind.MINIMUM_BATCH, cohorts=("kyc",), minimum=6),),
        ),
        "teams.t.minimum",
        "5",
    ),
    "whole team": (
        going(
            4,
            offices=offices(seats=5),
            teams=(Team(id="t", kind=TeamKind.INDIVISIBLE, cohorts=("kyc",)),),
        ),
        "teams.t",
        None,
    ),
    "budget": (
        going(
            5,
            offices=offices(relocation=money("USD 1000"), hiring_days=3000),
            budget=Budget(total=money("USD 3000")),
        ),
        "budget.total",
        "USD 5000.00",
    ),
    "closed office": (
        {"cohorts": (cohort("kyc", must_go=5, never_to=("bengaluru",)),)},
        "cohorts.kyc.never_to",
        None,
    ),
    "later end": (
        going(5, continuity=Continuity(max_share=0.1, max_replaced_share=1.0)),
        "horizon.periods",
        "5",
    ),
    "permits": (
        going(5, offices=offices(visa_days=300, hiring_days=3000)),
        "offices.bengaluru.visa_days",
        "273",
    ),
    "law's date": (
        {
            "cohorts": (cohort("kyc", at_risk=True, never_to=("bengaluru",)),),
            "quotas": (
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
        },
        "quotas.q.effective_from",
        "2028-01-01",
    ),
}
"""By kind of limit: a company without a plan, the value that has to give, and the least change."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_change_of_each_kind_of_limit(kind: str) -> None:
    """It makes a plan; the search proves that a step less makes none."""
    tables, path, value = KINDS[kind]
    clash = explained(scenario(**tables))

    assert clash.irreducible
    found = {each.changes[0].path: each for each in clash.relaxations}
    assert found[path].changes[0].after == value
    assert found[path].least
    assert found[path].law == (kind in {"permits", "law's date"})


def test_out_of_time_nothing_is_claimed_that_is_not_known() -> None:
    """Nothing was tried: no limit is said to be needed, and no change is offered."""
    clash = explained(COMPANY, seconds=0.0)

    assert not clash.irreducible
    assert not clash.complete
    assert not clash.relaxations
    nothing = Clash(members=(), irreducible=False)
    assert clash_words(nothing) == "Time ran out before it was known which limits clash."


def test_the_time_limit_is_kept() -> None:
    """A large scenario with two seconds: whatever is known by then is told."""
    company = api.load("shanghai-2026", settings={"cohorts.sha-core-systems.must_go": "30"})
    books, started = books_of(company), time.monotonic()
    clash_of(books, solver=Solver.HIGHS, time_limit_seconds=2.0)

    assert time.monotonic() - started < 20.0


def test_the_screen_claims_no_more_than_is_known() -> None:
    """That each of them is needed is said only where it has been shown."""
    members = explained(COMPANY).members
    shown, unknown = (
        screen(Clash(members=members, irreducible=known), COMPANY) for known in (True, False)
    )

    assert "Without any one of them, the others can be kept." in shown
    assert "can be kept" not in unknown
    assert "the list may be longer than necessary" in unknown


def test_the_screen_names_the_limits_and_the_changes_within_eighty_columns() -> None:
    """In the words of the scenario, with amounts, places and periods."""
    of = exported()
    text = report(no_plan(of).model_copy(update={"clash": explained(three())}), three())

    assert "Bengaluru has 3 seats in 2027-Q4 and can add none" in text
    assert "8 posts of kyc must have left Shanghai by 2027-Q4" in text
    assert "offices.bengaluru.seats 6 instead of 3" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    "older",
    [
        ["seats: everyone sits"],
        {"rules": ["seats: everyone sits"], "irreducible": False},
    ],
)
def test_clashes_of_older_files_are_read(older: object) -> None:
    """They are sentences about rules, in a list or beside whether each is needed."""
    of = exported()
    written = no_plan(of).model_dump(mode="json")
    read = Result.model_validate_json(json.dumps({**written, "clash": older}))

    assert read.clash is not None
    assert [each.rule for each in read.clash.members] == ["seats"]
    assert member_words(read.clash.members[0], of) == "seats: everyone sits"
    assert not read.clash.irreducible


def screen(clash: Clash, company: Scenario) -> str:
    text = report(no_plan(exported()).model_copy(update={"clash": clash}), company)
    return " ".join(text.split())
