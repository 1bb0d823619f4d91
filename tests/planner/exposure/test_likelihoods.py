"""Likelihoods: what signals push, against figures by hand, and properties of the sum."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Horizon
from models.risk import Channel
from models.scenario import Scenario
from models.signals import Signal, SignalStatus, SignalWeights, Stage
from planner.exposure import exposure_book, readings
from planner.exposure.likelihoods import confidence, decay, without_effect
from planner.exposure.priors import shift_log_odds
from tests.support.builders import (
    access,
    base_rate,
    case,
    dataset,
    inspection,
    matter,
    scenario,
    signal,
    topic,
)

TODAY = date(2027, 1, 1)
LEAK = topic("leak", Channel.PRESENCE, fixed_share=0.4, per_head_share=0.5, tail_share=0.1)


def company(**changes: Any) -> Scenario:
    """The default company with one case of 10 % a year; what signals make of it is asked."""
    defaults: dict[str, Any] = {
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (LEAK,),
        "cases": (case("raid", "leak", 0.1, "USD 365000"),),
        "matters": (matter("law", math.log(2)),),
    }
    return scenario(**{**defaults, **changes})


def likelihood(*signals: Signal, on: date = TODAY, **changes: Any) -> float:
    whole = company(signals=signals, **changes)
    return readings(whole, on).likelihood(whole.cases[0], on)


def odds(probability: float) -> float:
    return probability / (1 - probability)


def push(*signals: Signal, on: date = TODAY, **changes: Any) -> float:
    """How far the log-odds of the case are moved."""
    return math.log(odds(likelihood(*signals, on=on, **changes)) / odds(0.1))


# ---------------------------------------------------------------- one signal


def test_without_signals_the_likelihood_is_that_of_the_case() -> None:
    assert likelihood() == pytest.approx(0.1)


def test_law_in_force_and_confirmed_moves_the_log_odds_by_its_severity() -> None:
    """A severity of log 2 doubles odds of 1 to 9: 2 to 9 is 18.2 %."""
    assert likelihood(signal("passed", "law")) == pytest.approx(2 / 11)


def test_relief_lowers() -> None:
    """A severity of minus log 2 halves odds of 1 to 9: 1 to 18."""
    relief = matter("law", -math.log(2))

    assert likelihood(signal("eased", "law"), matters=(relief,)) == pytest.approx(1 / 19)


def test_a_signal_can_say_otherwise_than_its_matter() -> None:
    assert push(signal("passed", "law", severity=-0.25)) == pytest.approx(-0.25)


@pytest.mark.parametrize(
    ("grade", "trusted"),
    [
        *[("A1", 1.0), ("A2", 0.75), ("A3", 0.5), ("A4", 0.25), ("A5", 0.0), ("A6", 0.5)],
        *[("B2", 0.5625), ("C3", 0.25), ("D3", 0.125), ("E2", 0.0), ("F2", 0.375), ("F6", 0.25)],
    ],
)
def test_confidence_is_reliability_by_credibility(grade: str, trusted: float) -> None:
    """The Admiralty code in figures, as the MISP taxonomy has them."""
    report = signal("told", "law", stage="penalty", grade=grade, published_at="2027-01-01")

    assert confidence(report) == trusted
    assert push(report) == pytest.approx(1.5 * math.log(2) * trusted)


@pytest.mark.parametrize("grade", ["A1", "B1", "C1", "F1"])
def test_what_is_confirmed_happened_whoever_tells_it(grade: str) -> None:
    assert confidence(signal("told", "law", stage="penalty", grade=grade)) == 1


@pytest.mark.parametrize(("grade", "trusted"), [("B1", 1.0), ("C2", 0.75), ("B3", 0.5)])
@pytest.mark.parametrize("stage", ["adopted", "in_force"])
def test_law_is_not_weakened_by_the_kind_of_source(stage: str, grade: str, trusted: float) -> None:
    """A law firm's note on a law in force is a note on a law in force."""
    assert confidence(signal("passed", "law", stage=stage, grade=grade)) == trusted


@pytest.mark.parametrize("stage", list(Stage))
def test_stages_weigh_what_the_scenario_says(stage: Stage) -> None:
    """On the day of publication nothing has faded yet."""
    fresh = signal("told", "law", stage=stage, published_at="2027-01-01", recorded_at="2027-01-01",
                   approved_at="2027-01-01")  # fmt: skip
    weights = SignalWeights.model_validate({each.value: 0.1 * i for i, each in enumerate(Stage)})
    expected = math.log(2) * 0.1 * list(Stage).index(stage)

    assert push(fresh, signal_weights=weights) == pytest.approx(expected, abs=1e-12)


