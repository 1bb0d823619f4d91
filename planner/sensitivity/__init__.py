"""Sensitivity analysis: a plan and its baselines judged again with inputs at other values."""

from __future__ import annotations

from collections.abc import Sequence

from models.result import Result
from models.scenario import Scenario
from planner.books import books_of
from planner.explain.cliffs import cliffs_of
from planner.explain.fallback import fallback_of
from planner.sensitivity.break_even import break_even_of
from planner.sensitivity.drawing import draw_values
from planner.sensitivity.ends import judge_at_ends, without_plans
from planner.sensitivity.interval import Sample, interval_of
from planner.sensitivity.judge import Judge, PlanAndBaselines, judge_of
from planner.sensitivity.uncertain import InputValue, Uncertain, scenario_at, uncertain_inputs

__all__ = [
    "InputValue",
    "Judge",
    "PlanAndBaselines",
    "Sample",
    "Uncertain",
    "draw_values",
    "interval_of",
    "judge_at_ends",
    "judge_of",
    "scenario_at",
    "uncertain_inputs",
    "with_uncertainty",
    "without_plans",
]


def with_uncertainty(
    scenario: Scenario,
    result: Result,
    inputs: Sequence[Uncertain] | None,
    sample: Sample | None = None,
) -> Result:
    """Add break-even, cliffs and fallback to a result, and sensitivity and interval if asked for.

    Parameters
    ----------
    scenario
        The scenario that the result was made for.
    result
        The result. Without a plan it is returned unchanged.
    inputs
        The inputs with a range; None to leave out sensitivity and interval.
    sample
        Size and time limit of the sample; by default all draws, with the seed of the result.
    """
    plan, judgement, saving = result.plan, result.judgement, result.saving
    if plan is None or judgement is None or saving is None:
        return result
    books, baselines = books_of(scenario), result.baselines
    added: dict[str, object] = {
        "break_even": break_even_of(books, judgement, baselines),
        "cliffs": cliffs_of(books, plan, judgement.total, saving.total),
        "fallback": fallback_of(books, plan, judgement.total),
        "sensitivity": None,
        "interval": None,
    }
    if inputs is not None:
        put, plus = baselines.staying_put.plan, baselines.staying_plus_measures.plan
        judge = judge_of(scenario, PlanAndBaselines(plan, put, plus), inputs)
        added["sensitivity"] = judge_at_ends(judge, inputs)
        added["interval"] = interval_of(judge, inputs, sample or Sample(result.provenance.seed))
    return result.model_copy(update=added)
