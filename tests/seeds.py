"""Seeds of properties that hold for any: a few in the quick run, all of them in `make test-all`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

QUICK = 3


def seeds(every: Iterable[int], quick: int = QUICK) -> list[ParameterSet]:
    """Parameters of a test, of which all but the first few are slow."""
    return [
        pytest.param(seed, marks=() if place < quick else pytest.mark.slow)
        for place, seed in enumerate(every)
    ]
