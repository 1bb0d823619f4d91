"""Lanes of a search: each asks for one job after another, all of them share what is known."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Protocol

from planner.optimizer.child import SolverProcess
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, Reply, work_off

Lane = Generator[Job | None, Reply | None, None]
"""Yields jobs and is sent their replies; yields None to wait for what other lanes find out."""

TICK_SECONDS = 0.1
"""Longest time in which a stop is not heard."""


class Stop(Protocol):
    """Whether a search is to end at once, with the best plan so far; an event is one."""

    def is_set(self) -> bool:
        """Whether it is."""


@dataclass
class _Running:
    lane: Lane
    child: SolverProcess | None = None
    busy: bool = False
    over: bool = False

    def resume(self, reply: Reply | None) -> Job | None:
        """Let the lane go on, up to its next job or wait."""
        try:
            return self.lane.send(reply)
        except StopIteration:
            self.over = True
            return None


def run(
    lanes: Sequence[Lane], standing: SearchState, until: float | None, most_jobs: int, stop: Stop
) -> None:
    """Run lanes side by side until a time, or, without one, so many jobs of each in turn."""
    if until is None:
        run_in_turn(lanes, standing, most_jobs, stop)
    elif until > time.monotonic():
        with ExitStack() as ended:
            children = []
            for _ in lanes:
                child = SolverProcess()
                ended.callback(child.end)
                children.append(child)
            run_beside(lanes, children, standing, until, stop)


def run_beside(
    lanes: Sequence[Lane],
    children: Sequence[SolverProcess],
    standing: SearchState,
    until: float,
    stop: Stop,
) -> None:
    """Run lanes at the same time, a process for each, until the gap is closed or time is up."""
    running = [_Running(lane, child) for lane, child in zip(lanes, children, strict=True)]
    for each, child in zip(running, children, strict=True):
        child.send(standing.arrays)
        _next(each, None)
    while not _finished(running, standing) and time.monotonic() < until and not stop.is_set():
        busy = [each for each in running if each.busy and each.child is not None]
        left = max(0.0, min(TICK_SECONDS, until - time.monotonic()))
        ready = wait([each.child.connection for each in busy if each.child is not None], left)
        for each in busy:
            if each.child is not None and each.child.connection in ready:
                _hear(each, standing)
        for each in running:
            if not each.busy and not each.over:
                _next(each, None)
        if not any(each.busy for each in running):
            return


def _finished(running: Sequence[_Running], standing: SearchState) -> bool:
    return standing.closed or all(each.over for each in running)


def _hear(each: _Running, standing: SearchState) -> None:
    if each.child is None:
        return
    try:
        message = each.child.receive()
    except (EOFError, OSError):
        # It was killed, as by a lack of memory: the other lanes go on.
        each.busy, each.over = False, True
        return
    if isinstance(message, float):
        standing.prove(message)
    else:
        _next(each, message)


def _next(each: _Running, reply: Reply | None) -> None:
    job = each.resume(reply)
    each.busy = job is not None
    if job is not None and each.child is not None:
        each.child.send(job)


def run_in_turn(lanes: Sequence[Lane], standing: SearchState, most_jobs: int, stop: Stop) -> None:
    """Run lanes one job at a time in this process: the same jobs whatever the machine does."""
    running = [_Running(lane) for lane in lanes]
    waiting: list[Job | None] = [each.resume(None) for each in running]
    for _ in range(most_jobs):
        for i, each in enumerate(running):
            if standing.closed or stop.is_set() or each.over:
                continue
            job = waiting[i]
            reply = work_off(standing.arrays, job) if job is not None else None
            waiting[i] = each.resume(reply)
        if _finished(running, standing):
            return
