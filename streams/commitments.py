"""Decisions and what came of them -> commitments, and moves that are ruled out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from models.plan import Move
from models.workforce import Mode
from streams.events import Reason, Step, Verdict
from streams.events.execution import UNDONE
from streams.state import Programme

MoveKey: TypeAlias = "tuple[str, str, Mode, str]"
"""Cohort, destination, mode and period: one move of a programme."""

_PARTS = 5
_SEPARATOR = "/"


def recommendation_id(programme: str, move: Move) -> str:
    """Programme and move: the same move of a later plan is the same recommendation."""
    return _SEPARATOR.join((programme, move.cohort, move.destination, move.mode, move.period))


def move_key(recommendation: str) -> MoveKey | None:
    """The move that an id names; none if it names no move."""
    parts = recommendation.split(_SEPARATOR)
    if len(parts) != _PARTS or parts[3] not in set(Mode):
        return None
    _, cohort, destination, mode, period = parts
    return cohort, destination, Mode(mode), period


def key_of(move: Move) -> MoveKey:
    """The key of a move."""
    return move.cohort, move.destination, move.mode, move.period


@dataclass(frozen=True, slots=True)
class Commitment:
    """A move that a person has accepted."""

    recommendation: str
    move_key: MoveKey
    accepted_heads: int
    undone_heads: int
    """Declined, or without a permit."""
    landed_heads: int

    @property
    def open_heads(self) -> int:
        """Heads that are still to move."""
        return max(self.accepted_heads - self.undone_heads - self.landed_heads, 0)


def commitments(facts: Programme) -> Iterator[Commitment]:
    """What has been accepted, in the order of ids."""
    for name in sorted(facts.decisions):
        decision, key = facts.decisions[name].value, move_key(name)
        if key is None or decision.heads is None:
            continue
        steps = facts.steps.get(name, {})
        yield Commitment(
            recommendation=name,
            move_key=key,
            accepted_heads=decision.heads,
            undone_heads=sum(steps.get(step, 0) for step in UNDONE),
            landed_heads=steps.get(Step.LANDED, 0),
        )


def ruled_out(facts: Programme) -> frozenset[tuple[str, str]]:
    """Cohorts and destinations that a person has said no to.

    A no for its timing concerns one recommendation; any other no concerns the destination, so that
    the same people are not asked again a quarter later.
    """
    decided = ((name, latest.value) for name, latest in facts.decisions.items())
    keys = (
        move_key(name)
        for name, decision in decided
        if decision.verdict is Verdict.REJECT and decision.reason is not Reason.TIMING
    )
    return frozenset((key[0], key[1]) for key in keys if key is not None)
