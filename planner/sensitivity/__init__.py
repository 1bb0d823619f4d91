"""Sensitivity analysis: a plan and its baselines judged again with inputs at other values."""

from planner.sensitivity.anew import planned_anew
from planner.sensitivity.ends import judged_at_ends, without_plans
from planner.sensitivity.interval import Sample, interval_of, sampled
from planner.sensitivity.judge import Judge, PlanAndBaselines, judge_of
from planner.sensitivity.uncertain import Uncertain, Value, scenario_at, uncertain_inputs
from planner.sensitivity.uncertainty import with_uncertainty

__all__ = [
    "Judge",
    "PlanAndBaselines",
    "Sample",
    "Uncertain",
    "Value",
    "interval_of",
    "judge_of",
    "judged_at_ends",
    "planned_anew",
    "sampled",
    "scenario_at",
    "uncertain_inputs",
    "with_uncertainty",
    "without_plans",
]
