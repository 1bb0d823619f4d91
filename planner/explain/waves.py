"""Waves: moves that land on the same day, their tasks, and the cost of calling them off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from models.calendar import Period
from models.plan import Move, Plan, StopCost, Task, TaskKind, Wave
from planner.books import Books
from planner.explain.agenda import Agenda, agenda_of
from planner.explain.duties import tasks_of_duties
from planner.explain.people import tasks_for_people, tasks_of_hand_overs
from planner.explain.separations import tasks_of_falls


def tasks_of(agenda: Agenda, moves: Sequence[Move]) -> tuple[Task, ...]:
    """Return the tasks of some moves of one wave, by day: for people, and for duties."""
    wanted = [need for need in agenda.needs if need.concerns(moves)]
    people = (*tasks_for_people(agenda, moves), *tasks_of_hand_overs(agenda, moves))
    return _in_order((*people, *tasks_of_duties(agenda, wanted)))


def own_tasks(agenda: Agenda) -> tuple[Task, ...]:
    """Return the tasks that no move needs, by day, including those of posts that are cut."""
    wanted = [need for need in agenda.needs if not need.moves]
    return _in_order((*tasks_of_falls(agenda), *tasks_of_duties(agenda, wanted)))


def _in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    kinds = list(TaskKind)
    return tuple(sorted(tasks, key=lambda task: (task.by, kinds.index(task.kind), task.what)))


CAN_BE_UNDONE = frozenset({TaskKind.CONSULTATION, TaskKind.OFFER, TaskKind.PLACEMENT})
"""Steps that only talk or ask; any other is public or commits cash."""


def waves_of(books: Books, plan: Plan, moves: Iterable[Move] | None = None) -> tuple[Wave, ...]:
    """Group moves of a plan by the day they land, in the order of time: all unless some are given.

    Waves of some moves have the tasks of those alone.
    """
    agenda = agenda_of(books, plan)
    moves_in: dict[str, list[Move]] = {}
    for move in plan.moves if moves is None else moves:
        moves_in.setdefault(move.period, []).append(move)
    periods = {period.label: period for period in books.scenario.periods}
    return tuple(
        _wave(agenda, periods[label], tuple(moves_in[label])) for label in sorted(moves_in)
    )


def plan_tasks(books: Books, plan: Plan) -> tuple[Task, ...]:
    """Return the tasks of a plan that no wave needs, by day."""
    return own_tasks(agenda_of(books, plan))


def _wave(agenda: Agenda, period: Period, moves: tuple[Move, ...]) -> Wave:
    tasks = tasks_of(agenda, moves)
    last_safe_stop = _last_safe_stop(period.starts, tasks)
    return Wave(
        period=period.label,
        lands_on=period.starts,
        start_by=min((task.by for task in tasks), default=period.starts),
        moves=moves,
        heads=sum(move.heads for move in moves),
        tasks=tasks,
        last_safe_stop=last_safe_stop,
        stop_costs=tuple(_stop_costs(tasks, last_safe_stop)),
    )


def _last_safe_stop(lands_on: date, tasks: Sequence[Task]) -> date:
    firm = (task.by for task in tasks if task.kind not in CAN_BE_UNDONE)
    return min([lands_on, *firm]) - timedelta(days=1)


def _stop_costs(tasks: Sequence[Task], last_safe_stop: date) -> Iterator[StopCost]:
    """Yield the cash committed by each day after the last safe stop."""
    for day in sorted({last_safe_stop + timedelta(days=1), *(task.by for task in tasks)}):
        committed = sum(task.amount for task in tasks if task.by <= day)
        adds = any(task.amount for task in tasks if task.by == day)
        if day == last_safe_stop + timedelta(days=1) or (day > last_safe_stop and adds):
            yield StopCost(after=day - timedelta(days=1), amount=committed)
