"""How a host works, on one machine or at a broker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from streams.policy import Patience
from streams.solving import Effort


@dataclass(frozen=True)
class Hosting:
    """How a host works."""

    debounce_seconds: float = 2.0
    longest_wait_seconds: float = 30.0
    gap: float = 0.005
    time_limit_seconds: float = 20.0
    solvers: int = 2


def patience_of(hosting: Hosting) -> Patience:
    """How long a host waits before it asks."""
    return Patience(
        quiet=timedelta(seconds=hosting.debounce_seconds),
        longest_wait=timedelta(seconds=hosting.longest_wait_seconds),
    )


def effort_of(hosting: Hosting) -> Effort:
    """How hard its solvers look."""
    return Effort(gap=hosting.gap, time_limit_seconds=hosting.time_limit_seconds)
