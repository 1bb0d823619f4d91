"""Scheduling of lanes: in parallel, a process for the jobs of each, or in turn in this process.

In turn the jobs are the same on every machine.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import wait

from planner.optimizer.job import SolverReply
from planner.optimizer.matrix import Mip
from planner.optimizer.solver_process import AnyJob, SolverProcess, reply_to
from planner.optimizer.state import Lane, SearchState, Stop

TICK_SECONDS = 0.1
"""Longest delay until a stop signal takes effect, in seconds."""


def run(
    lanes: Sequence[Lane], state: SearchState, until: float | None, most_jobs: int, stop: Stop
) -> None:
    """Run lanes until the gap is closed, all are over, time is up or somebody stops them.

    Parameters
    ----------
    lanes
        Each yields jobs and is sent the replies.
    state
        What the lanes share; it takes bounds that a job proves on the way.
    until
        Monotonic time limit of lanes in parallel; None to run them in turn.
    most_jobs
        Number of jobs of each lane in turn.
    stop
        Ends the search when set.
    """
    running = [_RunningLane(lane) for lane in lanes]
    if until is None:
        _run_in_turn(running, state, most_jobs, stop)
    elif until > time.monotonic():
        with ExitStack() as ended:
            parallel = []
            for each in running:
                parallel.append(_ParallelLane(each, SolverProcess()))
                ended.callback(parallel[-1].process.end)
            _run_in_parallel(parallel, state, until, stop)


@dataclass
class _RunningLane:
    """A lane, and whether it is over."""

    lane: Lane
    over: bool = False

    def resume(self, reply: SolverReply | None) -> AnyJob | None:
        """Resume the lane up to its next job; None if it waits or is over."""
        try:
            return self.lane.send(reply)
        except StopIteration:
            self.over = True
            return None


@dataclass
class _ParallelLane:
    """A lane with the process that works off its jobs."""

    running: _RunningLane
    process: SolverProcess
    busy: bool = False

    def resume(self, reply: SolverReply | None) -> None:
        """Resume the lane, and send its next job to the process."""
        job = self.running.resume(reply)
        self.busy = job is not None
        if job is not None:
            self.send(job)

    def send(self, message: Mip | AnyJob) -> None:
        """Send the programme or a job to the process."""
        try:
            self.process.send(message)
        except OSError:
            self._give_up()

    def receive(self, state: SearchState) -> None:
        """Take a message of the process: a bound on the way, or the reply to its job."""
        try:
            message = self.process.receive()
        except (EOFError, OSError):
            self._give_up()
            return
        if isinstance(message, float):
            state.prove(message)
        else:
            self.resume(message)

    def _give_up(self) -> None:
        # The process was killed, perhaps for lack of memory; the other lanes go on.
        self.busy, self.running.over = False, True


def _run_in_parallel(
    parallel: Sequence[_ParallelLane], state: SearchState, until: float, stop: Stop
) -> None:
    for each in parallel:
        each.send(state.mip)
    while True:
        for each in parallel:
            if not each.busy and not each.running.over:
                each.resume(None)
        busy, left = [each for each in parallel if each.busy], until - time.monotonic()
        if state.closed or stop.is_set() or left <= 0 or not busy:
            return
        ready = wait([each.process.connection for each in busy], min(TICK_SECONDS, left))
        for each in busy:
            if each.process.connection in ready:
                each.receive(state)


def _run_in_turn(
    running: Sequence[_RunningLane], state: SearchState, most_jobs: int, stop: Stop
) -> None:
    jobs = [each.resume(None) for each in running]
    for _ in range(most_jobs):
        for i, each in enumerate(running):
            if state.closed or stop.is_set() or each.over:
                continue
            job = jobs[i]
            reply = reply_to(state.mip, job, state.prove) if job is not None else None
            jobs[i] = each.resume(reply)
        if state.closed or all(each.over for each in running):
            return