def test_adopted_law_is_in_force_from_its_date_on() -> None:
    """0.85 of log 2 before 2027-05-01, the whole from then on, without another signal."""
    adopted = signal("passed", "law", stage="adopted", effective_from=date(2027, 5, 1))
    whole = company(signals=(adopted,))
    known = readings(whole)

    def pushed(on: date) -> float:
        return known.pushes(whole.cases[0], on)[0].strength

    assert pushed(date(2027, 4, 30)) == pytest.approx(0.85 * math.log(2))
    assert pushed(date(2027, 5, 1)) == pytest.approx(math.log(2))


def test_reports_fade_by_half_lives_and_law_does_not() -> None:
    """Of a draft half is left after 180 days, of a penalty after 365, of a campaign after 45; of a
    law all of it."""
    start = date(2026, 1, 1)
    weights = SignalWeights()

    def left(stage: str, days: int) -> float:
        return decay(signal("told", "law", stage=stage), weights, start + timedelta(days=days))

    assert left("draft", 180) == pytest.approx(0.5)
    assert left("rumour", 360) == pytest.approx(0.25)
    assert left("penalty", 365) == pytest.approx(0.5)
    assert left("campaign", 45) == pytest.approx(0.5)
    assert left("inspection", 730) == pytest.approx(0.25)
    assert left("adopted", 3650) == left("in_force", 3650) == 1.0


def test_a_signal_ages_from_the_day_it_was_made_public() -> None:
    """A draft of 1 January that became known here on 1 July, 181 days later: on 30 June, 180 days
    after it was published, half of it is left, and on 1 January of the next year, 365 days after,
    2 ** (-365 / 180).
    """
    late = signal("told", "law", stage="draft", recorded_at="2026-07-01", approved_at="2026-07-01")

    assert decay(late, SignalWeights(), date(2026, 6, 30)) == pytest.approx(0.5)
    assert push(late) == pytest.approx(0.5 * math.log(2) * 2 ** (-365 / 180))


@pytest.mark.parametrize(
    ("stage", "weight"),
    [
        *[("rumour", 0.1), ("draft", 0.5), ("adopted", 0.85), ("in_force", 1.0)],
        *[("campaign", 1.2), ("inspection", 2.0), ("penalty", 1.5)],
    ],
)
def test_what_stages_weigh_where_the_scenario_does_not_say(stage: str, weight: float) -> None:
    """Fresh, confirmed, by its default weight: it pushes so many times log 2."""
    fresh = signal("told", "law", stage=stage, published_at="2027-01-01")

    assert push(fresh) == pytest.approx(weight * math.log(2))


# ---------------------------------------------------------------- several


def test_three_papers_on_one_leak_are_one_matter() -> None:
    """The strongest counts, not the sum; two matters add up."""
    papers = [
        signal(name, "law", grade=grade) for name, grade in [("a", "B2"), ("b", "A2"), ("c", "C3")]
    ]
    assert push(*papers) == pytest.approx(0.75 * math.log(2))

    two = (matter("law", math.log(2)), matter("other", 0.5))
    both = push(signal("a", "law"), signal("b", "other"), matters=two)
    assert both == pytest.approx(math.log(2) + 0.5)


def test_the_strongest_is_so_in_either_direction() -> None:
    """Strong relief outweighs a weak tightening of the same matter."""
    easing = signal("eased", "law", severity=-1.0)
    leak = signal("leaked", "law", grade="C3", severity=1.0)

    assert push(easing, leak) == pytest.approx(-1.0)


def test_of_equally_strong_ones_the_tightening_one_is_named_then_the_latest() -> None:
    """Two laws of log 2, of January and of March, and relief of as much of February."""
    papers = [
        signal("january", "law"),
        signal("march", "law", published_at="2026-03-01"),
        signal("eased", "law", published_at="2026-02-01", severity=-math.log(2)),
    ]

    def named(*signals: Signal) -> str:
        whole = company(signals=signals)
        (found,) = readings(whole).pushes(whole.cases[0], TODAY)
        return found.signal

    assert named(*papers[:2]) == named(*reversed(papers[:2])) == "march"
    assert named(papers[0], papers[2]) == "january"


@pytest.mark.parametrize(
    "changes", [{"jurisdiction": "india"}, {"topics": ("exports",)}], ids=["place", "topic"]
)
def test_a_matter_of_another_place_or_topic_is_not_felt(changes: dict[str, Any]) -> None:
    other = matter("law", 2.0, **changes)

    assert likelihood(signal("passed", "law"), matters=(other,)) == pytest.approx(0.1)
    assert without_effect([other], company().cases) == (other,)


