"""The worked example shanghai-2026: likelihoods follow the signals, overlays do what they say."""

from __future__ import annotations

from datetime import date

import pytest

from models.scenario import Scenario
from models.signals import Stage
from planner import api
from planner.exposure.likelihoods import readings
from planner.scenario_files import overlays_of

NAME = "shanghai-2026"

ON_THE_PLANNING_DATE = {
    "services-sensitive-data": 0.085,
    "services-important-data": 0.104,
    "services-personal-data": 0.0975,
    "services-network": 0.059,
    "services-stoppage": 0.131,
    "bank-sensitive-data": 0.053,
    "bank-important-data": 0.0475,
    "bank-network": 0.048,
    "bank-stoppage": 0.087,
    "services-sensitive-export": 0.024,
    "services-personal-export": 0.0225,
    "services-exit": 0.06,
    "bank-sensitive-export": 0.065,
    "bank-personal-export": 0.046,
    "bank-important-export": 0.046,
    "bank-exit": 0.06,
    "hong-kong-privacy": 0.019,
    "singapore-privacy": 0.02,
    "japan-privacy": 0.015,
    "india-privacy": 0.023,
    "malaysia-privacy": 0.0215,
    "philippines-privacy": 0.025,
}
"""Likelihoods that the likelihoods before signals and the signals make of each other.

Law is no longer weakened by who wrote of it, and campaigns fade within weeks: so they are up to a
quarter off those that the README states and that the likelihoods before signals were set for.
"""

LEAVING = {"services-exit", "bank-exit"}


def scenario(*overlays: str) -> Scenario:
    return api.load(NAME, overlays).scenario


def likelihoods(of: Scenario, on: date | None = None) -> dict[str, float]:
    """Of each case on a day, by default the planning date."""
    read = readings(of)
    return {case.id: read.likelihood(case, on or of.planning_date) for case in of.cases}


def odds_against_base(overlay: str, on: date | None = None) -> dict[str, float]:
    """By what an overlay multiplies the odds of each case."""
    base, changed = likelihoods(scenario(), on), likelihoods(scenario(overlay), on)
    return {name: _odds(changed[name]) / _odds(base[name]) for name in base}


def _odds(probability: float) -> float:
    return probability / (1 - probability)


def test_likelihoods_on_the_planning_date() -> None:
    """Within a twentieth: before signals they are rounded."""
    assert likelihoods(scenario()) == pytest.approx(ON_THE_PLANNING_DATE, rel=0.05)


def test_signals_together_push_in_measure() -> None:
    """By all that counts in November 2026, no case's odds fall below a fifth or rise above seven
    times what they were.
    """
    base = scenario()
    read = readings(base)
    for case in base.cases:
        push = sum(each.strength for each in read.pushes(case, base.planning_date))
        assert -1.5 < push < 2.0, case.id


def test_what_is_only_reported_would_move_likelihoods_a_little() -> None:
    """Counting what nobody has approved raises the cases it is about, by less than a fifth."""
    reported = api.load(NAME, (), ("signal_weights.counted=reported",)).scenario
    base, after = likelihoods(scenario()), likelihoods(reported)
    moved = {name for name in base if after[name] != base[name]}

    assert moved >= LEAVING | {"services-sensitive-data", "bank-important-data"}
    assert all(abs(after[name] / base[name] - 1) < 0.2 for name in moved)


@pytest.mark.parametrize(
    ("overlay", "factor", "later"), [("inspection", 2.5, 1.6), ("relief", 0.47, 0.41)]
)
def test_overlays_of_the_signal_book(overlay: str, factor: float, later: float) -> None:
    """Mainland odds but for leaving, on the planning date and a year after the signal.

    Of an inspection half is left after a year: exp(0.45) = 1.57. Relief is adopted first, at 0.85:
    exp(-0.9 x 0.85) = 0.47; in force it is exp(-0.9) = 0.41.
    """
    mainland = {case.id for case in scenario().cases if case.jurisdiction == "china"} - LEAVING
    for on, expected in ((None, factor), (date(2027, 11, 23), later)):
        for name, odds in odds_against_base(overlay, on).items():
            wanted = expected if name in mainland else 1.0
            assert odds == pytest.approx(wanted, rel=0.025), name


def test_the_inspection_is_of_ones_own_house() -> None:
    """A signal of the scenario's own, approved, and marked as made up."""
    (signal,) = (s for s in scenario("inspection").signals if s.stage is Stage.INSPECTION)

    assert signal.source.startswith("what if")
    assert signal.approved_at is not None


def test_refused_filings_leave_what_is_in_force() -> None:
    """Nothing new is to be had within the horizon; the contract in force goes on as it was."""
    refused = scenario("filing-refused")
    (china,) = (place for place in refused.jurisdictions if place.id == "china")
    law = china.exports
    assert law is not None
    span = (refused.periods[-1].ends - refused.planning_date).days

    for terms in (law.standard_contract, law.certification, law.security_assessment):
        assert terms is not None
        assert terms.lead_days > span
    assert refused.routes == scenario().routes
    before, after = (api.check(each).staying_put.judgement for each in (scenario(), refused))
    assert after.amount("routes") == before.amount("routes") > 0


@pytest.mark.parametrize("overlay", [overlay.name for overlay in overlays_of(NAME)])
def test_staying_put_is_lawful_whatever_is_laid_over(overlay: str) -> None:
    """A plan can always be compared with staying."""
    assert api.check(scenario(overlay)).staying_put.judgement.lawful


SHARED = {"matters", "losses", "loss_parts", "jurisdictions"}


def test_a_dozen_inputs_of_its_own_have_ranges() -> None:
    """Those that could change the decision; the shared ones come on top."""
    own = [each for each in scenario().ranges if each.table not in SHARED]

    assert 10 <= len(own) <= 16
