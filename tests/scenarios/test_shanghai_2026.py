"""The worked example shanghai-2026: likelihoods are counted, overlays do what they say."""

from __future__ import annotations

from datetime import date

import pytest

from models.scenario import Scenario
from models.signals import Stage
from planner import api
from planner.exposure.likelihoods import readings
from planner.scenario_files import overlays_of
from tests.scenarios.solved import heads, solved

NAME = "shanghai-2026"

ON_THE_PLANNING_DATE = {
    "services-sensitive-data": 0.0018,
    "services-personal-data": 0.0009,
    "services-network": 0.0031,
    "services-raid": 0.00062,
    "services-exit-ban": 0.0017,
    "services-sensitive-export": 0.0030,
    "services-personal-export": 0.0030,
    "services-exit": 0.0022,
    "bank-client-data": 0.0243,
    "bank-important-data": 0.00134,
    "bank-network": 0.0051,
    "bank-raid": 0.00062,
    "bank-exit-ban": 0.0074,
    "bank-sensitive-export": 0.0029,
    "bank-personal-export": 0.0029,
    "bank-important-export": 0.0010,
    "bank-exit": 0.0022,
}
"""Likelihoods a year that the README states, of the cases in the mainland."""

LEAVING = {"services-exit", "bank-exit"}
NOT_INSPECTED = LEAVING | {"services-exit-ban", "bank-exit-ban"}


def scenario(*overlays: str) -> Scenario:
    return api.load(NAME, overlays)


def likelihoods(of: Scenario, on: date | None = None) -> dict[str, float]:
    """Of each case on a day, by default the planning date."""
    read = readings(of)
    return {case.id: read.likelihood(case, on or of.planning_date) for case in of.cases}


def test_likelihoods_on_the_planning_date() -> None:
    """As the README says: what was counted, and of leaving what the regulations of 2026 add."""
    mainland = {case.id for case in scenario().cases if case.jurisdiction == "china"}
    found = {name: each for name, each in likelihoods(scenario()).items() if name in mainland}

    assert found == pytest.approx(ON_THE_PLANNING_DATE, rel=0.03)


def test_no_likelihood_is_worked_out_backwards() -> None:
    """Every case of the mainland but leaving starts from counted events, of which signals of the
    day of the count are a part.
    """
    whole = scenario()
    read = readings(whole)
    for case in whole.cases:
        if case.jurisdiction == "china" and case.id not in LEAVING:
            rate = read.priors[case.id].base_rate
            assert rate is not None
            assert rate.as_of is not None
            assert sum(push.strength for push in read.pushes(case, whole.planning_date)) < 0.01


def test_an_inspection_is_one_event_with_one_loss() -> None:
    """Shares of what an inspection ends in add up to one at most."""
    whole = scenario()
    for inspection in whole.inspections:
        shares = [case.share for case in whole.cases if case.inspection == inspection.id]
        assert 0 < sum(share or 0 for share in shares) <= 1


def test_what_is_only_reported_would_move_leaving_alone() -> None:
    """All else that nobody has approved was told before the count."""
    reported = api.load(NAME, (), {"signal_weights.counted": "reported"})
    base, after = likelihoods(scenario()), likelihoods(reported)

    assert {name for name in base if after[name] > 1.02 * base[name]} == LEAVING


@pytest.mark.slow
@pytest.mark.parametrize("case", ["bank-client-data", "services-network"])
def test_the_inspection_multiplies_odds_by_two_and_a_half_at_once(case: str) -> None:
    """Twice its severity of 0.45: exp(0.9) = 2.46, half of that push a year later."""
    base, after = likelihoods(scenario()), likelihoods(scenario("inspection"))
    later = date(2027, 11, 23)
    base_then, then = likelihoods(scenario(), later), likelihoods(scenario("inspection"), later)

    assert _odds(after[case]) / _odds(base[case]) == pytest.approx(2.46, rel=0.06)
    assert _odds(then[case]) / _odds(base_then[case]) == pytest.approx(1.57, rel=0.06)


def test_relief_cuts_what_was_counted() -> None:
    """In force it takes 0.9 off the log-odds: two fifths of the odds are left, of raids half, which
    is as low as what was counted allows.
    """
    later = date(2027, 11, 23)
    base, after = likelihoods(scenario(), later), likelihoods(scenario("relief"), later)
    cut = {name for name in base if after[name] < 0.53 * base[name]}

    mainland = {case.id for case in scenario().cases if case.jurisdiction == "china"}
    assert cut == mainland - NOT_INSPECTED


def _odds(probability: float) -> float:
    return probability / (1 - probability)


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


@pytest.mark.slow
@pytest.mark.parametrize("overlay", [overlay.name for overlay in overlays_of(NAME)])
def test_staying_put_is_lawful_whatever_is_laid_over(overlay: str) -> None:
    """A plan can always be compared with staying."""
    assert api.check(scenario(overlay)).staying_put.judgement.lawful


def test_a_dozen_inputs_of_its_own_have_ranges() -> None:
    """Those that could change the decision; the shared ones come on top."""
    shared = {"matters", "losses", "loss_parts", "base_rates", "jurisdictions", "labour_market"}
    own = [each for each in scenario().ranges if each.table not in shared]

    assert 8 <= len(own) <= 20


@pytest.mark.slow
def test_most_people_are_kept_and_it_pays_in_money() -> None:
    """As the README says: nobody is asked to move abroad, nobody is dismissed but where posts fall
    away, and what is left of the expected loss does not decide.
    """
    result = solved(NAME)
    assert result.people is not None
    assert result.saving is not None

    assert result.people.dismissals <= 25
    assert result.people.asked_to_move <= 5
    assert 80 <= result.people.redeployed + result.people.vacancies_filled_elsewhere <= 180
    assert result.saving.money > 10 * abs(result.saving.expected_loss)


@pytest.mark.slow
def test_loan_files_that_are_notified_do_not_empty_a_team() -> None:
    """At counted likelihoods an authority's notice alone does not move the modellers."""
    plan = solved(NAME, "loan-files-important").plan
    assert plan is not None
    assert heads(plan.moves, cohort="sha-risk-models") <= 6
