"""What has been recommended and decided, and so which decisions a log takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from models.choices import DecisionKind
from streams.commitments import standing_decision
from streams.events import AnswerRecorded, Event, RecommendationDecided
from streams.state import Programme, World

SHORTEST_REVISION = 8
"""Characters of a revision that say which one is meant."""

MOST_REVISIONS = 400
"""Of one programme: more than a year of an answer a day."""

TOO_EARLY = "was recorded no later than the decision before it"
NOTHING_TO_TAKE_BACK = "takes back what nobody has decided"
DECIDED = "is on what has been decided: take that back first"
NEVER_RECOMMENDED = "is on what was never recommended under that revision"
TOO_MANY = "accepts more posts than were recommended"

OBJECTIONS = frozenset({TOO_EARLY, NOTHING_TO_TAKE_BACK, DECIDED, NEVER_RECOMMENDED, TOO_MANY})
"""Why a decision cannot count."""

RecommendedPosts: TypeAlias = "tuple[tuple[str, Mapping[str, int]], ...]"
"""Revisions, the oldest first, with heads by recommendation."""


def recommended_after(known: RecommendedPosts, event: AnswerRecorded) -> RecommendedPosts:
    """The same with what an answer recommends."""
    if event.answer.plan is None or event.programme is None:
        return known
    heads = {
        each.move_key.id(event.programme): each.undecided_heads for each in event.answer.proposals
    }
    # Most answers confirm the one before: what both say is kept once.
    same = known[-1][1] if known and known[-1][1] == heads else heads
    return (*known[1 - MOST_REVISIONS :], (event.answer.revision, same))


def recommended_now(facts: Programme, name: str) -> RecommendedPosts:
    """A recommendation that is made now, under its revision, however long ago it was first made."""
    found = facts.recommended.get(name)
    if found is None:
        return ()
    return ((found.revision, {name: found.proposal.undecided_heads}),)


def objection(
    recommended: RecommendedPosts,
    before: RecommendationDecided | None,
    event: RecommendationDecided,
) -> str:
    """Why a decision cannot count; empty if it can.

    Parameters
    ----------
    recommended
        What has been recommended to the programme.
    before
        The decision on the same recommendation that stands, if one does.
    event
        The decision.
    """
    if before is not None and event.recorded_at <= before.recorded_at:
        return TOO_EARLY
    if event.verdict is DecisionKind.WITHDRAW:
        return "" if before is not None else NOTHING_TO_TAKE_BACK
    if before is not None and before.verdict is not DecisionKind.DEFER:
        return DECIDED
    heads = [
        moves[event.recommendation]
        for revision, moves in recommended
        if revision.startswith(event.revision) and event.recommendation in moves
    ]
    if not heads or len(event.revision) < SHORTEST_REVISION:
        return NEVER_RECOMMENDED
    if (event.heads or 0) > max(heads):
        return TOO_MANY
    return ""


@dataclass
class Register:
    """What has been recommended and decided, event by event in the order of a log."""

    world: World
    """The state before the first of these events."""
    recommended: Mapping[str, RecommendedPosts]
    """By programme: what had been recommended by then."""
    _since: dict[str, RecommendedPosts] = field(default_factory=dict, init=False)
    _decided: dict[str, RecommendationDecided] = field(default_factory=dict, init=False)
    """By recommendation: the last decision."""

    def recommended_to(self, programme: str) -> RecommendedPosts:
        """What has been recommended to a programme so far."""
        return self._since.get(programme) or self.recommended.get(programme, ())

    def objection(self, event: Event, *, of_another_run: bool = False) -> str:
        """Why an event cannot count; empty if it can, as all but decisions do.

        Parameters
        ----------
        event
            The next one.
        of_another_run
            Hold a decision under a revision that is not known here against all that has been
            recommended.
        """
        if not isinstance(event, RecommendationDecided):
            return ""
        facts = self.world.programmes.get(event.programme, Programme())
        before = standing_decision(facts, event.recommendation, self._decided)
        recommended = (
            *recommended_now(facts, event.recommendation),
            *self.recommended_to(event.programme),
        )
        if of_another_run and not any(known.startswith(event.revision) for known, _ in recommended):
            recommended = tuple((event.revision, moves) for _, moves in recommended)
        return objection(recommended, before, event)

    def add(self, event: Event) -> None:
        """Note an event that counts."""
        if isinstance(event, AnswerRecorded) and event.programme is not None:
            self._since[event.programme] = recommended_after(
                self.recommended_to(event.programme), event
            )
        elif isinstance(event, RecommendationDecided):
            self._decided[event.recommendation] = event
