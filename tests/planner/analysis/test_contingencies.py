"""What a plan becomes after an answer that is no: by hand, and against every plan there is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.contingencies import Contingency
from models.plan import MeasureStart, Placement, Plan, TaskKind
from models.plan_in_force import Firmness
from models.requests import Request, RequestKind
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import Mode, ModePolicies, ModePolicy, Substitute
from planner.analysis.contingencies import contingencies_of, recourse_of
from planner.analysis.known_plan import cheapest_of
from planner.analysis.refusals import awaited_answers
from planner.audit import audit
from planner.books import books_of
from planner.formulation.decisions import values_of
from planner.planning import make_plan
from planner.replan.begun import begun_by, scenario_on, with_releases_put_off
from tests.planner.analysis.every_priced import every_priced
from tests.support.builders import (
    cohort,
    money,
    move,
    office,
    plan,
    scenario,
    service,
    small_scenarios,
)
from tests.support.companies import exporting, leasing
from tests.support.duties import measure
from tests.support.every_plan import EveryPlan
from tests.support.judging import cheapest, found_by
from tests.support.limiting import in_force
from tests.support.random_companies.company import KINDS
from tests.support.seeds import examples

EXACT = SearchLimits(gap=0.0, deterministic=True)

A_DAY = 100_00
"""What a post saves in a day in Bengaluru, in cents."""


def answers(of: Scenario) -> tuple[Plan, tuple[Contingency, ...]]:
    """The plan of a scenario, and what becomes of it."""
    result = make_plan(of, EXACT)
    assert result.plan is not None
    found = contingencies_of(cheapest_of(of, result), EXACT)
    assert not found.left_out
    return result.plan, found.found


def with_permits(**changes: Any) -> Scenario:
    """Ten posts move in April: people are asked for 30 days, permits take 60. A hire takes 95, so
    that nobody can be hired for April. A year of service costs USD 100 of severance."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office(
            "bengaluru",
            "india",
            "services_in",
            visa_days=60,
            hiring_days=95,
            relocation=money("USD 0"),
        ),
    )
    modes = ModePolicies(transfer=ModePolicy(asking_days=30))
    severance = (service("kyc", 10, 1, "USD 100"),)
    return scenario(**{"offices": offices, "modes": modes, "service": severance, **changes})


def test_permits_denied_by_hand() -> None:
    """On the first of April hires are opened in place of transfers: 95 days, so they take over in
    October, 183 days later, and the ten get severance for a year and nine months."""
    made, found = answers(with_permits())
    (denied,) = (each for each in found if each.kind is TaskKind.PERMIT)

    assert made == plan([move(10, period="2027-Q2")])
    assert (denied.what, denied.posts, denied.answered_on) == ("bengaluru", 10, date(2027, 4, 1))
    assert denied.begins_on == date(2027, 4, 1) - timedelta(days=60)
    assert denied.delta is not None
    assert denied.delta.total == denied.delta.money == 10 * (183 * A_DAY + 175_00)
    assert denied.delta.low == denied.delta.high == denied.delta.total
    assert (denied.posts_fewer, denied.on_hold) == (0, 0)
    assert denied.broken == ()
    assert denied.change is not None
    assert {(each.mode, each.heads) for each in denied.change.modes} == {
        (Mode.TRANSFER, -10),
        (Mode.REDUNDANCY, 10),
    }


def test_half_decline_by_hand() -> None:
    """Asked until the last of January: the five who accept move in April, hires for the others
    are opened at once and take over in July, 91 days later; severance is for a year and a half."""
    _, found = answers(with_permits())
    (declined,) = (each for each in found if each.kind is TaskKind.OFFER)

    assert declined.answered_on == date(2027, 1, 31)
    assert declined.posts == 5
    assert declined.delta is not None
    assert declined.delta.total == 5 * (91 * A_DAY + 150_00)
    assert declined.posts_fewer == 0


def test_nobody_else_is_asked_in_place_of_those_who_decline() -> None:
    """Without hires they stay, for the 275 days to the end."""
    _, found = answers(with_permits(service=()))
    (declined,) = (each for each in found if each.kind is TaskKind.OFFER)

    assert declined.posts_fewer == 5
    assert declined.delta is not None
    assert declined.delta.total == 5 * 275 * A_DAY


def filed() -> Scenario:
    """Data leaves with the posts, on a standard contract that takes a while."""
    return exporting(planning_date=date(2026, 12, 31))


def test_a_refused_filing_equals_an_independent_plan_of_those_who_waited() -> None:
    """Up to the answer nothing else is done: so it is the best plan that does without the route
    and starts on that day, less the plan."""
    of = filed()
    made, found = answers(of)
    (refusal,) = (each for each in found if each.kind is TaskKind.FILING)
    entity, group, route = refusal.what.split("/")
    request = Request(
        id="refused",
        kind=RequestKind.WITHOUT,
        entity=entity,
        group=DataGroup(group),
        route=RouteKind(route),
    )
    waited = of.model_copy(update={"first_act": refusal.answered_on, "requests": (request,)})
    instead = audit(cheapest(waited), books_of(waited)).total

    assert made.routes
    assert refusal.delta is not None
    assert refusal.delta.total == instead - audit(made, books_of(of)).total
    assert refusal.broken == ("routes",)


