"""What would change the decision: a plan judged again at the ends of its inputs' ranges."""

from planner.sensitivity.anew import planned_anew
from planner.sensitivity.judging import judged_at_ends, without_plans
from planner.sensitivity.uncertain import Uncertain, scenario_at, uncertain_inputs

__all__ = [
    "Uncertain",
    "judged_at_ends",
    "planned_anew",
    "scenario_at",
    "uncertain_inputs",
    "without_plans",
]
