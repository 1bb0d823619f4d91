"""Waiting: nothing new is started before a day; what is under way goes on, and prices stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.measures import MeasureEffect
from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Plan,
    RouteFiling,
    SeatRelease,
)
from models.plan_in_force import Firmness, UnderWay
from models.risk import Channel
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import books_of
from planner.explain.waves import waves_of
from tests.support.builders import (
    access,
    block,
    case,
    cohort,
    dataset,
    jurisdiction,
    money,
    move,
    office,
    scenario,
    service,
    topic,
)
from tests.support.companies import exporting
from tests.support.duties import measure, redundancy_law
from tests.support.judging import cheapest
from tests.support.limiting import in_force

APRIL, JULY = date(2027, 4, 1), date(2027, 7, 1)


def broken(company: Scenario, plan: Plan) -> set[str]:
    """Rules that a plan breaks."""
    return {finding.rule for finding in audit(plan, books_of(company)).violations}


def periods(plan: Plan) -> set[str]:
    """Periods in which posts land."""
    return {each.period for each in plan.moves}


def moves(*each: Move) -> Plan:
    return Plan(moves=each)


@pytest.mark.parametrize(
    ("first_act", "lands"), [(None, "2027-Q1"), (APRIL, "2027-Q2"), (date(2027, 4, 2), "2027-Q3")]
)
def test_posts_land_as_soon_as_something_can_be_started(first_act: date | None, lands: str) -> None:
    """Everybody would go at once: on the first day of a period from the first act on."""
    company = scenario(first_act=first_act)

    assert periods(cheapest(company)) == {lands}
    assert ("lead_times" in broken(company, moves(move(1)))) == (first_act is not None)


def test_lead_times_count_from_the_first_act() -> None:
    """Ninety days of hiring end in the quarter after the one in which they begin."""
    slow = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", hiring_days=90, relocation=None),
    )
    company = scenario(offices=slow, first_act=APRIL, service=(service("kyc", 10, 1, "USD 100"),))
    (wave,) = waves_of(books_of(company), plan := cheapest(company))

    assert periods(plan) == {"2027-Q3"}
    assert wave.start_by >= APRIL
    assert broken(company, moves(move(1, Mode.REDUNDANCY, "2027-Q2"))) >= {"lead_times"}


@pytest.mark.parametrize("changes", [{"standing": Firmness.ACCEPTED}, {"started_on": "2026-12-01"}])
def test_a_move_that_is_promised_or_started_goes_on(changes: dict[str, Any]) -> None:
    """It lands in the first quarter as promised; one post more is new, and too early."""
    if "started_on" in changes:
        changes = {"started_on": date.fromisoformat(changes["started_on"])}
    company = scenario(first_act=JULY, incumbent=(in_force(3, period="2027-Q1", **changes),))

    assert broken(company, moves(move(3))) == set()
    assert "lead_times" in broken(company, moves(move(4)))
    early = [each.heads for each in cheapest(company).moves if each.period < "2027-Q3"]
    assert early == [3]


def test_the_same_plan_costs_the_same() -> None:
    """Waiting changes what can be done and when, not what it costs."""
    plan = moves(move(4, period="2027-Q3"))
    waiting, now = (
        audit(plan, books_of(scenario(first_act=day, discount_rate=0.08))) for day in (JULY, None)
    )

    assert waiting.price_list == now.price_list


def test_a_measure_waits_and_staying_put_with_it() -> None:
    """It pays in every quarter, so it starts on the first day on which it can."""

    def company(**changes: Any) -> Scenario:
        return scenario(
            cohorts=(cohort("kyc", must_stay=10),),
            datasets=(dataset("files"),),
            access=(access("kyc", "files"),),
            topics=(topic("leak", Channel.PRESENCE, fixed_share=1.0, per_head_share=0.0),),
            cases=(case("raid", "leak", 0.5, "USD 900000"),),
            measures=(measure("masking"),),
            effects=(MeasureEffect(measure="masking", case="raid", cut_share=0.9),),
            **changes,
        )

    first, second = (
        MeasureStart(measure="masking", period=label) for label in ("2027-Q1", "2027-Q2")
    )
    waits = company(first_act=APRIL)
    begun = company(first_act=APRIL, under_way=UnderWay(measures=(first,)))

    assert baselines_of(books_of(waits)).staying_plus_measures.plan.measures == (second,)
    assert cheapest(waits).measures == (second,)
    assert broken(waits, Plan(measures=(first,))) == {"measures"}
    assert cheapest(begun).measures == (first,)
    assert broken(begun, Plan(measures=(first,))) == set()


def test_a_route_waits_unless_it_has_been_filed() -> None:
    filing = RouteFiling(
        entity="bank_cn",
        group=DataGroup.PERSONAL,
        route=RouteKind.STANDARD_CONTRACT,
        period="2027-Q1",
    )
    under_way = UnderWay(routes=(filing,))
    waits = exporting(first_act=APRIL)
    begun = exporting(first_act=APRIL, under_way=under_way)

    assert "routes" not in broken(exporting(), Plan(routes=(filing,)))
    assert "routes" in broken(waits, Plan(routes=(filing,)))
    assert "routes" not in broken(begun, Plan(routes=(filing,)))


def test_seat_blocks_wait_unless_they_have_been_ordered() -> None:
    """No seat is free in Bengaluru before a block is in use."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office(
            "bengaluru",
            "india",
            "services_in",
            seats=0,
            block_seats=10,
            max_blocks=1,
            block_fit_out=money("USD 100"),
            block_lease=money("USD 100"),
        ),
    )
    ordered = UnderWay(blocks=(BlockOrder(office="bengaluru", period="2027-Q1", blocks=1),))
    company = scenario(offices=offices, first_act=APRIL)

    assert {each.period for each in cheapest(company).blocks} == {"2027-Q2"}
    early = Plan(blocks=(block("bengaluru", 1),))
    assert broken(company, early) == {"seats"}
    assert broken(company.model_copy(update={"under_way": ordered}), early) == set()


