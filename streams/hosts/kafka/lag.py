"""How far behind the ends of their logs partitions are, and which of them stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True, slots=True)
class Stretch:
    """A log, and how far it has been folded."""

    position: int
    end: int
    moved_at: float
    """When the position was first seen where it is, or there was nothing more to fold."""
    begin: int = 0
    """Where the log begins: after 0 if it has lost its first records."""
    stands: bool = False
    """Whether it was there and had more before it a look ago."""


@dataclass
class Lag:
    """What the broker said last."""

    began_at: float = field(default_factory=monotonic)
    heard_at: float | None = None
    """None until it has answered once."""
    stretches: dict[int, Stretch] = field(default_factory=dict)
    """By partition that is owned."""

    def heard(self, logs: Mapping[int, range], positions: Mapping[int, int], now: float) -> None:
        """Note how far logs go; partitions that are owned no longer are left out.

        Parameters
        ----------
        logs, positions
            By partition, from where to where; the positions as they are when the answer is there.
        """
        self.heard_at = now
        self.stretches = {
            number: self._stretch(number, positions[number], log, now)
            for number, log in logs.items()
            if number in positions
        }

    def silent_seconds(self, now: float) -> float:
        """For how long the broker has said nothing."""
        return now - (self.began_at if self.heard_at is None else self.heard_at)

    def _stretch(self, number: int, position: int, log: range, now: float) -> Stretch:
        before = self.stretches.get(number)
        if before is not None and before.position == position < before.end:
            return Stretch(position, log.stop, before.moved_at, log.start, stands=True)
        return Stretch(position, log.stop, now, log.start)
