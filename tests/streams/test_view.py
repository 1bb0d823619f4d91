"""The planning view: the scenario as it stands on a day, with the plan in force."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.answer import Order
from models.calendar import Horizon
from models.choices import DecisionKind, Reason
from models.limits import Separations, Team, TeamKind
from models.plan import Consultation, MeasureStart, Plan, RouteFiling
from models.plan_in_force import Agreed, Firmness, MoveInForce
from models.ranges import Range
from models.routes import DataGroup, RouteInForce, RouteKind
from models.scenario import Scenario
from models.settings import Budget, FiscalYearBudget
from models.workforce import Mode
from streams.events import (
    BudgetSet,
    HeadcountChanged,
    HeadcountCounted,
    ScenarioPublished,
    SeatsCounted,
    SignalApproved,
    SignalReported,
    SignalRetracted,
    Step,
)
from streams.masking import not_in
from streams.view import NoView, view
from tests.support.builders import (
    block,
    cohort,
    jurisdiction,
    matter,
    money,
    office,
    scenario,
    service,
    signal,
)
from tests.support.duties import measure
from tests.support.histories import (
    MOVE,
    START,
    accepted,
    answered,
    decided,
    executed,
    identity,
    passed,
    proposal,
    published,
    seen,
    told,
)

FEBRUARY, APRIL, MAY = date(2027, 2, 1), date(2027, 4, 1), date(2027, 5, 1)
JUNE, JULY, AUGUST = date(2027, 6, 1), date(2027, 7, 1), date(2027, 8, 1)
LATER = datetime(2027, 1, 9, tzinfo=UTC)


def firm(*events: Any, company: Scenario | None = None) -> list[tuple[str, int, str]]:
    """Period, heads and standing of every move of the plan in force."""
    incumbent = seen(published(*events, company=company)).scenario.incumbent
    return [(each.period, each.heads, each.standing.value) for each in incumbent]


# ---------------------------------------------------------------- canonical


def test_the_revision_is_of_what_is_seen_not_of_how_it_came() -> None:
    """Minus one and plus one leave nothing; a later day is another view."""
    off = told(HeadcountChanged, "a", cohort="kyc", people=-1, effective_from=FEBRUARY)
    on = told(HeadcountChanged, "b", cohort="kyc", people=1, effective_from=FEBRUARY)
    day = passed(MAY)

    assert seen(published(off, on, day)).revision == seen(published(day)).revision
    assert seen(published(off, day)).revision != seen(published(day)).revision
    assert seen(published(day)).revision != seen(published()).revision


def test_a_programme_whose_horizon_is_over_has_no_view() -> None:
    """To the end of June: in May there is one quarter to plan no more, and the view says so."""
    ending = scenario(horizon=Horizon(ends=JULY, tail_periods=0))
    spring, late = (published(passed(day), company=ending) for day in (FEBRUARY, MAY))

    assert [each.label for each in seen(spring).scenario.periods] == ["2027-Q2"]
    found = view(late, "test")
    assert isinstance(found, NoView)
    assert "leaves no whole quarter after the planning date 2027-05-01" in found.reasons[0]


def test_a_view_that_does_not_fit_together_is_none_and_says_why() -> None:
    """A published scenario whose team moves whole has no later counts; nobody can be half there."""
    found = view(published(), "others")

    assert found == NoView(("no scenario has been published for others",))


# ---------------------------------------------------------------- a scenario republished


def test_why_there_is_no_view_is_said_without_counts_of_posts() -> None:
    """A range of posts around ten, and HR counts three: the reason does not say three."""
    around = Range(table="cohorts", row="kyc", field="posts", low="8", high="12")
    few = told(HeadcountCounted, "c", cohort="kyc", posts=3, people=3, as_of=FEBRUARY)
    found = view(published(few, passed(MAY), company=scenario(ranges=(around,))), "test")

    assert isinstance(found, NoView)
    assert found.reasons == ("ranges cohorts/kyc/posts low: is a range that leaves out its base",)


def test_a_scenario_published_anew_starts_from_its_own_figures() -> None:
    """Counts and changes before its planning date are in its figures; later ones go on top."""
    anew = scenario(planning_date=MAY, cohorts=(cohort("kyc", posts=7),))
    found = seen(
        published(
            told(HeadcountCounted, "a", cohort="kyc", posts=3, people=3, as_of=FEBRUARY),
            told(HeadcountChanged, "b", cohort="kyc", posts=-1, people=-1, effective_from=JUNE),
            told(ScenarioPublished, "c", at=LATER, scenario=anew),
            passed(JUNE),
        )
    )

    assert found.scenario.cohorts[0].posts == 6


def test_a_scenario_published_anew_keeps_what_was_promised() -> None:
    """Commitments are facts: four of kyc still go, as far as the new scenario has them."""
    anew = told(ScenarioPublished, "c", at=LATER, scenario=scenario(planning_date=FEBRUARY))
    without = scenario(planning_date=FEBRUARY, cohorts=(cohort("alerts"),))

    assert firm(accepted(4), anew) == [("2027-Q2", 4, "accepted")]
    found = seen(published(accepted(4), told(ScenarioPublished, "c", at=LATER, scenario=without)))
    assert found.scenario.incumbent == ()
    assert found.unmatched == (f"a decision or a step on {not_in('test', 'a move', MOVE)}",)


def test_what_names_no_move_is_not_said_again() -> None:
    """It is free text: somebody could have written of a person there."""
    step = executed(Step.OFFERED, 1).model_copy(update={"recommendation": "Jane Doe is ill"})
    found = seen(published(step))

    assert found.unmatched == ("a decision or a step on what names no move",)


def test_the_plan_in_force_of_a_scenario_counts_until_there_is_an_answer() -> None:
    """Promised moves of the file stay; planned ones give way to the first answer."""
    told_before = (
        MoveInForce(cohort="kyc", destination="bengaluru", mode=Mode.TRANSFER,
                      period="2027-Q3", heads=2),
        MoveInForce(cohort="kyc", destination="bengaluru", mode=Mode.REDUNDANCY,
                      period="2027-Q3", heads=1, standing=Firmness.ACCEPTED),
    )  # fmt: skip
    company = scenario(incumbent=told_before)

    assert firm(company=company) == [("2027-Q3", 1, "accepted"), ("2027-Q3", 2, "planned")]
    assert firm(answered(proposal(4)), company=company) == [
        ("2027-Q3", 1, "accepted"),
        ("2027-Q2", 4, "planned"),
    ]


# ---------------------------------------------------------------- heads


def test_teams_that_move_whole_feel_later_changes_on_their_day() -> None:
    """Two posts go in June: not foreseen, since a team cannot move while its posts change."""
    bound = Team(id="desk", kind=TeamKind.INDIVISIBLE, cohorts=("kyc",))
    cut = told(HeadcountChanged, "a", cohort="kyc", posts=-2, people=-2, effective_from=JUNE)
    company = scenario(teams=(bound,))

    assert seen(published(cut, company=company)).scenario.posts["kyc"] == (10, 10, 10, 10)
    assert seen(published(cut, passed(JUNE), company=company)).scenario.cohorts[0].posts == 8


@pytest.mark.parametrize(
    ("people", "bands"),
    [(0, [(3, 0), (7, 9)]), (-4, [(6, 9)]), (2, [(2, 0), (3, 0), (7, 9)])],
)
def test_service_bands_add_up_to_the_people_there(
    people: int, bands: list[tuple[int, int]]
) -> None:
    """The shortest service leaves first; who joins has served no year."""
    bands_of = (service("kyc", 3, 0, "USD 4000", 6), service("kyc", 7, 9, "USD 5000"))
    change = told(HeadcountChanged, "a", cohort="kyc", posts=max(people, 0), people=people,
                  effective_from=FEBRUARY)  # fmt: skip
    found = seen(published(change, passed(FEBRUARY), company=scenario(service=bands_of)))

    assert sorted((each.posts, each.years) for each in found.scenario.service) == sorted(bands)


def test_newcomers_join_the_band_of_no_service_where_there_is_one() -> None:
    """Three of no service and two newcomers are five: one row, not two of one key."""
    company = scenario(service=(service("kyc", 3, 0, "USD 4000"), service("kyc", 7, 9, "USD 5000")))
    change = told(HeadcountChanged, "a", cohort="kyc", posts=2, people=2, effective_from=FEBRUARY)
    found = seen(published(change, passed(FEBRUARY), company=company))

    assert [(each.posts, each.years) for each in found.scenario.service] == [(5, 0), (7, 9)]


def test_parts_of_the_posts_are_cut_to_what_is_there() -> None:
    """Of ten, six must stay and four must go; counted three, three stay and none must go."""
    company = scenario(cohorts=(cohort("kyc", must_stay=6, must_go=4, protected=5),))
    count = told(HeadcountCounted, "a", cohort="kyc", posts=3, people=2, as_of=FEBRUARY)
    (kyc,) = seen(published(count, passed(FEBRUARY), company=company)).scenario.cohorts

    assert (kyc.posts, kyc.vacant, kyc.must_stay, kyc.must_go, kyc.protected) == (3, 1, 3, 0, 3)


def test_a_count_has_the_changes_of_its_day_in_it() -> None:
    """Counted eight on 1 February, when two joined: eight; with three more in May eleven."""
    events = [
        told(HeadcountCounted, "a", cohort="kyc", posts=8, people=8, as_of=FEBRUARY),
        told(HeadcountChanged, "b", cohort="kyc", posts=2, people=2, effective_from=FEBRUARY),
        told(HeadcountChanged, "c", cohort="kyc", posts=3, people=3, effective_from=MAY),
    ]

    def posts(day: date) -> int:
        return seen(published(*events, passed(day))).scenario.cohorts[0].posts

    assert [posts(day) for day in (FEBRUARY, date(2027, 4, 30), MAY)] == [8, 8, 11]


# ---------------------------------------------------------------- seats, money, signals


def test_seats_and_budgets_are_those_said_last() -> None:
    """Seats by the day of their count, budgets by when they were set; none lifts a limit."""
    limits = Budget(
        total=money("USD 9"),
        by_fiscal_year=(FiscalYearBudget(fiscal_year=2027, limit=money("USD 5")),),
    )
    found = seen(
        published(
            told(SeatsCounted, "a", office="shanghai", seats=80, as_of=FEBRUARY),
            told(SeatsCounted, "b", office="shanghai", seats=70, as_of=JUNE),
            told(BudgetSet, "c", limit=money("USD 7")),
            told(BudgetSet, "d", at=LATER, limit=money("USD 6")),
            told(BudgetSet, "e", fiscal_year=2027, limit=None),
            passed(MAY),
            company=scenario(budget=limits),
        )
    ).scenario

    assert {each.id: each.seats for each in found.offices} == {"bengaluru": 100, "shanghai": 80}
    assert found.budget == Budget(total=money("USD 6"))


def test_a_scenario_published_later_leaves_what_finance_has_set() -> None:
    """Otherwise mending a scenario for another reason would lift a limit of finance unseen."""
    again = told(ScenarioPublished, "b", at=LATER, scenario=scenario(budget=Budget()))
    limited = published(told(BudgetSet, "a", limit=money("USD 7")), again)

    assert seen(limited).scenario.budget == Budget(total=money("USD 7"))


def test_a_signal_counts_once_though_the_scenario_has_it_too() -> None:
    """The scenario's own signal and the report of it are one signal, and one view."""
    company = scenario(matters=(matter("pipl"),), signals=(signal("law", "pipl"),))
    again = told(SignalReported, "a", signal=signal("law", "pipl"))

    assert (
        seen(published(again, company=company)).revision
        == seen(published(company=company)).revision
    )


