"""What a planner asks for is kept: forbidden, kept and pinned moves, and what to do without."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from models.account import Verdict
from models.measures import MeasureEffect
from models.plan import MeasureStart, Plan, RouteFiling
from models.requests import Request, RequestKind
from models.result import Status
from models.risk import Channel
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import HeadcountStep, Mode
from planner.audit import audit
from planner.books import books_of
from planner.planning import make_plan
from planner.rules.requests import RULE
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    move,
    office,
    pay,
    scenario,
    service,
    topic,
)
from tests.support.companies import exporting
from tests.support.duties import measure
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def request(kind: RequestKind, **fields: Any) -> Request:
    """A request named ``wish``."""
    return Request(id="wish", kind=kind, **fields)


FORBID = request(RequestKind.FORBID, office="bengaluru")
KEEP = request(RequestKind.KEEP, cohort="kyc", posts=4)
PIN = request(RequestKind.PIN, cohort="kyc", office="bengaluru", period="2027-Q2", posts=3)


def company(*wishes: Request, **changes: Any) -> Scenario:
    """The default company, where each of ten posts is cheaper in Bengaluru from the first day."""
    served = {"service": (service("kyc", 10, 1, "USD 100"),)} if "cohorts" not in changes else {}
    return scenario(requests=wishes, **served, **changes)


def two_places(*wishes: Request) -> Scenario:
    """The same with an office in Pune, a little dearer than Bengaluru, and two cohorts."""
    return company(
        *wishes,
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
            office("pune", "india", "services_in"),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("analyst", "pune", "USD 40000"),
        ),
        cohorts=(cohort("kyc"), cohort("alerts", posts=5)),
    )


def landed(plan: Plan, **at: str) -> int:
    """Posts that move where the fields of a move are these."""
    return sum(
        each.heads
        for each in plan.moves
        if all(getattr(each, name) == value for name, value in at.items())
    )


def test_no_posts_land_where_that_is_forbidden() -> None:
    """One is one too many, in any period and mode; elsewhere it is free."""
    broken = only(violations(judged(two_places(FORBID), [move(1, Mode.REFILL)]), "requests"))

    assert (broken.value, broken.limit, broken.unit, broken.law) == (1, 0, "posts", False)
    assert broken.words == "posts that move (wish): 1, at most 0"
    assert not violations(judged(two_places(FORBID), [move(9, destination="pune")]), "requests")


def test_an_office_may_be_forbidden_to_one_cohort() -> None:
    """The other cohort goes where it likes."""
    wish = FORBID.model_copy(update={"cohort": "kyc"})
    plan = cheapest(two_places(wish))

    assert landed(plan, cohort="kyc", destination="bengaluru") == 0
    assert landed(plan, cohort="kyc", destination="pune") == 10
    assert landed(plan, cohort="alerts", destination="bengaluru") == 5
    assert not violations(judged(two_places(wish), [move(5, cohort="alerts")]), "requests")


@pytest.mark.parametrize(("gone", "kept"), [(6, True), (7, False)])
def test_as_many_posts_stay_at_home_as_are_to_be_kept(gone: int, kept: bool) -> None:
    """Of ten, four; the fifth of five is one too many, from the period in which it leaves."""
    broken = violations(judged(company(KEEP), [move(gone, period="2027-Q2")]), "requests")

    assert not broken if kept else only(broken).period == "2027-Q2"
    assert sum(each.heads for each in cheapest(company(KEEP)).moves) == 6


def test_all_posts_are_kept_where_no_number_is_given_and_no_more_than_there_are() -> None:
    """Posts that fall away by themselves need not be kept; new ones have to be."""
    steps = (
        HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=3),
        HeadcountStep(cohort="kyc", effective_from=date(2027, 10, 1), posts=5),
    )
    every = company(request(RequestKind.KEEP, cohort="kyc"), headcount=steps)
    four = company(KEEP, headcount=steps)

    assert not violations(judged(every, []), "requests")
    assert not violations(judged(four, []), "requests")
    assert violations(judged(every, [move(1, period="2027-Q4")]), "requests")
    assert not violations(judged(four, [move(1, period="2027-Q4")]), "requests")
    assert landed(cheapest(every)) == 0


def test_a_pinned_move_is_made() -> None:
    """Three in the second quarter, by any mode; two are one too few."""
    kept = [move(1, Mode.TRANSFER, "2027-Q2"), move(2, Mode.REDUNDANCY, "2027-Q2")]
    assert not violations(judged(company(PIN), kept), "requests")

    broken = only(violations(judged(company(PIN), [move(8), *kept[1:]]), "requests"))
    assert (broken.value, broken.limit, broken.period) == (2, 3, "2027-Q2")
    assert broken.words == "posts that move (wish) in 2027-Q2: 2, at least 3"


def test_a_pinned_mode_counts_alone() -> None:
    """Three transfers do not make three redundancies, and the optimiser pays for those."""
    wish = PIN.model_copy(update={"mode": Mode.REDUNDANCY})

    assert violations(judged(company(wish), [move(3, period="2027-Q2")]), "requests")
    assert landed(cheapest(company(wish)), mode="redundancy", period="2027-Q2") == 3


def test_more_may_land_than_are_pinned() -> None:
    """Seven go at once, the pinned three when they are to go."""
    plan = cheapest(company(PIN))

    assert (landed(plan, period="2027-Q1"), landed(plan, period="2027-Q2")) == (7, 3)


def with_a_measure(*wishes: Request, in_force: bool = False) -> Scenario:
    """A company that stays, with a case and a measure that cuts it for next to nothing."""
    return company(
        *wishes,
        cohorts=(cohort("kyc", must_stay=10),),
        datasets=(dataset("files"),),
        access=(access("kyc", "files"),),
        topics=(topic("leak", Channel.PRESENCE, fixed_share=1.0, per_head_share=0.0),),
        cases=(case("raid", "leak", 0.5, "USD 900000"),),
        measures=(measure("masking", in_force=in_force),),
        effects=(MeasureEffect(measure="masking", case="raid", cut_share=0.9),),
    )


NO_MASKING = request(RequestKind.WITHOUT, measure="masking")


def test_a_measure_is_not_started() -> None:
    """It pays, and is done without."""
    plan = Plan(measures=(MeasureStart(measure="masking", period="2027-Q1"),))
    broken = audit(plan, books_of(with_a_measure(NO_MASKING))).violations

    assert cheapest(with_a_measure()).measures == plan.measures
    assert cheapest(with_a_measure(NO_MASKING)).measures == ()
    assert only(broken).words == "starts (wish): 1, at most 0"
    assert_limits_the_optimiser(with_a_measure(NO_MASKING), "requests")


def test_a_measure_that_is_in_force_stays_in_force() -> None:
    """To do without it is no contradiction: it is not started."""
    held = with_a_measure(NO_MASKING, in_force=True)

    assert audit(cheapest(held), books_of(held)).lawful


@pytest.mark.parametrize(
    ("fields", "free"),
    [
        ({}, False),
        ({"entity": "bank_cn"}, False),
        ({"entity": "bank_cn", "group": DataGroup.PERSONAL}, False),
        ({"group": DataGroup.IMPORTANT}, True),
        ({"entity": "services_in"}, True),
    ],
)
def test_a_route_is_not_filed(fields: dict[str, Any], free: bool) -> None:
    """Whoever is meant: the route of all, of one entity, of one group of data."""
    wish = request(RequestKind.WITHOUT, route=RouteKind.STANDARD_CONTRACT, **fields)
    whole = exporting(requests=(wish,))
    filing = RouteFiling(
        entity="bank_cn",
        group=DataGroup.PERSONAL,
        route=RouteKind.STANDARD_CONTRACT,
        period="2027-Q2",
    )
    broken = violations(audit(Plan(routes=(filing,)), books_of(whole)), "requests")

    assert (not broken) == free


def test_where_nothing_is_asked_nothing_is_said() -> None:
    assert only(findings(judged(company(), [move(10)]), "requests")).verdict is Verdict.KEPT


def test_requests_that_cannot_be_kept_together_leave_no_plan_and_are_named() -> None:
    """What is pinned where nothing may land is a clash of requests, not a silent choice."""
    result = make_plan(company(FORBID, PIN.model_copy(update={"id": "other"})), SearchLimits())

    assert result.status is Status.INFEASIBLE
    assert result.clash is not None
    assert {each.subject.row for each in result.clash.members if each.rule == "requests"} == {
        FORBID.id,
        "other",
    }


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        (RequestKind.FORBID, {}, "forbid needs office"),
        (RequestKind.FORBID, {"office": "pune", "posts": 3}, "forbid has no posts"),
        (RequestKind.KEEP, {}, "keep needs cohort"),
        (RequestKind.PIN, {"cohort": "kyc"}, "pin needs office, period, posts"),
        (RequestKind.WITHOUT, {}, "either a measure or a route"),
        (RequestKind.WITHOUT, {"measure": "m", "entity": "e"}, "belong to a route"),
        (RequestKind.WITHOUT, {"route": RouteKind.EXEMPT}, "exempt is no route"),
    ],
)
def test_a_request_has_what_its_kind_needs_and_nothing_else(
    kind: RequestKind, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        request(kind, **fields)


def test_it_shows_each_request_with_its_reason() -> None:
    """As `relocate rules` and a clash show them."""
    route = request(
        RequestKind.WITHOUT,
        route=RouteKind.CERTIFICATION,
        entity="bank_cn",
        group=DataGroup.PERSONAL,
    )
    whole = company(
        FORBID.model_copy(update={"id": "a", "reason": "the landlord"}),
        KEEP.model_copy(update={"id": "k"}),
        PIN.model_copy(update={"id": "p", "mode": Mode.TRANSFER}),
        route.model_copy(update={"id": "r"}),
    )

    assert RULE.values(whole) == (
        "a: no posts move to bengaluru; the landlord",
        "k: at least 4 posts of kyc stay at home",
        "p: at least 3 posts of kyc move to bengaluru in 2027-Q2 by transfer",
        "r: no certification of bank_cn for personal data is filed",
    )


@pytest.mark.parametrize("wish", [FORBID, KEEP, PIN.model_copy(update={"mode": Mode.REDUNDANCY})])
def test_it_limits_the_optimiser(wish: Request) -> None:
    """Without the rule everybody would go to Bengaluru at once."""
    assert_limits_the_optimiser(company(wish), "requests")
