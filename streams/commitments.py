"""Decisions and what came of them -> commitments, and moves that are ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.choices import DecisionKind, Reason
from models.plan import MoveKey
from models.plan_in_force import Firmness
from streams.events import UNDONE, RecommendationDecided, Step
from streams.state import Programme

FOR_NOW = frozenset({Reason.TIMING, Reason.BUDGET, Reason.CAPACITY})
"""Reasons that reject this move only; any other reason rejects the destination."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A move that a person has accepted, or that has been announced."""

    recommendation: str
    move_key: MoveKey
    heads: int
    """Accepted, or else announced."""
    undone_heads: int
    """Posts whose people declined, or got no permit."""
    landed_heads: int
    firmness: Firmness
    started_on: date
    """Day from which its lead times count."""

    @property
    def open_heads(self) -> int:
        """Heads that are still to move."""
        return max(self.heads - self.undone_heads - self.landed_heads, 0)


def standing_decision(
    facts: Programme, name: str, later: Mapping[str, RecommendationDecided] | None = None
) -> RecommendationDecided | None:
    """The decision in force on a recommendation; None without one, or after a withdrawal.

    Parameters
    ----------
    later
        Decisions that are not in the facts yet.
    """
    known = facts.decisions.get(name)
    found = (later or {}).get(name) or (known.value if known is not None else None)
    return found if found is not None and found.verdict is not DecisionKind.WITHDRAW else None


def current_decisions(facts: Programme) -> Iterator[RecommendationDecided]:
    """All decisions in force, in the order of their recommendations."""
    found = (standing_decision(facts, name) for name in sorted(facts.decisions))
    return (each for each in found if each is not None)


def commitments(facts: Programme) -> Iterator[Commitment]:
    """What has been accepted or announced, in the order of ids."""
    for name in sorted({*facts.decisions, *facts.steps}):
        key, announced = MoveKey.parse(name), posts_with_step(facts, name, Step.ANNOUNCED)
        decision = standing_decision(facts, name)
        accepted = decision.heads if decision is not None else None
        if key is None or not (accepted or (announced and decision is None)):
            continue
        days = [on for step, on in facts.steps.get(name, {}) if step is Step.ANNOUNCED]
        decided = [decision.recorded_at.date()] if decision is not None else []
        yield Commitment(
            recommendation=name,
            move_key=key,
            heads=accepted or announced,
            undone_heads=sum(posts_with_step(facts, name, step) for step in UNDONE),
            landed_heads=posts_with_step(facts, name, Step.LANDED),
            firmness=Firmness.ANNOUNCED if announced else Firmness.ACCEPTED,
            started_on=min([*decided, *days]),
        )


def posts_with_step(facts: Programme, recommendation: str, step: Step) -> int:
    """Posts of a recommendation that have taken a step."""
    steps = facts.steps.get(recommendation, {})
    return sum(heads for (one, _), heads in steps.items() if one is step)


def rejected_moves(facts: Programme) -> Iterator[MoveKey]:
    """Moves that a person has rejected, for any reason."""
    yield from (key for key, _ in _rejections(facts))


def rejected_destinations(facts: Programme) -> frozenset[tuple[str, str]]:
    """Pairs of cohort and destination that a person has rejected for good.

    A no for its timing, its money or its room concerns one move; any other no concerns the
    destination, so that the same people are not asked again a quarter later.
    """
    return frozenset(
        (key.cohort, key.destination) for key, reason in _rejections(facts) if reason not in FOR_NOW
    )


def _rejections(facts: Programme) -> Iterator[tuple[MoveKey, Reason]]:
    for decision in current_decisions(facts):
        key = MoveKey.parse(decision.recommendation)
        if decision.verdict is DecisionKind.REJECT and key is not None:
            yield key, decision.reason