def test_what_is_said_of_a_signal_later_is_not_known_yet() -> None:
    """Recorded in February, approved in May, retracted in June: seen day by day."""
    reported = signal("law", "pipl", recorded_at="2027-02-01", approved_at=None)
    company = scenario(matters=(matter("pipl"),))
    events = [
        told(SignalReported, "a", signal=reported),
        told(SignalApproved, "b", datetime(2027, 5, 1, tzinfo=UTC), signal="law", by="counsel"),
        told(SignalRetracted, "c", datetime(2027, 6, 1, tzinfo=UTC), signal="law"),
    ]

    def known(day: date) -> list[tuple[bool, bool]]:
        signals = seen(published(*events, passed(day), company=company)).scenario.signals
        return [(each.approved_at is not None, each.retracted_at is not None) for each in signals]

    assert known(date(2027, 1, 15)) == []
    assert known(FEBRUARY) == [(False, False)]
    assert known(MAY) == [(True, False)]
    assert known(JUNE) == [(True, True)]


def test_signals_of_places_that_the_scenario_is_not_in_change_nothing() -> None:
    """A matter of Japan is felt by nobody here: the same view, and no solve."""
    company = scenario(matters=(matter("appi", jurisdiction="japan"),))
    report = told(SignalReported, "a", signal=signal("bill", "appi"))

    assert (
        seen(published(report, company=company)).revision
        == seen(published(company=company)).revision
    )


