"""The public Python face: values in, values out; for notebooks, programs and the command line.

``result = plan(load("tiny"), stop=MaxRuntime(10))`` can be printed, shown in a notebook, and read
as Arrow tables. Functions import heavy libraries only when they need them. `planner.api.logs` opens
the log of events of a journal or a broker; `planner.api.hosting` has the hosts, and loads the whole
planner.
"""

from models.choices import FrontierAxis, RangeUse, Solver
from models.what_if import WhatIf
from planner.api.analysis import AnalysisResult, alternatives, frontier
from planner.api.checks import check, expect_copy, lint, mark_mistakes, rules, signals
from planner.api.comparisons import Comparison
from planner.api.explanations import Explanation, binds, break_even, contingencies, wave, why
from planner.api.new_scenarios import new, new_workbook
from planner.api.overlays import check_overlay_file, save_overlay, what_if, with_overlay
from planner.api.papers import write_plan
from planner.api.plan_files import compare, compare_files, read, verify
from planner.api.plans import plan, replay, search_hooks, write_replay
from planner.api.relaxations import relaxation_overlay
from planner.api.results import PlanResult
from planner.api.scenario_builder import ScenarioBuilder
from planner.api.scenarios import bundled, change, load, parsed_settings
from planner.api.stopping import FixedEffort, Gap, MaxRuntime, StoppingCriterion
from planner.briefing.comparable import FEWEST_COMPARED, MOST_PLANS

__all__ = [
    "FEWEST_COMPARED",
    "MOST_PLANS",
    "AnalysisResult",
    "Comparison",
    "Explanation",
    "FixedEffort",
    "FrontierAxis",
    "Gap",
    "MaxRuntime",
    "PlanResult",
    "RangeUse",
    "ScenarioBuilder",
    "Solver",
    "StoppingCriterion",
    "WhatIf",
    "alternatives",
    "binds",
    "break_even",
    "bundled",
    "change",
    "check",
    "check_overlay_file",
    "compare",
    "compare_files",
    "contingencies",
    "expect_copy",
    "frontier",
    "lint",
    "load",
    "mark_mistakes",
    "new",
    "new_workbook",
    "parsed_settings",
    "plan",
    "read",
    "relaxation_overlay",
    "replay",
    "rules",
    "save_overlay",
    "search_hooks",
    "signals",
    "verify",
    "wave",
    "what_if",
    "why",
    "with_overlay",
    "write_plan",
    "write_replay",
]