def test_only_approved_signals_move_the_plan_in_force() -> None:
    """A reported one does so only where it is asked what it would do."""
    reported = signal("told", "law", approved_at=None)

    assert push(reported) == pytest.approx(0.0)
    asked = SignalWeights(counted=SignalStatus.REPORTED)
    assert push(reported, signal_weights=asked) == pytest.approx(math.log(2))


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=4), st.floats(0.01, 0.99))
def test_log_odds_add_up(severities: list[float], base: float) -> None:
    """The logit of the likelihood is that of the case and the sum of its matters.

    Up to log-odds of 13: beyond, a probability next to one holds too few digits to tell.
    """
    matters = tuple(matter(f"m{i}", each) for i, each in enumerate(severities))
    signals = tuple(signal(f"s{i}", f"m{i}") for i in range(len(severities)))
    whole = company(matters=matters, signals=signals, cases=(case("raid", "leak", base, "USD 1"),))
    found = readings(whole).likelihood(whole.cases[0], TODAY)

    assert math.log(odds(found)) == pytest.approx(math.log(odds(base)) + sum(severities), abs=1e-9)


@given(st.floats(-5000, 5000))
def test_impossible_and_certain_stay_so(push: float) -> None:
    """And nothing overflows."""
    assert shift_log_odds(0.0, push) == 0.0
    assert shift_log_odds(1.0, push) == 1.0
    assert 0.0 <= shift_log_odds(0.5, push) <= 1.0


# ---------------------------------------------------------------- base rates, inspections

TWO_IN_A_HUNDRED = base_rate("peers", 1, 75.0, factor_low=0.5, factor_high=2.0)
"""1.5 in 75 firm-years are 2 %; low 1 %, high twice the quantile of Gamma(1.5): 10.42 %."""


def starting_at(**changes: Any) -> Any:
    return case("raid", "leak", None, "USD 365000", **changes)


def test_a_case_starts_from_its_base_rate() -> None:
    one = (starting_at(base_rate="peers"),)

    assert likelihood(base_rates=(TWO_IN_A_HUNDRED,), cases=one) == pytest.approx(0.02)


def counted_to(day: date | None) -> dict[str, Any]:
    """A case of two in a hundred, counted up to a day, and far from the ends of its interval."""
    rate = base_rate("peers", 1, 75.0, factor_low=0.01, factor_high=20.0, as_of=day)
    return {"base_rates": (rate,), "cases": (starting_at(base_rate="peers"),)}


@pytest.mark.parametrize(
    ("counted", "pushed"), [(None, 2.0), (date(2025, 12, 31), 2.0), (date(2026, 1, 1), 1.0)]
)
def test_law_that_events_were_counted_under_is_in_the_count(
    counted: date | None, pushed: float
) -> None:
    """Law in force since 2026-01-01 doubles the odds of what was counted before, and of what was
    counted under it it changes nothing.
    """
    found = likelihood(signal("passed", "law"), **counted_to(counted))

    assert odds(found) / odds(0.02) == pytest.approx(pushed)


def test_what_fades_after_the_count_takes_from_it() -> None:
    """A penalty of a year before the count weighed 1.5 x log 2 x 1/2 in it, and half of that a
    year later: the odds fall by 2 ** -0.375.
    """
    penalty = signal("fined", "law", stage=Stage.PENALTY, published_at="2025-01-01")
    found = likelihood(penalty, **counted_to(date(2026, 1, 1)))

    assert odds(found) / odds(0.02) == pytest.approx(2.0**-0.375)


def test_news_since_the_count_pushes_whole() -> None:
    """A penalty made public on the day after the count."""
    penalty = signal("fined", "law", stage=Stage.PENALTY, published_at="2026-12-31")
    found = likelihood(penalty, **counted_to(date(2026, 12, 30)))

    assert odds(found) / odds(0.02) == pytest.approx(2.0 ** (1.5 * 2 ** (-1 / 365)))


@pytest.mark.parametrize(
    ("severity", "expected"),
    [(0.5, 0.02 * math.exp(0.5) / (0.98 + 0.02 * math.exp(0.5))), (5.0, 0.10420), (-5.0, 0.01)],
    ids=["within", "held-down", "held-up"],
)
def test_signals_move_a_base_rate_within_its_interval(severity: float, expected: float) -> None:
    """And never beyond, however many there are."""
    found = likelihood(
        signal("passed", "law", severity=severity),
        base_rates=(TWO_IN_A_HUNDRED,),
        cases=(starting_at(base_rate="peers"),),
    )

    assert found == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(("written", "severity", "expected"), [(0.3, 9.0, 0.3), (0.3, -9.0, 0.01)])
