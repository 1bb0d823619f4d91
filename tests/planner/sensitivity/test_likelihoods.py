"""How likely what could happen has to be for a plan to pay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.break_even import BreakEvens, EventBreakEven, LikelihoodRange
from models.measures import Measure, MeasureEffect, MeasureKind
from models.plan import Plan
from models.provenance import Certainty
from models.ranges import Range
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.signals import Stage
from planner.audit import audit
from planner.baselines import baselines_of, staying_plus_measures
from planner.books import books_of
from planner.exposure import exposure_book
from planner.sensitivity.events import EventReadings, events_of, scenario_with
from planner.sensitivity.likelihoods import break_evens_of
from planner.sensitivity.stages import scenario_at_stage
from planner.sensitivity.stakes import stakes_of
from tests.support.builders import (
    base_rate,
    case,
    inspection,
    matter,
    money,
    move,
    pay,
    plan,
    signal,
    small_scenarios,
)
from tests.support.seeds import examples
from tests.support.uncertain_company import EVERYBODY, company

NO_END = SearchLimits(deterministic=True)

CENTS = 100
"""What the rounding of coefficients may add up to."""


def found_for(of: Scenario, made: Plan = EVERYBODY, limits: SearchLimits = NO_END) -> BreakEvens:
    books = books_of(of)
    return break_evens_of(books, made, audit(made, books), baselines_of(books), limits)


def dearer(by: int, likelihood: float | None = 0.1, **changes: Any) -> Scenario:
    """Ten posts are so many dollars a year dearer in Bengaluru. The case costs 365,000 times its
    likelihood a year while they are in Shanghai, by heads."""
    wages = (
        pay("analyst", "shanghai", "USD 73000"),
        pay("analyst", "bengaluru", f"USD {73_000 + by // 10}"),
    )
    cases = (case("raid", "leak", likelihood, "USD 365000"),)
    return company(**{"pay": wages, "cases": cases, **changes})


def zoned(**changes: Any) -> Scenario:
    """Dearer by what the case is expected to cost; a zone for 60,000 cuts 80 % of it."""
    measure = Measure(
        id="zone",
        name="zone",
        kind=MeasureKind.RING_FENCE,
        set_up=money("USD 60000"),
        yearly=money("USD 0"),
    )
    effect = MeasureEffect(measure="zone", case="raid", cut_share=0.8)
    return dearer(36_500, measures=(measure,), effects=(effect,), **changes)


def before(ranges: tuple[LikelihoodRange, ...]) -> list[tuple[float, float]]:
    """Likelihoods before signals."""
    return [(each.low.before_signals, each.high.before_signals) for each in ranges]


def ends(ranges: tuple[LikelihoodRange, ...]) -> list[float]:
    """Low and high of every range, one after another."""
    return [end for pair in before(ranges) for end in pair]


def close_to(*figures: float) -> object:
    """To the precision of the search."""
    return pytest.approx(list(figures), rel=2e-4)


def only_event(found: BreakEvens) -> EventBreakEven:
    (each,) = found.events
    return each


def test_the_likelihood_by_hand() -> None:
    """18,250 more in money for 365,000 less of loss, if it happens: from 5 % a year on."""
    raid = only_event(found_for(dearer(18_250)))

    assert ends(raid.staying_put) == close_to(0.05, 1.0)
    assert raid.staying_plus_measures == raid.staying_put
    assert (raid.ours.before_signals, raid.low, raid.high) == (0.1, None, None)
    assert raid.certainty is Certainty.ASSUMPTION


def test_it_pays_at_any_likelihood() -> None:
    raid = only_event(found_for(company()))

    assert before(raid.staying_put) == before(raid.staying_plus_measures) == [(0.0, 1.0)]


def test_it_pays_at_none_even_if_certain() -> None:
    """Dearer than the whole loss; all events together are certain at ten times ours."""
    found = found_for(dearer(400_000))

    assert only_event(found).staying_put == only_event(found).staying_plus_measures == ()
    assert found.all_events.staying_put == ()
    assert found.all_events.certain_from == 10.0
    assert found.losses.staying_put == pytest.approx(400_000 / 36_500)


def test_measures_answer_a_likelihood() -> None:
    """Five who move cost 18,250 and spare half of the loss, from 10 % on; a zone of 60,000 spares
    80 % of it, and is cheaper from 38 % on: 41,750 for 30 % of 365,000."""
    of = zoned()
    raid = only_event(found_for(of, plan([move(5)])))

    assert ends(raid.staying_put) == close_to(0.1, 1.0)
    assert ends(raid.staying_plus_measures) == close_to(0.1, 41_750 / 109_500)


def test_all_events_together_are_multiplied_until_they_are_certain() -> None:
    """Two cases of 10 % and 40 % spare 36,500 and 146,000; the second is certain at 2.5 times. Of
    600,000 more, 365,000 are then spared, and 235,000 are at 6.4 times the first."""
    of = dearer(
        600_000,
        cases=(case("raid", "leak", 0.1, "USD 365000"), case("leaked", "leak", 0.4, "USD 365000")),
    )
    found = found_for(of).all_events

    (pays,) = found.staying_put
    assert [pays.low, pays.high] == close_to(235 / 36.5, 10.0)
    assert found.saving_at_low is None


def test_ranges_of_the_assumption() -> None:
    """Of a likelihood as given; of a base rate by its factors, and its source comes along."""
    given_range = Range(table="cases", row="raid", field="likelihood", low="0.02", high="0.3")
    found = found_for(dearer(18_250, ranges=(given_range,)))
    raid = only_event(found)
    assert raid.low is not None
    assert raid.high is not None
    assert (raid.low.before_signals, raid.high.before_signals) == (0.02, 0.3)
    # 18,250 more, and 7,300 or 109,500 less.
    assert found.all_events.saving_at_low == pytest.approx(-1_095_000, abs=CENTS)
    assert found.all_events.saving_at_high == pytest.approx(9_125_000, abs=CENTS)

    rate = base_rate("raids", 5, 50.0, factor_high=3.0, source="counted", certainty=Certainty.READ)
    cases = (case("raid", "leak", None, "USD 365000", base_rate="raids"),)
    counted = only_event(found_for(dearer(18_250, cases=cases, base_rates=(rate,))))
    assert counted.low is not None
    assert counted.high is not None
    assert counted.low.before_signals == pytest.approx(rate.low)
    assert counted.high.before_signals == pytest.approx(rate.high)
    assert (counted.source, counted.certainty) == ("counted", Certainty.READ)
    assert before(counted.staying_put)[0][0] == pytest.approx(0.05, rel=2e-4)


def test_an_inspection_is_one_event_with_its_cases() -> None:
    """It ends in the case in half of the times, so it has to be twice as likely."""
    of = dearer(
        18_250,
        inspections=(inspection("visit", 0.2),),
        cases=(case("raid", "leak", None, "USD 365000", inspection="visit", share=0.5),),
    )
    visit = only_event(found_for(of))

    assert (visit.event, visit.cases) == ("visit", ("raid",))
    assert ends(visit.staying_put) == close_to(0.1, 1.0)
    assert visit.ours.within_year == visit.ours.before_signals == 0.2


def test_signals_count_on_top() -> None:
    """Law in force doubles the odds or so: 5 % with signals is less before them."""
    of = dearer(18_250, matters=(matter("law"),), signals=(signal("act", "law"),))
    raid = only_event(found_for(of))
    (least,) = raid.staying_put

    assert least.low.within_year == pytest.approx(0.05, rel=2e-4)
    assert least.low.before_signals < 0.025


def test_stages_of_a_matter() -> None:
    """By the audit of the plan and both baselines with the matter at each stage."""
    of = dearer(45_000, matters=(matter("law"),), signals=(signal("act", "law", approved_by="GC"),))
    (law,) = found_for(of).matters

    assert (law.ours, law.signal, law.approved_by) == (Stage.IN_FORCE, "act", "GC")
    assert law.flips
    assert [each.stage for each in law.stages] == [None, *Stage]
    for each in law.stages:
        books = books_of(scenario_at_stage(of, of.matters[0], each.stage))
        baselines, total = baselines_of(books), audit(EVERYBODY, books).total
        put, plus = baselines.staying_put, baselines.staying_plus_measures
        assert each.staying_put == pytest.approx(put.judgement.total - total, abs=CENTS)
        assert each.staying_plus_measures == pytest.approx(plus.judgement.total - total, abs=CENTS)
    saved = {each.stage: each.staying_put for each in law.stages}
    assert saved[None] == pytest.approx((36_500 - 45_000) * 100, abs=CENTS)
    assert saved[Stage.IN_FORCE] > 0


def test_a_matter_that_moves_nothing_is_left_out() -> None:
    of = dearer(18_250, matters=(matter("law", topics=("other",)), matter("none", 0.0)))

    assert found_for(of).matters == ()


def test_without_time_it_says_that_baselines_were_not_optimised() -> None:
    of = zoned()

    assert found_for(of).is_complete
    assert not found_for(of, limits=SearchLimits(seconds=0)).is_complete


@settings(deadline=None, max_examples=examples(12), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), heads=st.integers(1, 3))
def test_beside_each_end_the_audit_agrees(of: Scenario, heads: int) -> None:
    """Inside a range the plan costs less than either baseline made for that likelihood, outside it
    costs more; and money with what is at stake is the total of the audit."""
    made = plan([move(heads, cohort=of.cohorts[0].id, period=of.periods[-1].label)])
    found = found_for(of, made)
    books = books_of(of)
    for event in events_of(of, ()):
        each = next((each for each in found.events if each.event == event.id), None)
        ranges = each.staying_plus_measures if each is not None else ()
        for low, high in before(ranges):
            for at, pays in (
                (low * 1.01 + 1e-6, True),
                (high * 0.99 - 1e-6, True),
                (low * 0.99 - 1e-6, False),
                (high * 1.01 + 1e-6, False),
            ):
                inside = low <= at <= high
                if not 0 <= at <= 1 or inside != pays:
                    continue
                there = scenario_with(of, {event: at})
                total = audit(made, books_of(there)).total
                plus = staying_plus_measures(replace(books, exposure=exposure_book(there)), 1.0)
                assert plus is not None
                saving = plus.judgement.total - total
                assert saving > -CENTS if pays else saving < CENTS


@settings(deadline=None, max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), at=st.floats(0, 1), heads=st.integers(0, 3))
def test_what_is_at_stake_adds_up_to_the_audit(of: Scenario, at: float, heads: int) -> None:
    """At any likelihoods, to within the rounding of coefficients."""
    moves = [move(heads, cohort=of.cohorts[0].id, period=of.periods[-1].label)] if heads else []
    made, events = plan(moves), events_of(of, ())
    likelihoods = dict.fromkeys(events, at)
    stakes, known = stakes_of(books_of(of), made), EventReadings.of(of)
    total = audit(made, books_of(scenario_with(of, likelihoods))).total

    assert stakes.total(known.at(likelihoods)) == pytest.approx(total, abs=10 * CENTS)
    assert stakes.total(known.ours) == pytest.approx(audit(made, books_of(of)).total, abs=CENTS)


def test_the_reading_is_that_of_the_signal_book() -> None:
    """At the likelihood of the scenario, on the planning date."""
    of = dearer(18_250, matters=(matter("law"),), signals=(signal("act", "law"),))
    known, (event,) = EventReadings.of(of), events_of(of, ())

    read = known.known.likelihood(of.cases[0], of.planning_date)
    assert known.of_event(event, event.ours).within_year == pytest.approx(read)
