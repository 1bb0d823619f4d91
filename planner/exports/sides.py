"""A plan or a baseline with all that its key figures are taken from."""

from __future__ import annotations

from dataclasses import dataclass

from models.account import Judgement
from models.baselines import Baseline, Baselines, People, Saving
from models.plan import Plan, Wave
from models.readable import counted
from models.result import Result, SecondStage
from models.scenario import Scenario
from models.sensitivity import Judged, Sensitivity
from models.uncertainty import BreakEven, Interval
from planner.wording.outcomes import status_words


@dataclass(frozen=True, slots=True)
class Side:
    """A plan or a baseline with what is known of it; all None if there is no plan."""

    status: str
    scenario: Scenario
    plan: Plan | None
    judgement: Judgement | None
    waves: tuple[Wave, ...] = ()
    objective: int | None = None
    people: People | None = None
    saving: Saving | None = None
    baselines: Baselines | None = None
    """The baselines of a plan; None for a baseline itself."""
    gap: float | None = None
    gap_of_saving: float | None = None
    second_stage: SecondStage | None = None
    worse: Judged | None = None
    """The plan judged with all ranges at their worse ends."""
    better: Judged | None = None
    interval: Interval | None = None
    break_even: BreakEven | None = None


def plan_side(result: Result, scenario: Scenario) -> Side:
    """Return the side of a plan."""
    plan, judgement = result.audited_plan, result.audited_judgement
    if plan is None or judgement is None:
        return Side(status_words(result), scenario, None, None)
    worse, better = _together(result.sensitivity)
    return Side(
        status=status_words(result),
        scenario=scenario,
        plan=plan,
        judgement=judgement,
        waves=result.waves,
        objective=judgement.total if result.objective is None else result.objective,
        people=result.people,
        saving=result.saving,
        baselines=result.baselines,
        gap=result.gap,
        gap_of_saving=result.gap_of_saving,
        second_stage=result.second_stage,
        worse=worse,
        better=better,
        interval=result.interval,
        break_even=result.break_even,
    )


def _together(found: Sensitivity | None) -> tuple[Judged | None, Judged | None]:
    return (None, None) if found is None else (found.worse, found.better)


def baseline_side(baseline: Baseline, scenario: Scenario) -> Side:
    """Return the side of a baseline."""
    broken = counted(len({finding.rule for finding in baseline.judgement.violations}), "rule")
    return Side(
        status=f"Nobody moves; {broken} broken",
        scenario=scenario,
        plan=baseline.plan,
        judgement=baseline.judgement,
        objective=baseline.judgement.total,
        people=baseline.people,
    )
