"""By when a plan has to be decided on: the day of its first task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.plan import Plan, Task, TaskKind, Wave
from models.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Deadline:
    """The first task of a plan."""

    by: date
    task: TaskKind
    days: int | None
    """From that task to the landing that waits for it, or to the day on which a measure, a route or
    seats are there; None for anything else that no landing waits for."""


def deadline_of(
    scenario: Scenario, plan: Plan, waves: Sequence[Wave], own: Sequence[Task]
) -> Deadline | None:
    """Find the first task of a plan; None if it has none.

    Parameters
    ----------
    scenario
        The scenario that the tasks were worked out in.
    plan
        The plan.
    waves
        Its waves.
    own
        Its tasks that no wave needs.
    """
    starts = {period.label: period.starts for period in scenario.periods}
    tasks = [
        *((task, wave.lands_on) for wave in waves for task in wave.tasks),
        *((task, _in_force(plan, task, starts)) for task in own),
    ]
    kinds = list(TaskKind)
    first = min(tasks, key=lambda each: (each[0].by, kinds.index(each[0].kind)), default=None)
    if first is None:
        return None
    task, then = first
    return Deadline(task.by, task.kind, (then - task.by).days if then else None)


def _in_force(plan: Plan, task: Task, starts: Mapping[str, date]) -> date | None:
    """First day from a task on on which what it is about is there."""
    days = [starts[label] for label in _periods_of(plan, task)]
    return min((day for day in days if day >= task.by), default=None)


def _periods_of(plan: Plan, task: Task) -> list[str]:
    """Periods in which a plan has what a task is about."""
    if task.kind is TaskKind.MEASURE:
        return [each.period for each in plan.measures if each.measure == task.what]
    if task.kind is TaskKind.FILING:
        about = task.what.split("/")
        return [r.period for r in plan.routes if [r.entity, r.group, r.route] == about]
    if task.kind is TaskKind.ORDER_SEATS:
        return [each.period for each in plan.blocks if each.office == task.what]
    return []
