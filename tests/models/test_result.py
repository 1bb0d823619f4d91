"""Gaps of a result: of the objective, and of the saving attainable over the better baseline."""

from __future__ import annotations

import pytest

from models.account import Finding, Judgement, PriceLine, Verdict
from models.baselines import Baseline, Baselines
from models.plan import Plan
from models.result import Result, SecondStage, SolveRecord, Status
from tests.support.builders import scenario


def judgement(total: int, *findings: Finding) -> Judgement:
    return Judgement(
        total=total,
        price_list=(
            PriceLine(rule="run_rate", amount=total - 5, unweighted=total - 5, one_off_cash=0),
            PriceLine(rule="seats", amount=5, unweighted=5, one_off_cash=5),
        ),
        findings=findings,
        priced_moves=(),
    )


def baselines(staying_put: Judgement, plus_measures: Judgement | None = None) -> Baselines:
    return Baselines(
        staying_put=Baseline(plan=Plan(), judgement=staying_put),
        staying_plus_measures=Baseline(plan=Plan(), judgement=plus_measures or staying_put),
    )


def result(objective: int | None, bound: int | None, baseline: int = 1000) -> Result:
    return Result(
        status=Status.FEASIBLE,
        currency="USD",
        provenance=SolveRecord(
            scenario="test",
            scenario_hash=scenario().hash,
            solver="highs",
            seed=0,
            asked_gap=0.001,
            time_limit_seconds=60.0,
            versions={},
        ),
        objective=objective,
        bound=bound,
        baselines=baselines(judgement(baseline)),
    )


@pytest.mark.parametrize(
    ("objective", "bound", "gap"),
    [
        (800, 600, 0.25),
        (800, 800, 0.0),
        (-800, -1000, 0.25),
        (100, -100, 2.0),
        (0, 0, 0.0),
        (0, -5, None),
        (None, 600, None),
        (800, None, None),
    ],
)
def test_the_gap_is_a_share_of_the_objective(
    objective: int | None, bound: int | None, gap: float | None
) -> None:
    """200 of 800 are a quarter, below zero too; of nothing there is no share."""
    assert result(objective, bound).gap == gap


@pytest.mark.parametrize(
    ("objective", "bound", "baseline", "gap"),
    [
        (800, 600, 1000, 0.5),
        (800, 800, 1000, 0.0),
        (1000, 600, 1000, 1.0),
        (-800, -900, -700, 0.5),
        (800, 600, 600, None),
        (800, 600, 500, None),
        (600, 600, 600, 0.0),
        (600, 600, 500, 0.0),
        (None, 600, 1000, None),
        (800, None, 1000, None),
    ],
)
def test_the_gap_of_the_saving(
    objective: int | None, bound: int | None, baseline: int, gap: float | None
) -> None:
    """Staying costs 1000, no plan less than 600, this one 800: half of 400 may still be missed.

    Where the bound leaves no saving to attain there is no share of it, unless the gap is closed.
    """
    assert result(objective, bound, baseline).gap_of_saving == gap


def finding(verdict: Verdict) -> Finding:
    return Finding(rule="seats", verdict=verdict, law=False, unit="seats")


def test_a_judgement_is_lawful_unless_a_rule_is_broken() -> None:
    """Tight, kept and priced findings break nothing; one violation does."""
    sound = [finding(Verdict.TIGHT), finding(Verdict.KEPT), finding(Verdict.PRICED)]
    broken = finding(Verdict.VIOLATED)

    assert judgement(10, *sound).lawful
    assert not judgement(10, *sound, broken).lawful
    assert judgement(10, *sound, broken).violations == (broken,)


def test_the_amount_of_one_rule() -> None:
    """Amounts are found by rule; a rule without a price adds nothing."""
    assert judgement(10).amount("seats") == 5
    assert judgement(10).amount("posts") == 0


def test_a_result_reads_back() -> None:
    """A result, written as JSON and read strictly, is the same."""
    whole = result(800, 600)

    assert Result.model_validate_json(whole.model_dump_json()) == whole


def test_files_keep_the_keys_they_have_always_had() -> None:
    """A field with a clearer name today is still read from, and written under, its old key."""
    keys = {"band": 1, "cost": 0, "moves_before": 4, "moves_after": 3}
    keys |= {"dismissals_before": 2, "dismissals_after": 1, "asked_before": 9, "asked_after": 8}
    stage = SecondStage.model_validate(keys)

    assert (stage.transferred_before, stage.transferred_after) == (9, 8)
    assert stage.model_dump(mode="json") == keys
