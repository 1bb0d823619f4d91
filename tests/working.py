"""How long work takes, in processor time: the same however busy the machine is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where this process, and those that it waited for, work for longer."""
    began = sum(os.times()[:4])
    yield
    took = sum(os.times()[:4]) - began
    assert took < seconds, f"took {took:.1f} s of processor time"
