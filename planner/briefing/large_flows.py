"""Days of large flows: a board sees no day that rests on a flow of few posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from models.compared import PlanDays
from models.plan import Move, Plan, Task, TaskKind, Wave
from models.scenario import Scenario
from planner.books import Books
from planner.briefing.days import plan_days
from planner.briefing.flows import FlowKey, flows
from planner.explain.waves import waves_of

_ACTS = frozenset({TaskKind.FILING, TaskKind.MEASURE})
"""Tasks that a board is told of whoever needs them."""


def large_waves(books: Books, plan: Plan) -> tuple[Wave, ...]:
    """Waves of the moves that are part of large flows, as if the plan had no others."""
    return waves_of(books, plan, _large_moves(plan, books.scenario.floor_heads))


def _large_moves(plan: Plan, floor: int) -> list[Move]:
    large = {
        FlowKey(flow.period, flow.origin, flow.destination, flow.mode)
        for flow in flows(plan)
        if (flow.posts or 0) > floor
    }
    return [
        move
        for move in plan.moves
        if FlowKey(move.period, move.origin, move.destination, move.mode) in large
    ]


def large_flow_days(
    scenario: Scenario,
    plan: Plan,
    large: Sequence[Wave],
    waves: Sequence[Wave],
    own: Sequence[Task],
) -> PlanDays:
    """Days of large flows, of measures and of filings.

    Parameters
    ----------
    scenario, plan
        As for `deadline_of`.
    large
        Waves of its large flows.
    waves
        All its waves.
    own
        Its tasks that no wave needs and that staying put does not have.
    """
    tasks = [*(task for wave in waves for task in wave.tasks), *own]
    acts = [task for task in tasks if task.kind in _ACTS]
    days = plan_days(scenario, plan, large, acts)
    return days.model_copy(
        update={
            "stop_cost": cost_by(days.last_stop, tasks),
            "stops": tuple(each.model_copy(update={"stop_costs": ()}) for each in days.stops),
        }
    )


def cost_by(day: date | None, tasks: Iterable[Task]) -> int | None:
    """What tasks commit until a day; None without a day."""
    return sum(task.amount for task in tasks if task.by <= day) if day else None
