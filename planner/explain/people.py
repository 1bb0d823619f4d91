"""Tasks for people: offers, hires, permits and hand-overs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from models.plan import Move, Task, TaskKind
from models.workforce import Mode, Service
from planner.explain.agenda import Agenda, task
from planner.explain.asked import asked_by_move
from planner.explain.lead_times import hires_open
from planner.explain.separations import tasks_of_redundancies


def tasks_for_people(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Yield tasks of some moves of one wave, by office and by the jurisdiction people leave."""
    transfers = [move for move in moves if move.mode is Mode.TRANSFER]
    hires = [move for move in moves if move.mode is not Mode.TRANSFER]
    for office, group in _by_destination(transfers):
        yield from _transfers(agenda, office, group)
    for office, group in _by_destination(hires):
        cash = sum(_arrival(agenda, move) for move in group)
        opened = hires_open(agenda.scenario, group[0])
        yield task(TaskKind.OPEN_HIRES, office, _heads(group), opened, cash)
    yield from tasks_of_redundancies(
        agenda, [move for move in moves if move.mode is Mode.REDUNDANCY]
    )


def _transfers(agenda: Agenda, office: str, group: Sequence[Move]) -> Iterator[Task]:
    """RecommendedPosts, and permits for people who come from another employer or jurisdiction.

    An offer counts the people who have to be asked. It commits the cost of those who move.
    """
    domestic = agenda.books.costs.domestic
    here = [move for move in group if domestic[agenda.pair(move)]]
    abroad = [move for move in group if move not in here]
    asking = timedelta(days=agenda.scenario.modes.transfer.asking_days)
    lands = agenda.starts(group[0].period)
    permit = lands - timedelta(days=agenda.office(office).visa_days)
    if here:
        cash = sum(_arrival(agenda, move) for move in here)
        yield task(TaskKind.OFFER, office, _asked(agenda, here), lands - asking, cash)
    if abroad:
        cash = sum(_arrival(agenda, move) for move in abroad)
        yield task(TaskKind.OFFER, office, _asked(agenda, abroad), permit - asking)
        yield task(TaskKind.PERMIT, office, _heads(abroad), permit, cash)


def _by_destination(moves: Sequence[Move]) -> Iterator[tuple[str, list[Move]]]:
    for office in sorted({move.destination for move in moves}):
        yield office, [move for move in moves if move.destination == office]


def _heads(moves: Sequence[Move]) -> int:
    return sum(move.heads for move in moves)


def _asked(agenda: Agenda, moves: Sequence[Move]) -> int:
    counts = asked_by_move(agenda.scenario, agenda.plan.moves)
    asked = zip(agenda.plan.moves, counts, strict=True)
    return sum(count for move, count in asked if move in moves)


def _arrival(agenda: Agenda, move: Move) -> int:
    """Return the cash for arrivals: package and permit, or the hire, or the listed figure."""
    costs, (c, o) = agenda.books.costs, agenda.pair(move)
    t = agenda.position(move.period)
    if costs.listed[c, o]:
        return move.heads * int(costs.landing_cash[c, o, t])
    if move.mode is not Mode.TRANSFER:
        return move.heads * int(costs.hiring_cash[c, o, t])
    scenario = agenda.scenario
    changes = scenario.cohorts[c].entity != scenario.offices[o].entity
    paid = changes and scenario.modes.transfer.service is Service.PAID
    service = int(costs.service_cash[c, t]) if paid else 0
    return move.heads * (int(costs.relocation_cash[c, o, t]) + service)


def tasks_of_hand_overs(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Yield a task for each office that moves of one wave land at, with the double pay."""
    for office in sorted({move.destination for move in moves}):
        group = [m for m in moves if m.destination == office and _overlap_periods(agenda, m)]
        if group:
            cash, heads = sum(_hand_over_pay(agenda, m) for m in group), sum(m.heads for m in group)
            lands = agenda.starts(group[0].period)
            yield task(TaskKind.HAND_OVER, office, heads, lands, cash)


def _overlap_periods(agenda: Agenda, move: Move) -> int:
    return agenda.scenario.modes.of(move.mode).overlap_periods


def _hand_over_pay(agenda: Agenda, move: Move) -> int:
    """Return the pay at home, within the horizon, while a post is filled at both offices."""
    c, _ = agenda.pair(move)
    lands = agenda.position(move.period)
    paid = agenda.books.costs.hand_over_cash[c, lands : lands + _overlap_periods(agenda, move)]
    return move.heads * int(paid.sum())
