"""Tasks of a plan that wait for an answer, and the scenario in which that answer is no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.plan import Move, Plan, RouteFiling, Task, TaskKind
from models.plan_in_force import Agreed, MoveInForce
from models.requests import Request, RequestKind
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books
from planner.explain.agenda import Agenda, agenda_of
from planner.explain.lead_times import filing_days
from planner.explain.needs import is_placement_of
from planner.explain.waves import own_tasks, tasks_of
from planner.replan.begun import Begun


@dataclass(frozen=True)
class AwaitedAnswer:
    """A task that waits for an answer."""

    task: Task
    wave: str | None
    """Period in which the moves that need it land; None if no move does."""
    answered_on: date
    losing: Mapping[Move, int]
    """Posts of each move that the answer no takes away; empty for a filing."""

    @property
    def posts(self) -> int:
        """Posts that it takes away in all."""
        return sum(self.losing.values())


def awaited_answers(books: Books, plan: Plan) -> tuple[AwaitedAnswer, ...]:
    """Filings, permits, offers of transfers and of vacant posts, by the day of the answer.

    The renewal of a route is left out: the same route is in force until then.
    """
    agenda = agenda_of(books, plan)
    waves: dict[str | None, list[Move]] = {}
    for move in plan.moves:
        waves.setdefault(move.period, []).append(move)
    tasks = [(task, wave) for wave, moves in waves.items() for task in tasks_of(agenda, moves)]
    tasks += [(task, None) for task in own_tasks(agenda)]
    found: dict[tuple[TaskKind, str, date], AwaitedAnswer] = {}
    for task, wave in tasks:
        answer = _awaited(agenda, task, wave, waves.get(wave, []))
        if answer is not None:
            found.setdefault((task.kind, task.what, answer.answered_on), answer)
    return tuple(sorted(found.values(), key=lambda each: (each.answered_on, each.task.what)))


def _awaited(
    agenda: Agenda, task: Task, wave: str | None, moves: list[Move]
) -> AwaitedAnswer | None:
    modes = agenda.scenario.modes
    match task.kind:
        case TaskKind.FILING:
            filing = _filing(agenda, task)
            if filing is None:
                return None
            days = filing_days(agenda.scenario, filing)
            return AwaitedAnswer(task, wave, task.by + timedelta(days=days), {})
        case TaskKind.PERMIT:
            losing = {move: move.heads for move in moves if _needs_permit(agenda, move, task)}
            return AwaitedAnswer(task, wave, agenda.starts(moves[0].period), losing)
        case TaskKind.OFFER:
            answered = task.by + timedelta(days=modes.transfer.asking_days)
            asked = (move for move in moves if _is_asked(agenda, move, task, answered))
            return AwaitedAnswer(task, wave, answered, _half(asked))
        case TaskKind.PLACEMENT:
            answered = task.by + timedelta(days=modes.redeploy.asking_days)
            return AwaitedAnswer(task, wave, answered, _half_of_placed(agenda, moves, task))
    return None


def _filing(agenda: Agenda, task: Task) -> RouteFiling | None:
    """The filing of a task, unless the same route is in force before."""
    same = [
        filing
        for filing in agenda.plan.routes
        if f"{filing.entity}/{filing.group}/{filing.route}" == task.what
    ]
    first = min(same, key=lambda filing: filing.period)
    lead = timedelta(days=filing_days(agenda.scenario, first))
    return first if agenda.starts(first.period) - lead == task.by else None


def _half(moves: Iterator[Move]) -> dict[Move, int]:
    """Half of the people who were to accept, rounded up, move by move."""
    return {move: (move.heads + 1) // 2 for move in moves}


def _needs_permit(agenda: Agenda, move: Move, task: Task) -> bool:
    domestic = bool(agenda.books.costs.domestic[agenda.pair(move)])
    return move.mode is Mode.TRANSFER and move.destination == task.what and not domestic


def _is_asked(agenda: Agenda, move: Move, task: Task, answered: date) -> bool:
    if move.mode is not Mode.TRANSFER or move.destination != task.what:
        return False
    domestic = bool(agenda.books.costs.domestic[agenda.pair(move)])
    return domestic == (answered == agenda.starts(move.period))


def _half_of_placed(agenda: Agenda, moves: list[Move], task: Task) -> dict[Move, int]:
    """Half of the people who were to take vacant posts of the task's cohort, rounded up."""
    losing: dict[Move, int] = {}
    for placed in (each for each in agenda.plan.placements if each.into == task.what):
        left = (placed.heads + 1) // 2
        for move in moves:
            if is_placement_of(agenda.scenario, placed, move):
                lost = min(left, move.heads - losing.get(move, 0))
                losing[move] = losing.get(move, 0) + lost
                left -= lost
    return {move: lost for move, lost in losing.items() if lost}


def refused(scenario: Scenario, plan: Plan, answer: AwaitedAnswer) -> Scenario:
    """The scenario with the answer no: it stays so for the whole horizon."""
    if answer.task.kind is TaskKind.FILING:
        entity, group, route = answer.task.what.split("/")
        request = Request(
            id="refused",
            kind=RequestKind.WITHOUT,
            entity=entity,
            group=DataGroup(group),
            route=RouteKind(route),
        )
        return scenario.model_copy(update={"requests": (*scenario.requests, request)})
    limits = tuple(_limits(plan, answer))
    under_way = scenario.under_way
    return scenario.model_copy(
        update={
            "under_way": under_way.model_copy(update={"agreed": (*under_way.agreed, *limits)}),
        }
    )


def _limits(plan: Plan, answer: AwaitedAnswer) -> Iterator[Agreed]:
    """No more people of a cohort go to an office than had agreed, or have a permit."""
    lost: dict[tuple[str, str, Mode], int] = {}
    for move, heads in answer.losing.items():
        way = move.cohort, move.destination, move.mode
        lost[way] = lost.get(way, 0) + heads
    for (cohort, destination, mode), heads in lost.items():
        planned = [
            move.heads
            for move in plan.moves
            if (move.cohort, move.destination, move.mode) == (cohort, destination, mode)
            and (answer.task.kind is not TaskKind.PERMIT or _landed(move, answer))
        ]
        left = sum(planned) - (0 if answer.task.kind is TaskKind.PERMIT else heads)
        yield Agreed(cohort=cohort, destination=destination, mode=mode, heads=left)


def _landed(move: Move, answer: AwaitedAnswer) -> bool:
    return answer.wave is not None and move.period < answer.wave


def without_refused(begun: Begun, answer: AwaitedAnswer) -> Begun:
    """What has begun, less what the answer no takes away."""
    lost = {(m.cohort, m.destination, m.mode, m.period): n for m, n in answer.losing.items()}
    decisions = begun.decisions
    if answer.task.kind is TaskKind.FILING:
        kept = tuple(
            each
            for each in decisions.routes
            if f"{each.entity}/{each.group}/{each.route}" != answer.task.what
        )
        decisions = decisions.model_copy(update={"routes": kept})

    def heads(move: MoveInForce) -> int:
        key = move.cohort, move.destination, move.mode, move.period
        return move.heads - lost.get(key, 0)

    moves = tuple(
        move.model_copy(update={"heads": heads(move)}) for move in begun.moves if heads(move) > 0
    )
    return replace(begun, decisions=decisions, moves=moves)