def test_a_written_likelihood_counts_and_widens_the_interval(
    written: float, severity: float, expected: float
) -> None:
    """Whoever writes 30 % beside a base rate of 2 % has 30 %, and signals raise it no further."""
    one = (case("raid", "leak", written, "USD 365000", base_rate="peers"),)
    changes: dict[str, Any] = {"base_rates": (TWO_IN_A_HUNDRED,), "cases": one}

    assert likelihood(**changes) == pytest.approx(written)
    pushed = likelihood(signal("passed", "law", severity=severity), **changes)
    assert pushed == pytest.approx(expected)


def shared(*shares: float) -> tuple[Any, ...]:
    topics = ("leak", "network")
    return tuple(
        case(about, about, None, "USD 365000", inspection="visit", share=share)
        for about, share in zip(topics, shares, strict=True)
    )


def one_visit(**changes: Any) -> Scenario:
    """An inspection of 10 % a year that ends in a leak six times in ten, in the network thrice."""
    defaults: dict[str, Any] = {
        "topics": (LEAK, LEAK.model_copy(update={"id": "network"})),
        "inspections": (inspection("visit", 0.1),),
        "cases": shared(0.6, 0.3),
    }
    return company(**{**defaults, **changes})


def test_cases_of_an_inspection_share_its_likelihood() -> None:
    """One draw of severity: never both, and sometimes neither."""
    whole = one_visit()
    known = readings(whole)

    found = {each.id: known.likelihood(each, TODAY) for each in whole.cases}
    assert found == pytest.approx({"leak": 0.06, "network": 0.03})


def test_a_matter_that_moves_one_case_moves_the_whole_inspection() -> None:
    """Odds of 1 to 9 doubled are 2 to 9, once, though it is felt by one topic of two."""
    whole = one_visit(signals=(signal("passed", "law"),))
    known = readings(whole)

    found = {each.id: known.likelihood(each, TODAY) for each in whole.cases}
    assert found == pytest.approx({"leak": 0.6 * 2 / 11, "network": 0.3 * 2 / 11})


def test_an_inspection_starts_from_its_base_rate() -> None:
    visit = inspection("visit", None, base_rate="peers")
    whole = one_visit(inspections=(visit,), base_rates=(TWO_IN_A_HUNDRED,))

    assert readings(whole).likelihood(whole.cases[0], TODAY) == pytest.approx(0.012)


# ---------------------------------------------------------------- in money


def test_a_campaign_raises_its_quarters_and_not_what_comes_after_the_horizon() -> None:
    """Four quarters of an ever weaker campaign, and a tail as if it had never been."""
    raids = signal("raids", "law", stage="campaign", severity=2.0, published_at="2026-12-31")
    longer = Horizon(periods=4, tail_periods=1)
    (felt,) = exposure_book(company(signals=(raids,), horizon=longer)).cases
    (without,) = exposure_book(company(horizon=longer)).cases

    more = felt.fixed[0] / without.fixed[0]
    assert more[0] > 1.5
    assert list(more[:4]) == sorted(more[:4], reverse=True)
    assert more[3] > more[4] == 1.0


def test_a_law_under_a_campaign_stays_in_the_tail() -> None:
    """Of one matter the campaign is the strongest signal; without it the law is."""
    law, raids = signal("passed", "law"), signal("raids", "law", stage="campaign", severity=9.0)
    longer = Horizon(periods=4, tail_periods=1)
    (found,) = exposure_book(company(signals=(law, raids), horizon=longer)).cases
    (passed,) = exposure_book(company(signals=(law,), horizon=longer)).cases

    assert found.fixed[0, 4] == passed.fixed[0, 4]


def test_each_period_has_the_likelihood_of_its_middle_day() -> None:
    """Law adopted for 2027-08-16, the middle of the third quarter: two quarters at 0.85 of log 2,
    two and the tail at log 2.

    USD 100 a day at 10 % become 365,000 x p / 365 a day, 40 % of it fixed: 2 / 11 in force.
    """
    adopted = signal("passed", "law", stage="adopted", effective_from=date(2027, 8, 16))
    whole = company(signals=(adopted,), horizon=Horizon(periods=4, tail_periods=1))
    (found,) = exposure_book(whole).cases
    before = 1 / (1 + 9 * 2**-0.85)
    days = [90, 91, 92, 92, 92]

    expected = [
        round(100_000 * d * p * 0.4)
        for d, p in zip(days, [before, before, 2 / 11, 2 / 11, 2 / 11], strict=True)
    ]
    assert found.fixed[0].tolist() == expected


def test_what_becomes_known_after_the_planning_date_does_not_count() -> None:
    """The same timeline serves any planning date."""
    later = signal("passed", "law", published_at="2027-02-01", recorded_at="2027-02-01",
                   approved_at="2027-02-01")  # fmt: skip

    (found,) = exposure_book(company(signals=(later,))).cases
    (without,) = exposure_book(company()).cases
    assert found.fixed.tolist() == without.fixed.tolist()
