"""A clock to wait by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic


def steady_clock() -> Callable[[], datetime]:
    """A clock that begins with today's time and is never set back."""
    began, ticks = datetime.now(UTC), monotonic()
    return lambda: began + timedelta(seconds=monotonic() - ticks)