# ---------------------------------------------------------------- decisions


def test_a_move_lapses_from_the_plan_when_nobody_took_it_up_in_time() -> None:
    """To be started by 1 February: planned on that day, gone on the next."""
    assert firm(answered(proposal(4)), passed(FEBRUARY)) == [("2027-Q2", 4, "planned")]
    assert firm(answered(proposal(4)), passed(date(2027, 2, 2))) == []


def test_a_promised_move_stays_when_its_start_has_passed() -> None:
    """Its leads count from the day it was accepted."""
    found = seen(published(answered(proposal(4)), accepted(4), passed(date(2027, 2, 2))))
    (kept,) = found.scenario.incumbent

    assert (kept.heads, kept.standing, kept.started_on) == (4, Firmness.ACCEPTED, START.date())


def test_a_promised_move_without_word_of_its_landing_is_due_next() -> None:
    """Due on 1 April: still so on that day; on the next it is expected with those of 1 July."""
    also = accepted(2, identity(period="2027-Q3"))

    assert firm(accepted(4), passed(APRIL)) == [("2027-Q2", 4, "accepted")]
    assert firm(accepted(4), passed(date(2027, 4, 2))) == [("2027-Q3", 4, "accepted")]
    assert firm(accepted(4), also, passed(date(2027, 4, 2))) == [("2027-Q3", 6, "accepted")]
    assert firm(accepted(4), executed(Step.LANDED, 4, APRIL), passed(date(2027, 4, 2))) == []


