"""Lanes side by side in real processes, some of which are killed."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from threading import Event

import pytest

from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.scheduling import run
from planner.optimizer.state import Lane, SearchState
from tests.planner.optimizer.programmes import tiny
from tests.support.processes import descendants
from tests.support.waiting import until


def solver_processes() -> list[int]:
    """Solver processes of this one, the oldest first, unless they are dead."""
    return [
        process
        for process in descendants(os.getpid())
        if b"solver_process" in Path(f"/proc/{process}/cmdline").read_bytes()
    ]


def kill(process: int) -> None:
    """Kill a process and wait for its end; a dead one has no command line."""
    os.kill(process, signal.SIGKILL)
    until(lambda: process not in solver_processes())


def lane(state: SearchState, replies: list[SolverReply], *, kill_before: int | None = None) -> Lane:
    """Three jobs; the oldest process, which works for the first lane, is killed before one."""
    for i in range(3):
        if i == kill_before:
            kill(min(solver_processes()))
        reply = yield Job(state.mip.lower, state.mip.upper)
        assert reply is not None
        replies.append(reply)


@pytest.mark.parametrize("before", [0, 1])
def test_where_a_process_is_killed_the_other_lane_goes_on(before: int) -> None:
    """Its lane is over, before its first job or between two, and nothing is raised."""
    state = SearchState(mip_of(tiny()[1]), 0.0)
    first: list[SolverReply] = []
    second: list[SolverReply] = []
    lanes = (lane(state, first, kill_before=before), lane(state, second))

    run(lanes, state, time.monotonic() + 60, 14, Event())

    assert len(first) == before
    assert [reply.ended for reply in second] == [Ended.SOLVED] * 3