def test_half_of_those_placed_with_one_cohort_decline() -> None:
    """Of five who are redeployed three take posts of one cohort and two of another: two of the
    three, or one of the two, is lost; on the day on which the hires are opened."""
    of = scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", hiring_days=27),
        ),
        cohorts=(cohort("kyc"), cohort("alerts", vacant=3), cohort("ledgers", vacant=2)),
        modes=ModePolicies(redeploy=ModePolicy(overlap_periods=0, asking_days=28)),
        substitutes=(Substitute(role_from="analyst", role_to="analyst", acceptance=1.0),),
    )
    placed = tuple(
        Placement(cohort="kyc", into=into, period="2027-Q2", heads=heads)
        for into, heads in (("alerts", 3), ("ledgers", 2))
    )
    made = Plan(moves=(move(5, Mode.REDEPLOY, "2027-Q2"),), placements=placed)

    found = {
        each.task.what: (each.posts, each.answered_on)
        for each in awaited_answers(books_of(of), made)
    }
    opened = date(2027, 4, 1) - timedelta(days=27)
    assert found == {"alerts": (2, opened), "ledgers": (1, opened)}


def test_what_has_been_done_stays() -> None:
    """What is ordered, started and filed by the day; moves are firm after a step that cannot be
    undone, and only under way while people are asked."""
    of = with_permits(measures=(measure("masking", lead_days=30),))
    made = Plan(
        moves=(move(10, period="2027-Q2"),),
        measures=(MeasureStart(measure="masking", period="2027-Q3"),),
    )
    books = books_of(of)

    early, asked, later = (
        begun_by(books, made, day)
        for day in (date(2027, 1, 1), date(2027, 1, 31), date(2027, 6, 2))
    )
    assert early.moves == ()
    assert [each.standing for each in asked.moves] == [Firmness.PLANNED]
    assert asked.decisions == Plan()
    assert [each.standing for each in later.moves] == [Firmness.ANNOUNCED]
    assert later.decisions == made


def test_what_has_been_paid_for_is_not_had_back() -> None:
    """A measure that brings nothing was started in January: in April it is not undone, so that its
    set-up is in both plans."""
    of = with_permits(measures=(measure("masking", set_up=money("USD 700")),))
    result = make_plan(of, EXACT)
    assert result.plan is not None
    start = MeasureStart(measure="masking", period="2027-Q1")
    made = result.plan.model_copy(update={"measures": (start,)})
    started = result.model_copy(update={"plan": made, "judgement": audit(made, books_of(of))})
    found = contingencies_of(cheapest_of(of, started), EXACT).found
    (denied,) = (each for each in found if each.kind is TaskKind.PERMIT)

    assert not result.plan.measures
    assert denied.delta is not None
    assert denied.change is not None
    assert denied.change.dropped == ()
    assert "measures" not in {each.rule for each in denied.delta.by_rule}


def test_seats_given_up_before_are_given_up_in_both_plans() -> None:
    """At the first day on which something can be given up, with the same seats."""
    of = leasing()
    made = cheapest(of)
    day = date(2027, 7, 2)
    later = with_releases_put_off(of, made, day)

    assert made.releases
    assert sum(each.seats for each in later.releases) == sum(each.seats for each in made.releases)
    assert {each.period for each in later.releases} == {"2027-Q4"}


@settings(deadline=None, max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), days=st.integers(0, 400))
def test_a_plan_to_which_nobody_says_no_goes_on_as_meant(of: Scenario, days: int) -> None:
    """Seen from any day it keeps every rule and costs the same, but for leases ended before."""
    made = found_by(of).plan
    assume(made is not None)
    assert made is not None
    day = of.planning_date + timedelta(days=days)
    books = books_of(of)
    later = with_releases_put_off(of, made, day)
    there = audit(later, books_of(scenario_on(of, begun_by(books, made, day), day)))

    assert there.lawful, there.violations
    assert there.total == audit(later, books).total


def test_without_time_tasks_are_left_out() -> None:
    of = with_permits()
    known = cheapest_of(of, make_plan(of, EXACT))
    found = contingencies_of(known, SearchLimits(seconds=0.0))

    assert found.found == ()
    assert found.left_out == 2


def test_a_start_before_the_planning_date_still_counts() -> None:
    """A transfer that was started in November lands in January, seen from any day."""
    started = in_force(3, period="2027-Q1", started_on=date(2026, 9, 1))
    of = with_permits(incumbent=(started,))
    made = plan([move(3)])
    begun = begun_by(books_of(of), made, date(2027, 2, 1))

    assert [each.started_on for each in begun.moves] == [date(2026, 9, 1)]
    assert audit(made, books_of(scenario_on(of, begun, date(2027, 2, 1)))).lawful


@pytest.mark.parametrize("seed", [21, 36, 40])
def test_every_plan_from_the_day_of_the_answer_on(seed: int) -> None:
    """The fewest posts on hold, then the least total, of all lawful plans that do what has been
    done by then. The companies have a filing, offers and permits."""
    of = every_priced(seed, list(KINDS)[seed % len(KINDS)]).scenario
    result = make_plan(of, EXACT)
    assert result.plan is not None
    known = cheapest_of(of, result)
    found = contingencies_of(known, EXACT).found
    awaited = awaited_answers(known.books, result.plan)

    assert found
    for answer, each in zip(awaited, found, strict=True):
        stage = recourse_of(known.books, result.plan, answer)
        decisions = [columns.ids for columns, group in stage.program.decisions if not group.follows]
        ids = np.concatenate(decisions)
        ranked = [
            (sum(hold.heads for hold in made.holds), judgement.total)
            for made, judgement in EveryPlan(stage.books.scenario).lawful()
            if (values_of(stage.program, made) >= stage.program.lower)[ids].all()
        ]
        assert each.delta is not None
        assert (each.on_hold, stage.before.total + each.delta.total) == min(ranked)