def test_of_moves_that_are_due_together_the_leads_count_from_the_later_start() -> None:
    """Four accepted on 1 January for April have not landed, and are due with two of 9 January."""
    two = accepted(2, identity(period="2027-Q3"), at=LATER)
    (joined,) = seen(published(accepted(4), two, passed(date(2027, 4, 2)))).scenario.incumbent

    assert (joined.heads, joined.started_on) == (6, LATER.date())


def test_an_announced_move_is_told_apart() -> None:
    assert firm(accepted(4), executed(Step.ANNOUNCED, 4)) == [("2027-Q2", 4, "announced")]


@pytest.mark.parametrize(
    ("decision", "limits"),
    [
        (accepted(3), [("2027-Q2", 3)]),
        (decided(DecisionKind.PART, 2, Reason.CAPACITY), [("2027-Q2", 2)]),
        (decided(DecisionKind.REJECT, reason=Reason.TIMING), [("2027-Q2", 0)]),
        (decided(DecisionKind.REJECT, reason=Reason.PEOPLE), [("2027-Q2", 0), (None, 0)]),
        (decided(DecisionKind.DEFER, until=MAY), []),
    ],
)
def test_of_a_decided_move_no_more_than_was_agreed(decision: Any, limits: list[Any]) -> None:
    """What was not accepted is refused; what is put off stays open."""
    agreed = seen(published(answered(proposal(4)), decision)).scenario.under_way.agreed

    assert [(each.period, each.heads) for each in agreed] == limits


