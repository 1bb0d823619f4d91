"""How long jobs may take: by the clock, or by an effort that is the same on every machine."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Limits of jobs."""

    until: float | None
    """Monotonic time by which all is over; none for effort in place of time."""

    def limits(self, seconds: float, nodes: int) -> tuple[float | None, int | None]:
        """Seconds and nodes that a job may take, one of them none."""
        if self.until is None:
            return None, nodes
        return max(0.0, min(seconds, self.until - time.monotonic())), None
