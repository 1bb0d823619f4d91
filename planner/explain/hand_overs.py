"""Tasks for hand-overs: who leaves is paid beside the successor from the landing day on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.plan import Move, Task, TaskKind
from planner.explain.agenda import Agenda, task


def tasks_of_hand_overs(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """One for each office that moves of one wave land at, with the second pay until they leave."""
    for office in sorted({move.destination for move in moves}):
        group = [m for m in moves if m.destination == office and _periods(agenda, m)]
        if group:
            cash, heads = sum(_pay(agenda, m) for m in group), sum(m.heads for m in group)
            lands = agenda.starts(group[0].period)
            yield task(TaskKind.HAND_OVER, office, heads, lands, cash)


def _periods(agenda: Agenda, move: Move) -> int:
    return agenda.scenario.modes.of(move.mode).overlap_periods


def _pay(agenda: Agenda, move: Move) -> int:
    """Pay at home, within the horizon, while the post is filled at both ends."""
    c, _ = agenda.pair(move)
    lands = agenda.position(move.period)
    paid = agenda.books.costs.hand_over_cash[c, lands : lands + _periods(agenda, move)]
    return move.heads * int(paid.sum())
