"""Where the posts of a plan go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from models.outlook import Flow
from models.plan import Plan
from models.workforce import Mode


class FlowKey(NamedTuple):
    """How posts go from one office to another, and when they land."""

    period: str
    origin: str
    destination: str
    mode: Mode


def flows(plan: Plan) -> tuple[Flow, ...]:
    """Moves of a plan, those of all cohorts together, by period, origin, destination and mode."""
    posts: Counter[FlowKey] = Counter()
    for move in plan.moves:
        posts[FlowKey(move.period, move.origin, move.destination, move.mode)] += move.heads
    return flows_of(posts)


def flows_of(posts: Mapping[FlowKey, int]) -> tuple[Flow, ...]:
    """Posts by key as flows, in order."""
    return tuple(
        Flow(
            origin=key.origin,
            destination=key.destination,
            mode=key.mode,
            period=key.period,
            posts=posts[key],
        )
        for key in sorted(posts)
    )