def test_a_consultation_waits_unless_it_has_been_opened() -> None:
    """It takes thirty days, and is due from twenty people who leave within ninety."""
    talk = Consultation(entity="bank_cn", period="2027-Q2")
    company = scenario(
        jurisdictions=(
            jurisdiction("china", mass_redundancy=redundancy_law()),
            jurisdiction("india"),
        ),
        cohorts=(cohort("kyc", posts=40),),
        offices=(
            office("shanghai", "china", "bank_cn", seats=40),
            office("bengaluru", "india", "services_in", seats=40, relocation=None),
        ),
        service=(service("kyc", 40, 1, "USD 100"),),
        first_act=date(2027, 3, 15),
    )
    leaving = Plan(moves=(move(40, Mode.REDUNDANCY, "2027-Q2"),), consultations=(talk,))
    opened = company.model_copy(update={"under_way": UnderWay(consultations=(talk,))})

    assert broken(company, leaving) == {"mass_redundancy"}
    assert broken(opened, leaving) == set()
    assert {each.period for each in cheapest(company).consultations} == {"2027-Q3"}


def test_seats_are_not_given_up_earlier() -> None:
    """Ten seats stand empty from the start, and could be given up at once."""
    leased = (
        office(
            "shanghai",
            "china",
            "bank_cn",
            seats=20,
            lease=money("USD 9000"),
            lease_break=date(2027, 1, 1),
        ),
        office("bengaluru", "india", "services_in", relocation=None),
    )
    company = scenario(offices=leased, first_act=APRIL)
    release = Plan(releases=(SeatRelease(office="shanghai", period="2027-Q1", seats=1),))

    put = baselines_of(books_of(company)).staying_put.plan
    assert {each.period for each in put.releases} == {"2027-Q2"}
    assert broken(company, release) == {"leases"}


def test_a_first_act_in_the_past_changes_nothing() -> None:
    """As time goes by, a view of a later day plans from that day on."""
    assert cheapest(scenario(first_act=date(2026, 6, 1))) == cheapest(scenario())


def test_a_first_act_after_the_last_period_is_refused() -> None:
    """The last day on which something could start is the first of the last period."""
    with pytest.raises(Exception, match="2027-10-01, the first day of the last period"):
        scenario(first_act=date(2027, 10, 2))
    assert scenario(first_act=date(2027, 10, 1)).acts_from == date(2027, 10, 1)
