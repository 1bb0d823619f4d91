"""Both baselines: what is best with nobody moved, with measures and without."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from models.baselines import BaselineName, Baselines
from models.plan import MeasureStart, Plan, SeatRelease
from models.plan_in_force import Firmness
from models.risk import Channel
from models.routes import RouteKind
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.settings import Budget, ExposureCap
from planner.audit import audit
from planner.baselines import baselines_of, breaches
from planner.books import books_of
from planner.planning import make_plan
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    jurisdiction,
    money,
    move,
    plan,
    scenario,
    small_scenarios,
    topic,
)
from tests.support.companies import exposed, leasing
from tests.support.duties import (
    china,
    cuts_case,
    data,
    export_law,
    file,
    measure,
    population,
    terms,
)
from tests.support.judging import do_nothing
from tests.support.limiting import in_force
from tests.support.lints import changed
from tests.support.seeds import examples


def made(of: Scenario) -> Baselines:
    return baselines_of(books_of(of))


def test_staying_put_gives_up_the_seats_that_nobody_needs() -> None:
    """Ten posts on twelve seats, to be given up from April: two seats for 275 days at USD 10."""
    whole = leasing(seats=12)
    put = made(whole).staying_put

    assert put.plan == Plan(releases=(SeatRelease(office="shanghai", period="2027-Q2", seats=2),))
    assert do_nothing(whole).total - put.judgement.total == 5_500_00
    assert put.judgement.lawful


def eased(set_up: str) -> Scenario:
    """USD 100 a day are expected to be lost; masking cuts 60 % of that, USD 21,900 in the year."""
    return exposed(
        measures=(measure("masking", set_up=money(set_up)),),
        effects=(cuts_case("masking", "fine", 0.6),),
    )


def test_staying_plus_measures_takes_what_is_worth_it() -> None:
    """For a dollar less than it cuts it is taken, at least money or not; staying put never does."""
    worth_it = made(eased("USD 21899"))
    too_dear = made(eased("USD 21901"))

    assert worth_it.staying_plus_measures.plan.measures == (
        MeasureStart(measure="masking", period="2027-Q1"),
    )
    assert worth_it.staying_put.plan.measures == ()
    assert worth_it.better is BaselineName.STAYING_PLUS_MEASURES
    put, plus = (worth_it.of(name).judgement for name in BaselineName)
    assert put.total - plus.total == 100
    assert (plus.money - put.money, put.expected_loss - plus.expected_loss) == (
        21_899_00,
        21_900_00,
    )
    assert too_dear.staying_plus_measures == too_dear.staying_put
    assert too_dear.better is BaselineName.STAYING_PUT


def capped(total: str, **changes: Any) -> Scenario:
    """Ten posts at USD 73,000 that nobody may move; USD 10,000 a year are expected to be lost, and
    a zone of USD 50,000 leaves 1,000 of it."""
    return scenario(
        **{
            "datasets": (dataset("files"),),
            "access": (access("kyc", "files"),),
            "topics": (topic("leak", Channel.PRESENCE, fixed_share=1.0, per_head_share=0.0),),
            "cases": (case("raid", "leak", 0.1, "USD 100000"),),
            "measures": (measure("zone", set_up=money("USD 50000")),),
            "effects": (cuts_case("zone", "raid", 0.9),),
            "exposure_cap": ExposureCap(total=money(total)),
            "cohorts": (cohort("kyc", must_stay=10),),
            **changes,
        }
    )


def test_what_breaks_a_rule_is_not_the_better_baseline_however_cheap() -> None:
    """Staying put costs 740,000 and breaks a cap of 5,000; with the zone it is 781,000, the plan
    too: it saves nothing, in place of 41,000 less than nothing. Under a cap of 20,000 staying put
    is lawful, and better."""
    found = make_plan(capped("USD 5000"), SearchLimits(gap=0.0))
    put, plus = (found.baselines.of(name).judgement for name in BaselineName)

    assert (put.total, put.lawful, plus.total, plus.lawful) == (
        740_000_00,
        False,
        781_000_00,
        True,
    )
    assert found.better_baseline == found.baselines.staying_plus_measures
    assert found.saving is not None
    assert (found.saving.against, found.saving.total) == (BaselineName.STAYING_PLUS_MEASURES, 0)
    assert found.gap_of_saving == 0.0
    assert made(capped("USD 20000")).better is BaselineName.STAYING_PUT


def test_where_both_break_a_rule_the_cheaper_one_is_better() -> None:
    """A cap of 500 is below the 1,000 that the zone leaves."""
    both = made(capped("USD 500"))

    assert not both.staying_plus_measures.judgement.lawful
    assert both.better is BaselineName.STAYING_PUT


def test_moving_saves_against_what_can_be_done() -> None:
    """All ten may go to Bengaluru at 36,500: 365,000. Against staying with the zone that saves
    416,000, not 375,000 against what the cap forbids; the band of the second stage is 1 % of it."""
    found = make_plan(capped("USD 5000", cohorts=(cohort("kyc"),)), SearchLimits(gap=0.0))

    assert found.saving is not None
    assert found.saving.total == 416_000_00
    assert found.second_stage is not None
    assert found.second_stage.band == 4_160_00


def test_where_nobody_can_stay_lawfully_it_is_still_told_what_it_costs_and_breaks() -> None:
    """Ten posts on nine seats: one seat is missing, and no seat is given up to save its lease."""
    crowded = leasing(seats=9, breaks=date(2027, 1, 1))
    put = made(crowded).staying_put

    (broken,) = {(each.rule, each.violation) for each in put.judgement.violations}
    assert broken == ("seats", 1)
    assert put.plan.releases == ()


def test_law_is_kept_before_policy() -> None:
    """Data of 200,000 people leaves for Bengaluru: law asks for a contract of USD 5,000, where the
    budget has USD 100. It is filed, and staying put breaks the budget alone.
    """
    contract = export_law(
        standard_contract=terms(set_up=money("USD 5000")),
        certification=None,
        security_assessment=None,
    )
    whole = scenario(
        jurisdictions=(china(exports=contract), jurisdiction("india")),
        populations=(population("retail", 200_000),),
        datasets=(data("clients", "retail"),),
        cohorts=(cohort("kyc"), cohort("support", entity="services_in", office="bengaluru")),
        access=(access("support", "clients"),),
        budget=Budget(total=money("USD 100")),
    )
    put = made(whole).staying_put

    assert put.plan.routes == (file(RouteKind.STANDARD_CONTRACT),)
    assert {(each.rule, each.law) for each in put.judgement.violations} == {("budget", False)}
    assert breaches(put.judgement) == (0, 1)
    assert breaches(do_nothing(whole))[0] > 0


def test_what_is_promised_is_broken_by_staying_and_not_put_on_hold() -> None:
    """Four were announced for the second quarter: nobody moves, and four are too few by four."""
    whole = scenario(incumbent=(in_force(4, period="2027-Q2", standing=Firmness.ANNOUNCED),))

    for each in (made(whole).staying_put, made(whole).staying_plus_measures):
        assert (each.plan.moves, each.plan.holds) == ((), ())
        (broken,) = each.judgement.violations
        assert (broken.rule, broken.violation) == ("commitments", 4)


def test_both_are_the_same_every_time() -> None:
    """The optimiser stops by effort, not by the clock."""
    whole = eased("USD 21899")

    assert made(whole) == made(whole)


def test_nothing_that_stays_costs_less() -> None:
    """Against every plan of releases: seats of one office, given up in any period."""
    whole = leasing(seats=12)
    books, best = books_of(whole), made(whole).staying_put.judgement.money
    labels = [period.label for period in whole.periods]
    plans = (
        Plan(releases=(SeatRelease(office="shanghai", period=label, seats=seats),))
        for label in labels
        for seats in range(1, 13)
    )

    assert best == min(each.money for each in (audit(p, books) for p in plans) if each.lawful)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(whole=small_scenarios())
def test_of_any_company(whole: Scenario) -> None:
    """Nobody moves, each is judged as it is, neither is worse than doing nothing, and the one with
    measures is never dearer in all where both are lawful."""
    both, nothing = made(whole), do_nothing(whole)
    put, plus = both.staying_put, both.staying_plus_measures

    for each in (put, plus):
        assert (each.plan.moves, each.people.asked_to_move) == ((), 0)
        assert each.judgement == audit(each.plan, books_of(whole))
    if nothing.lawful:
        assert put.judgement.lawful
        assert put.judgement.money <= nothing.money
    if put.judgement.lawful:
        assert plus.judgement.lawful
        assert plus.judgement.total <= put.judgement.total


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(whole=small_scenarios())
def test_moves_and_common_costs_add_up_to_every_total(whole: Scenario) -> None:
    """To the cent, and rule by rule for what no move has a share in; money and expected loss make
    the total; what falls after the horizon is what a scenario without a tail does not have."""
    books = books_of(whole)
    cohort = whole.cohorts[0]
    moved = plan([move(1, cohort=cohort.id, period=whole.periods[0].label)])
    for each in (audit(moved, books), audit(Plan(), books), made(whole).staying_put.judgement):
        parts = [(p.one_off, p.run_rate_delta, p.exposure_delta) for p in each.priced_moves]
        common = sum(cost.total for cost in each.common_costs)
        assert sum(map(sum, parts)) + common == each.total
        weighted = sum(line.amount for line in each.price_list if line.expected)
        assert each.money + weighted == each.total
    short = changed(whole, horizon=whole.horizon.model_copy(update={"tail_periods": 0}))
    whole_plan, within = audit(moved, books), audit(moved, books_of(short))
    assert whole_plan.total - whole_plan.tail == within.total


def test_where_nothing_can_be_decided_nothing_is() -> None:
    """A company with no lease, no measure and no data: doing nothing is both baselines."""
    whole = scenario()
    both = made(whole)

    assert (both.staying_put.plan, both.staying_plus_measures.plan) == (Plan(), Plan())