def test_a_no_to_a_destination_leaves_what_was_promised_there() -> None:
    """Four accepted for Q2; a no for Q3 rules out any more."""
    no = decided(
        DecisionKind.REJECT, reason=Reason.PEOPLE, recommendation=identity(period="2027-Q3")
    )
    agreed = seen(published(accepted(4), no)).scenario.under_way.agreed

    assert [(each.period, each.heads) for each in agreed] == [
        ("2027-Q2", 4),
        ("2027-Q3", 0),
        (None, 4),
    ]


def test_limits_of_the_scenario_itself_stay() -> None:
    own = Agreed(cohort="kyc", destination="bengaluru", heads=7)
    company = scenario(under_way=seen(published()).scenario.under_way.model_copy(
        update={"agreed": (own,)}))  # fmt: skip

    assert seen(published(company=company)).scenario.under_way.agreed == (own,)


# ---------------------------------------------------------------- what goes along


NEEDS = Plan(
    blocks=(block("bengaluru", 2, "2027-Q2"),),
    measures=(MeasureStart(measure="masking", period="2027-Q2"),),
    routes=(
        RouteFiling(entity="bank_cn", group=DataGroup.PERSONAL,
                    route=RouteKind.STANDARD_CONTRACT, period="2027-Q2"),
    ),
    consultations=(Consultation(entity="bank_cn", period="2027-Q2"),),
)  # fmt: skip


def growing() -> Scenario:
    """The default company with blocks to be had and a measure to be taken."""
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", block_seats=5, max_blocks=3,
                   block_fit_out=money("USD 1"), block_lease=money("USD 1")),
        ),
        measures=(measure("masking"),),
    )  # fmt: skip


def along(*events: Any) -> Scenario:
    """What the company looks like once a move that needs something has been proposed."""
    answer = answered(proposal(4, needs=NEEDS))
    return seen(published(answer, *events, company=growing())).scenario


def seats(company: Scenario) -> tuple[int, int]:
    return next((each.seats, each.max_blocks) for each in company.offices if each.block_seats)


def test_what_an_accepted_move_needs_is_under_way() -> None:
    """Not before it is accepted; in force in the day after its period has begun."""
    proposed, ordered = along(), along(accepted(4))

    assert proposed.under_way.blocks == ()
    assert ordered.under_way.blocks == NEEDS.blocks
    assert ordered.under_way.measures == NEEDS.measures
    assert ordered.under_way.routes == NEEDS.routes
    assert ordered.under_way.consultations == NEEDS.consultations
    assert (seats(ordered), ordered.measures[0].in_force) == ((100, 3), False)


def test_what_has_begun_is_in_force_and_not_bought_again() -> None:
    """Two blocks of five seats are there, one is left to be had; the measure stays."""
    begun = along(accepted(4), passed(date(2027, 4, 2)))

    assert (seats(begun), begun.measures[0].in_force) == ((110, 1), True)
    assert (begun.under_way.blocks, begun.under_way.measures) == ((), ())


def test_what_begins_today_is_not_in_force_yet() -> None:
    """On 1 April the period has its first day: blocks and measure are still under way."""
    today = along(accepted(4), passed(APRIL))

    assert (seats(today), today.measures[0].in_force) == ((100, 3), False)
    assert today.under_way.blocks == NEEDS.blocks
    assert today.under_way.measures == NEEDS.measures


