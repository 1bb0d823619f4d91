"""What clashes and what would have to give: known answers, by kind of limit."""

from __future__ import annotations

import json
import time

import pytest

from models.choices import Solver
from models.clash import Clash, ClashMember, LimitSubject
from models.result import Result
from models.scenario import Scenario
from models.workforce import PlaceKind, ResidualPresence
from planner import api
from planner.books import books_of
from planner.cli.report import report
from planner.explain.clash_words import clash_words, member_words, relaxations_words
from planner.explain.infeasible import clash_of, with_relaxations
from tests.support.builders import cohort, office, scenario
from tests.support.clashing import changes, explained
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


def limits(clash: Clash) -> set[tuple[str, str]]:
    return {(member.rule, member.limit) for member in clash.members}


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


def test_out_of_time_nothing_is_claimed_that_is_not_known() -> None:
    """Nothing was tried: no limit is said to be needed, and no change is offered."""
    clash = explained(COMPANY, seconds=0.0)

    assert not clash.irreducible
    assert not clash.complete
    assert not clash.relaxations
    nothing = Clash(members=(), irreducible=False)
    assert clash_words(nothing) == "Time ran out before it was known which limits clash."


@pytest.mark.slow
def test_the_time_limit_is_kept() -> None:
    """A large scenario with two seconds: whatever is known by then is told."""
    company = api.load("shanghai-2026", settings={"cohorts.sha-core-systems.must_go": "30"})
    books, started = books_of(company), time.monotonic()
    clash_of(books, solver=Solver.HIGHS, time_limit_seconds=2.0)

    assert time.monotonic() - started < 20.0


@pytest.mark.slow
def test_relaxations_keep_the_time_limit_and_say_that_others_were_not_tried() -> None:
    """A second for a large scenario in which three values have to give."""
    gone = {"sha-kyc-mandarin": "44", "sha-client-data-mandarin": "42", "sha-bank-kyc": "34"}
    settings = {f"cohorts.{name}.must_go": posts for name, posts in gone.items()}
    company = api.load(
        "shanghai-2026", settings=settings | {"offices.kuala-lumpur.max_blocks": "0"}
    )
    must_go = ClashMember(
        rule="kept_posts", limit="must_go", subject=LimitSubject(cohorts=("sha-bank-kyc",))
    )
    known, started = Clash(members=(must_go,), irreducible=True), time.monotonic()
    clash = with_relaxations(company, known, solver=Solver.HIGHS, time_limit_seconds=1.0)

    assert time.monotonic() - started < 20.0
    assert not clash.complete
    assert relaxations_words(clash) == "No change was found in time that makes a plan possible."


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
