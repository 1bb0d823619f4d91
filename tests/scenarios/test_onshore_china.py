"""The worked example onshore-china: who comes for pay, and when it pays that nobody looks in."""

from __future__ import annotations

import pytest

from models.obligations import ObligationAbout
from models.result import Status
from models.scenario import Scenario
from planner import api
from planner.exposure.likelihoods import readings
from tests.scenarios.solved import heads, moves_of, solved

NAME = "onshore-china"

FOR_PAY = ("hkg-mainland-payments", "hkg-mainland-service", "hkg-mainland-kyc", "sin-mainland-data")
IN_BENGALURU = ("blr-mainland-support", "blr-mainland-payments", "blr-mainland-testing")

ON_THE_PLANNING_DATE = {
    "onshore-sensitive-export": 0.0021,
    "onshore-personal-export": 0.0009,
    "onshore-important-export": 0.0010,
    "onshore-sensitive-data": 0.0018,
    "onshore-personal-data": 0.0009,
    "onshore-client-data": 0.0242,
    "onshore-important-data": 0.00134,
    "onshore-network": 0.0031,
    "onshore-raid": 0.00062,
    "onshore-exit-ban": 0.0017,
}
"""Likelihoods a year that the README states, of the cases in the mainland."""


def scenario(*overlays: str) -> Scenario:
    return api.load(NAME, overlays)


def test_likelihoods_are_counted() -> None:
    """As the README says, each from counted events; none is written by hand."""
    whole = scenario()
    read = readings(whole)
    mainland = [case for case in whole.cases if case.jurisdiction == "china"]
    found = {case.id: read.likelihood(case, whole.planning_date) for case in mainland}

    assert all(read.priors[case.id].base_rate is not None for case in mainland)
    assert found == pytest.approx(ON_THE_PLANNING_DATE, rel=0.03)


def test_only_looking_in_from_abroad_can_be_ended() -> None:
    """The system, assessments, audits and the report are there in every plan; a gateway and the
    officer for what leaves are owed while something leaves.
    """
    obligations = {each.id: each.about for each in scenario().obligations}
    leaving = {name for name, about in obligations.items() if about is ObligationAbout.EXPORTED}

    assert leaving == {"foreign-gateway", "resident-officer"}
    assert len(obligations) == 6


@pytest.mark.slow
def test_posts_come_for_pay_and_the_rest_is_brought_in_or_cut_off() -> None:
    """As the README says: from Bengaluru only payments come, the others are cut off by measures,
    so that no gateway is built; what is left of the expected loss does not decide.
    """
    result = solved(NAME)
    assert result.plan is not None
    assert result.judgement is not None
    assert result.saving is not None
    moves = result.plan.moves

    assert 88 <= heads(moves, destination="shanghai") <= 100
    assert heads(moves, cohort="blr-mainland-payments") == 18
    assert heads(moves, cohort="blr-mainland-support") == 0
    assert heads(moves, cohort="blr-mainland-testing") == 0
    assert {each.measure for each in result.plan.measures} == {
        "test-masking",
        "support-onshore-hands",
    }
    staying = result.baselines.staying_put.judgement
    assert result.judgement.amount("obligations") < staying.amount("obligations") - 4_000_000_00
    assert 7_800_000_00 < result.saving.money < 9_500_000_00
    assert result.saving.money > 20 * abs(result.saving.expected_loss)


@pytest.mark.slow
def test_some_are_left_abroad() -> None:
    """People at risk, work for clients elsewhere, and who has no reason to come."""
    moves = moves_of(NAME)
    left = {"sin-mainland-risk", "hkg-operations", "sin-operations", "blr-systems"}

    assert left <= {cohort.id for cohort in api.load(NAME).cohorts}
    assert left.isdisjoint(move.cohort for move in moves)


@pytest.mark.slow
def test_with_a_cheap_gateway_bengaluru_goes_on_looking_in() -> None:
    """Hong Kong and Singapore come for pay all the same."""
    plan = solved(NAME, "cheap-gateway").plan
    assert plan is not None

    assert not plan.measures
    assert all(heads(plan.moves, cohort=cohort) == 0 for cohort in IN_BENGALURU)
    assert sum(heads(plan.moves, cohort=cohort) for cohort in FOR_PAY) >= 55


@pytest.mark.slow
def test_a_refused_filing_brings_or_cuts_off_whoever_exports() -> None:
    """Staying put breaks the law of routes; every team that looks at clients is dealt with."""
    result = solved(NAME, "filing-refused")

    staying = result.baselines.staying_put.judgement
    assert {finding.rule for finding in staying.violations} == {"routes"}
    assert result.plan is not None
    dealt_with = {move.cohort for move in result.plan.moves}
    cut_off = {each.measure for each in result.plan.measures}
    assert "blr-mainland-support" in dealt_with or "support-onshore-hands" in cut_off
    assert "blr-mainland-testing" in dealt_with or "test-masking" in cut_off
    assert {"hkg-mainland-payments", "hkg-mainland-service", "hkg-mainland-kyc"} <= dealt_with


@pytest.mark.slow
def test_a_clash_is_told_where_data_is_exported() -> None:
    """Eighteen operators from the first day cannot be had: the rule is named, nothing breaks."""
    result = solved(NAME, settings={"presence.onshore-cloud-operations.posts": "18"})

    assert result.status is Status.INFEASIBLE
    assert result.clash is not None
    assert any(each.rule == "residual_presence" for each in result.clash.members)