def test_later_plans_remember_it() -> None:
    """The next answer knows nothing of the move, which has landed: seats and measure are there."""
    first, landed = answered(proposal(4, needs=NEEDS)), executed(Step.LANDED, 4, APRIL)
    facts: list[Any] = [accepted(4), landed, passed(date(2027, 4, 2))]
    remembered = seen(published(first, *facts, company=growing())).orders
    second = answered(number=2, orders=remembered)
    found = seen(published(first, second, *facts, company=growing()))

    assert remembered == (Order(recommendation=MOVE, needs=NEEDS),)
    assert (seats(found.scenario), found.scenario.measures[0].in_force) == ((110, 1), True)
    assert found.orders == remembered


def test_what_was_ordered_stays_ordered_though_the_move_has_landed_early() -> None:
    """The newest plan no longer has the move; its blocks are due in April all the same."""
    second = answered(number=2, orders=(Order(recommendation=MOVE, needs=NEEDS),))
    early = executed(Step.LANDED, 4, FEBRUARY)
    found = seen(published(second, accepted(4), early, company=growing())).scenario

    assert found.under_way.blocks == NEEDS.blocks


def test_a_count_of_seats_has_the_blocks_of_its_day_in_it() -> None:
    """Counted 108 in May: that is what there is, and one block is left."""
    count = told(SeatsCounted, "a", office="bengaluru", seats=108, as_of=MAY)

    assert seats(along(accepted(4), count, passed(JUNE))) == (108, 1)


def test_the_seats_of_a_scenario_published_later_include_earlier_counts() -> None:
    """Counted 80 in February; the scenario of April has its own figure; 70 are counted in May."""
    anew = told(ScenarioPublished, "anew", LATER, scenario=scenario(planning_date=APRIL))
    count = told(SeatsCounted, "a", office="shanghai", seats=80, as_of=FEBRUARY)
    recount = told(SeatsCounted, "b", office="shanghai", seats=70, as_of=MAY)

    def there(*events: Any) -> int:
        offices = seen(published(count, anew, *events)).scenario.offices
        return next(each.seats for each in offices if each.id == "shanghai")

    assert there() == scenario().offices[1].seats == 100
    assert there(recount, passed(JUNE)) == 70


def test_what_was_taken_back_before_it_began_is_not_ordered() -> None:
    """A later no ends the order; what had begun by then stays paid for."""
    no = decided(DecisionKind.REJECT, reason=Reason.BUDGET, at=datetime(2027, 3, 1, tzinfo=UTC))
    order = Order(recommendation=MOVE, needs=NEEDS)
    answer = answered(number=2, orders=(order,))
    before = seen(published(answer, accepted(4), no, company=growing())).scenario
    after = seen(
        published(answer, accepted(4), no, passed(date(2027, 4, 2)), company=growing())
    ).scenario

    assert (before.under_way.blocks, seats(before)) == ((), (100, 3))
    assert seats(after) == (110, 1)


def test_several_moves_need_the_same_blocks_once() -> None:
    """Two moves of one wave each need two blocks at Bengaluru: two are ordered, not four."""
    other = identity(mode=Mode.REDUNDANCY)
    answer = answered(proposal(4, needs=NEEDS), proposal(2, needs=NEEDS, mode=Mode.REDUNDANCY))
    found = seen(published(answer, accepted(4), accepted(2, other), company=growing())).scenario

    assert found.under_way.blocks == NEEDS.blocks


def test_a_granted_filing_is_a_route_in_force() -> None:
    """From the day of the grant, before its period has begun."""
    granted = along(accepted(4), executed(Step.FILING_GRANTED, 4, FEBRUARY))

    assert granted.routes == (
        RouteInForce(entity="bank_cn", group=DataGroup.PERSONAL, route=RouteKind.STANDARD_CONTRACT),
    )
    assert granted.under_way.routes == ()


def test_a_refused_filing_is_not_under_way_and_never_in_force() -> None:
    """Another one takes its full lead again."""
    refused = executed(Step.FILING_REFUSED, 4, FEBRUARY)

    for day in (FEBRUARY, date(2027, 4, 2)):
        found = along(accepted(4), refused, passed(day))
        assert (found.under_way.routes, found.routes) == ((), ())


