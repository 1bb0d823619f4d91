"""How often properties are tried: a few times in the quick run, in full in `make test-all`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

QUICK = 3


def seeds(every: Iterable[int], quick: int = QUICK) -> list[ParameterSet]:
    """Parameters of a test, of which all but the first few are slow."""
    return [
        pytest.param(seed, marks=() if place < quick else pytest.mark.slow)
        for place, seed in enumerate(every)
    ]


def examples(every: int) -> int:
    """Examples of a property: all of them, or as large a part as the profile has of a hundred."""
    return every * settings().max_examples // 100
