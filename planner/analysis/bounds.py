"""What dual bounds of several searches say of one point of a frontier."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from planner.optimizer.overruns import ROUNDING


@dataclass(frozen=True)
class CostBound:
    """No plan with at most ``limit`` on the axis has ``cost + weight axis`` below ``value``.

    So the cost of a plan with no more than ``a <= limit`` is at least ``value - weight a``.
    """

    limit: float
    weight: float
    value: float


def gap_of(bounds: Iterable[CostBound], axis: int, cost: int) -> float:
    """Largest possible improvement of a cost with no more on the axis, as a share of the cost.

    It is 1 if no bound is known, and 0 up to a solver's rounding.
    """
    least = max(
        (each.value - each.weight * axis for each in bounds if axis <= each.limit),
        default=-math.inf,
    )
    missing = cost - least
    return 0.0 if missing <= ROUNDING else min(1.0, missing / max(1, abs(cost)))
