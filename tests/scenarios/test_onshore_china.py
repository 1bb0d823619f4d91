"""The worked example onshore-china: posts come to Shanghai, for two reasons, and some do not."""

from __future__ import annotations

import pytest

from models.result import Status
from tests.scenarios.solved import heads, moves_of, solved

NAME = "onshore-china"


@pytest.mark.slow
def test_posts_come_to_shanghai_for_pay_and_for_data() -> None:
    """76 come for pay alone; 38 dearer ones more, so that sensitive data leaves no longer."""
    moves = moves_of(NAME)
    for_pay = moves_of(NAME, settings=("risk_weight=0",))

    assert heads(moves, destination="shanghai") == 114
    assert heads(moves, origin="bengaluru", destination="shanghai") == 38
    assert heads(for_pay, destination="shanghai") == 76
    assert heads(for_pay, origin="bengaluru") == 0


@pytest.mark.slow
def test_some_are_left_abroad() -> None:
    """People at risk, work for clients elsewhere, and who has no reason to come."""
    moves = moves_of(NAME)

    for cohort in ("sin-mainland-risk", "hkg-operations", "sin-operations", "blr-systems"):
        assert heads(moves, cohort=cohort) == 0


@pytest.mark.slow
def test_less_is_at_stake_on_exports() -> None:
    """By more than half of what staying put has at stake there."""
    result = solved(NAME)

    assert result.judgement is not None
    at_stake = result.judgement.amount("export_exposure")
    staying = result.baselines.staying_put.judgement
    assert at_stake < staying.amount("export_exposure") / 2


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


def test_a_clash_is_told_where_data_is_exported() -> None:
    """Eighteen operators from the first day cannot be had: the rule is named, nothing breaks."""
    result = solved(NAME, settings=("presence.onshore-cloud-operations.posts=18",))

    assert result.status is Status.INFEASIBLE
    assert any(words.startswith("residual_presence:") for words in result.clash)
