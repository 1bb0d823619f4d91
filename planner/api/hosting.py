"""How a host works, on one machine or at a broker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from models.search_limits import SearchLimits
from planner.api.judging import keeps_every_rule
from planner.replan import replan
from streams.hosts.asking import Questions
from streams.hosts.children import Children, Limits
from streams.policy import Patience


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


def questions_of(hosting: Hosting, noticed: Callable[[str, tuple[str, ...]], None]) -> Questions:
    """How it plans, and judges a plan.

    Parameters
    ----------
    noticed
        Told of facts that fit nothing in a programme.
    """
    return Questions(
        Children(replan, Limits(at_once=hosting.solvers)),
        keeps_every_rule,
        SearchLimits(gap=hosting.gap, seconds=hosting.time_limit_seconds),
        noticed,
    )
