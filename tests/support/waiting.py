"""Waiting for what happens in other processes."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0


def until(happens: Callable[[], bool]) -> None:
    """Wait until something has happened, and fail if it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        if time.monotonic() > deadline:
            raise AssertionError("it never came")
        time.sleep(0.1)
