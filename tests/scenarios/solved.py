"""The moves of a worked example's plan, and how many posts some of them are."""

from __future__ import annotations

from collections.abc import Mapping

from models.choices import RangeUse
from models.plan import Move
from models.result import Result
from planner import api

GAP = 0.003
"""What the examples say of their plans holds for every plan that is as close to the best."""


def solved(name: str, *overlays: str, settings: Mapping[str, str] | None = None) -> Result:
    """Its plan; at the ends of ranges it is judged elsewhere."""
    scenario = api.load(name, overlays, settings)
    return api.plan(scenario, stop=api.Gap(GAP), ranges=RangeUse.IGNORE).result


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
