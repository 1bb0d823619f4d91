"""Tasks: what there is to be done for a plan, by when, by whom, and the cash it commits.

Every amount is a figure of the books. What is under way is no task any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.plan import Move, Task, TaskKind
from planner.explain.agenda import Agenda
from planner.explain.duties import tasks_of_duties
from planner.explain.falls import tasks_of_falls
from planner.explain.hand_overs import tasks_of_hand_overs
from planner.explain.people import tasks_for_people


def tasks_of(agenda: Agenda, moves: Sequence[Move]) -> tuple[Task, ...]:
    """What some moves of one wave need, by day: their people, and the duties that go with them."""
    wanted = [need for need in agenda.needs if need.concerns(moves)]
    people = (*tasks_for_people(agenda, moves), *tasks_of_hand_overs(agenda, moves))
    return _in_order((*people, *tasks_of_duties(agenda, wanted)))


def own_tasks(agenda: Agenda) -> tuple[Task, ...]:
    """What a plan asks to do that no move of it needs, by day; posts that fall away among it."""
    wanted = [need for need in agenda.needs if not need.moves]
    return _in_order((*tasks_of_falls(agenda), *tasks_of_duties(agenda, wanted)))


def _in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    kinds = list(TaskKind)
    return tuple(sorted(tasks, key=lambda task: (task.by, kinds.index(task.kind), task.what)))
