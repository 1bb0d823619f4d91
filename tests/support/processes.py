"""Processes as the system sees them: who is below whom, who is alive, how long work takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.waiting import until


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where this process, and those that it waited for, work for longer.

    In processor time, which is the same however busy the machine is.
    """
    began = sum(os.times()[:4])
    yield
    took = sum(os.times()[:4]) - began
    assert took < seconds, f"took {took:.1f} s of processor time"


def wait_for_descendants(pid: int, at_least: int) -> list[int]:
    """The server that forks, and what it has forked."""
    until(lambda: _solvers(pid) and len(descendants(pid)) >= at_least)
    return descendants(pid)


def _solvers(pid: int) -> bool:
    return any(parent(each) != pid for each in descendants(pid))


def descendants(pid: int) -> list[int]:
    everyone = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    parents = {each: parent(each) for each in everyone}
    found = [pid]
    for each in found:
        found += [child for child, above in parents.items() if above == each]
    return found[1:]


def parent(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(stat.rpartition(")")[2].split()[1])


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
