"""The moves of a worked example's plan, and how many posts some of them are."""

from __future__ import annotations

from collections.abc import Mapping

from models.plan import Move
from models.result import Result
from planner import api


def solved(name: str, *overlays: str, settings: Mapping[str, str] | None = None) -> Result:
    """Its plan, with what the command line asks for by default."""
    return api.plan(api.load(name, overlays, settings)).result


def moves_of(
    name: str, *overlays: str, settings: Mapping[str, str] | None = None
) -> tuple[Move, ...]:
    """The moves of its plan."""
    plan = solved(name, *overlays, settings=settings).plan
    assert plan is not None
    return plan.moves


def heads(moves: tuple[Move, ...], **of: str) -> int:
    """Posts of those moves whose fields are as named."""
    return sum(m.heads for m in moves if all(getattr(m, name) == of[name] for name in of))
