"""Whether a worker does its work, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from streams.hosts.kafka.lag import Lag

SILENCE_SECONDS = 15.0
"""Of the broker, before it counts as away."""

STANDSTILL_SECONDS = 30.0
"""In which a partition that is behind moves at least once."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a worker says of itself."""

    joined: bool
    """Whether the group has given it its partitions, be it none."""
    behind: Mapping[int, int]
    """Positions of partitions that have not caught up with their logs."""
    lost: Mapping[int, int] = field(default_factory=dict)
    """Records that logs have lost, by partition."""
    refused: Set[int] = frozenset()
    """Partitions that are not served for that."""
    problems: Sequence[str] = ()
    """What is wrong with the topics."""
    agent_restarts: int = 0


def reasons(condition: Condition, lag: Lag, now: float) -> Iterator[str]:
    """Why a worker is not up; nothing if it is.

    Parameters
    ----------
    now
        On the clock of the lag.
    """
    if not condition.joined:
        yield "has not been given partitions yet"
    silent = lag.silent_seconds(now)
    if silent > SILENCE_SECONDS:
        yield f"the broker has said nothing for {silent:.0f} s"
    elif lag.heard_at is None:
        yield "the broker has not answered yet"
    for number, position in sorted(condition.behind.items()):
        yield f"partition {number} is catching up with its log, at {position:,}"
    for number, records in sorted(condition.lost.items()):
        served = ", and is not served" if number in condition.refused else ""
        yield f"the log of partition {number} has lost records: {records:,}{served}"
    yield from condition.problems
    for number, stretch in sorted(lag.stretches.items()):
        still, behind = now - stretch.moved_at, stretch.end - stretch.position
        if behind and still > STANDSTILL_SECONDS:
            yield f"partition {number} has stood still for {still:.0f} s, {behind:,} records behind"
    if condition.agent_restarts:
        times = condition.agent_restarts
        yield f"the agent began anew {times} times: restart the worker, and report it"
