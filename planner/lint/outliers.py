"""Figures that are far from their like."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from typing import TypeVar

FAR = 30.0
"""Factor from which a figure looks off: no two offices differ so much, a wrong unit does."""

Key = TypeVar("Key")


def factors(figures: Mapping[Key, float]) -> dict[Key, float]:
    """What each figure is of the median of all; figures of zero or none are left out.

    Of two figures the median says nothing: the larger is held against the smaller.
    """
    known = {key: figure for key, figure in figures.items() if figure > 0}
    if len(known) < 2:
        return {}
    if len(known) == 2:
        usual = min(known.values())
    else:
        usual = math.exp(statistics.median(math.log(figure) for figure in known.values()))
    return {key: figure / usual for key, figure in known.items()}


def is_far(factor: float, limit: float = FAR) -> bool:
    """Whether a factor is beyond a limit, up or down."""
    return not 1 / limit <= factor <= limit


def times(factor: float) -> str:
    """``1,000 times`` or ``a 1,000th of``."""
    return f"{factor:,.0f} times" if factor >= 1 else f"1/{1 / factor:,.0f} of"
