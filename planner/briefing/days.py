"""Days of a plan: by when to decide, until when it can be stopped, and its waves."""

from __future__ import annotations

from collections.abc import Sequence

from models.compared import PlanDays
from models.plan import Plan, Task, Wave
from models.scenario import Scenario
from planner.briefing.deciding import deadline_of
from planner.briefing.stopping import plan_stop, stops


def plan_days(
    scenario: Scenario, plan: Plan, waves: Sequence[Wave], own: Sequence[Task]
) -> PlanDays:
    """Days of some waves and tasks of a plan.

    Parameters
    ----------
    scenario, plan
        As for `deadline_of`.
    waves
        The waves.
    own
        The tasks that no wave needs and that staying put does not have.
    """
    first = deadline_of(scenario, plan, waves, own)
    stop = plan_stop(waves, own)
    return PlanDays(
        decide_by=first.by if first else None,
        decide_task=first.task if first else None,
        decide_days=first.days if first else None,
        last_free_stop=stop.last_free if stop else None,
        last_stop=stop.last if stop else None,
        stop_cost=stop.cost if stop else None,
        stops=stops(waves),
    )
