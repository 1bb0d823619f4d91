"""What has been recommended so far, so that a decision can be held against it.

It follows from the log, as far back as anybody would decide on what he has looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from models.decisions import Verdict
from models.plan import MoveKey
from streams.deciding import SHORTEST_REVISION
from streams.events import AnswerRecorded, RecommendationDecided

MOST_REVISIONS = 400
"""Of one programme: more than a year of an answer a day."""

TOO_EARLY = "was recorded no later than the decision before it"
NOTHING_TO_TAKE_BACK = "takes back what nobody has decided"
DECIDED = "is on what has been decided: take that back first"
NEVER_RECOMMENDED = "is on what was never recommended under that revision"
TOO_MANY = "accepts more posts than were recommended"

OBJECTIONS = frozenset({TOO_EARLY, NOTHING_TO_TAKE_BACK, DECIDED, NEVER_RECOMMENDED, TOO_MANY})
"""Why a decision cannot count."""

Offers: TypeAlias = "tuple[tuple[str, Mapping[str, int]], ...]"
"""Revisions, the oldest first, with heads by recommendation."""


def offered(known: Offers, event: AnswerRecorded) -> Offers:
    """The same with what an answer recommends."""
    if event.answer.plan is None or event.programme is None:
        return known
    heads = {
        MoveKey.of(each.priced.move).id(event.programme): each.priced.move.heads - each.firm
        for each in event.answer.proposals
    }
    # Most answers confirm the one before: what both say is kept once.
    same = known[-1][1] if known and known[-1][1] == heads else heads
    return (*known[1 - MOST_REVISIONS :], (event.answer.revision, same))


def objection(
    offers: Offers, before: RecommendationDecided | None, event: RecommendationDecided
) -> str:
    """Why a decision cannot count; empty if it can.

    Parameters
    ----------
    offers
        What has been recommended to the programme.
    before
        The decision on the same recommendation that stands, if one does.
    event
        The decision.
    """
    if before is not None and event.recorded_at <= before.recorded_at:
        return TOO_EARLY
    if event.verdict is Verdict.WITHDRAW:
        return "" if before is not None else NOTHING_TO_TAKE_BACK
    if before is not None and before.verdict is not Verdict.DEFER:
        return DECIDED
    heads = [
        moves[event.recommendation]
        for revision, moves in offers
        if revision.startswith(event.revision) and event.recommendation in moves
    ]
    if not heads or len(event.revision) < SHORTEST_REVISION:
        return NEVER_RECOMMENDED
    if (event.heads or 0) > max(heads):
        return TOO_MANY
    return ""