def test_a_filing_without_word_is_expected_in_the_next_period() -> None:
    """Law is not presumed: what nobody granted is not in force."""
    late = along(accepted(4), passed(date(2027, 4, 2)))

    assert [each.period for each in late.under_way.routes] == ["2027-Q3"]
    assert late.routes == ()


# ---------------------------------------------------------------- what has been done


def test_people_made_redundant_count_as_separations() -> None:
    """Four redundancies landed in April, by two reports on one day and one on another."""
    name = identity(mode=Mode.REDUNDANCY)
    facts: list[Any] = [
        accepted(6, name),
        executed(Step.LANDED, 3, APRIL, name),
        told_landed(1, name),
        executed(Step.LANDED, 2, MAY, name),
    ]
    before = Separations(entity="bank_cn", on=date(2026, 12, 1), heads=5)
    company = scenario(separations=(before,))
    found = seen(published(*facts, passed(MAY), company=company)).scenario.separations

    assert [(each.on, each.heads) for each in found] == [
        (date(2026, 12, 1), 5),
        (APRIL, 4),
        (MAY, 2),
    ]


def told_landed(heads: int, name: str) -> Any:
    """A second report on the same day."""
    again = executed(Step.LANDED, heads, APRIL, name)
    return again.model_copy(update={"id": "again"})


def test_separations_of_the_planning_date_are_in_the_scenario() -> None:
    """Five of 1 January, one of whom is told again as landed that day; two more on the next."""
    name = identity(mode=Mode.REDUNDANCY)
    company = scenario(separations=(Separations(entity="bank_cn", on=START.date(), heads=5),))
    facts = [executed(Step.LANDED, n, date(2027, 1, n), name) for n in (1, 2)]
    found = seen(published(accepted(3, name), *facts, passed(MAY), company=company)).scenario

    assert [(each.on.day, each.heads) for each in found.separations] == [(1, 5), (2, 2)]


def test_people_made_redundant_stay_so_when_the_rest_is_called_off() -> None:
    name = identity(mode=Mode.REDUNDANCY)
    no = decided(DecisionKind.REJECT, reason=Reason.TIMING, recommendation=name, at=LATER)
    facts: list[Any] = [accepted(6, name), executed(Step.LANDED, 3, APRIL, name), passed(MAY), no]

    assert [each.heads for each in seen(published(*facts)).scenario.separations] == [3]


def test_people_who_transferred_were_not_dismissed() -> None:
    facts: list[Any] = [accepted(4), executed(Step.LANDED, 4, APRIL), passed(MAY)]

    assert seen(published(*facts)).scenario.separations == ()


def test_a_scenario_published_later_has_earlier_separations_in_it() -> None:
    name = identity(mode=Mode.REDUNDANCY)
    anew = told(ScenarioPublished, "c", at=LATER, scenario=scenario(planning_date=AUGUST))
    facts: list[Any] = [accepted(4, name), executed(Step.LANDED, 4, JULY, name), anew]

    assert seen(published(*facts)).scenario.separations == ()


def test_an_office_of_another_jurisdiction_keeps_its_figures() -> None:
    """Nothing that was told touches what it is not about."""
    company = scenario(jurisdictions=(jurisdiction("china"), jurisdiction("india")))
    found = seen(published(accepted(4), company=company)).scenario

    assert found.jurisdictions == company.jurisdictions
    assert found.pay == company.pay


@pytest.mark.parametrize(
    ("name", "is_told"),
    [(MOVE, False), (identity("alerts"), True), (identity(destination="manila"), True)],
    ids=["known", "cohort", "office"],
)
def test_a_decision_on_what_is_not_there_is_told(name: str, is_told: bool) -> None:
    """Cohort and office of a move are both there, or it is no move of the scenario."""
    told_of = f"a decision or a step on {not_in('test', 'a move', name)}"

    assert seen(published(accepted(4, name))).unmatched == ((told_of,) if is_told else ())
