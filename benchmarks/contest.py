"""Contenders in processes of their own: their points, their memory, how they failed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from threading import Timer

from benchmarks.contenders import REPORTING, Contender, Point, Task

NO_PLAN = "no plan"
"""Failure of a contest that ended by itself without one; what it proved holds."""

GRACE_SECONDS = 15.0
"""How long a contender may overrun, beside a fifth of its limit, before it is killed."""

LATE = 1.02
"""A search may end so much after its limit, as a factor."""

SLACK = 1e-9
"""Rounding that a gap may have."""

PREPARATION_SECONDS = 900.0
"""To draw the instance, work out its books and the hint, before the clock starts."""


@dataclass(frozen=True, slots=True)
class Contest:
    """How one contender did on one instance."""

    instance: str
    seed: int
    contender: Contender
    limit_seconds: float
    points: tuple[Point, ...]
    """Of all its runs, each from its own start."""
    stay_put: int
    peak_bytes: int
    failure: str
    """Empty where it ended by itself and the audit agrees with it."""

    @property
    def end(self) -> Point:
        """The last point of the last run."""
        return self.points[-1] if self.points else Point(self.limit_seconds, None, None)

    def seconds_to(self, gap: float, *, of_saving: bool = False) -> float:
        """Seconds until a gap was proven, of the cost or of the saving.

        Endless if it never was, only after the limit, or by a contender that failed.
        """
        proven = (
            p.seconds for p in self.points if self._gap(p, of_saving=of_saving) <= gap + SLACK
        )
        first = inf if self.failure else min(proven, default=inf)
        return first if first <= self.limit_seconds * LATE else inf

    def gap_at(self, seconds: float, *, of_saving: bool = False) -> float:
        """The smallest gap that was proven by a time; endless if none was."""
        known = (self._gap(p, of_saving=of_saving) for p in self.points if p.seconds <= seconds)
        return inf if self.failure else min(known, default=inf)

    def _gap(self, point: Point, *, of_saving: bool) -> float:
        return saving_gap_of(point, self.stay_put) if of_saving else gap_of(point)


def gap_of(point: Point) -> float:
    """What the best plan may still cost too much, as a share of its cost; endless if unknown."""
    if point.best is None or point.bound is None:
        return inf
    return max(0.0, point.best - point.bound) / abs(point.best)


def saving_gap_of(point: Point, stay_put: int) -> float:
    """The same as a share of the saving over staying put that may be attainable."""
    if point.best is None or point.bound is None:
        return inf
    best = min(point.best, stay_put)
    return max(0.0, best - point.bound) / max(1.0, stay_put - point.bound)


def share_words(share: float) -> str:
    """Write a gap."""
    return "none" if share == inf else f"{share:.2%}"


def contest(
    name: str, seed: int, contender: Contender, gaps: Sequence[float], limit_seconds: float
) -> Contest:
    """Race one contender on one instance, once for each gap that it has not proven yet.

    A contender that reports on the way is asked for the smallest gap at once. One that has missed
    a gap within the limit is not asked for a smaller one.
    """
    asked = [min(gaps)] if contender in REPORTING else sorted(gaps, reverse=True)
    points: list[Point] = []
    stay_put = peak = 0
    failure = ""
    for gap in asked:
        if _is_proven(gap, points):
            continue
        run = _run(name, Task(contender, gap, limit_seconds, seed))
        points += run.points
        stay_put, peak, failure = run.stay_put, max(peak, run.peak_bytes), run.failure
        if failure or not _is_proven(gap, run.points):
            break
    return Contest(name, seed, contender, limit_seconds, tuple(points), stay_put, peak, failure)


def _is_proven(gap: float, points: Sequence[Point]) -> bool:
    return any(gap_of(point) <= gap + SLACK for point in points)


@dataclass(frozen=True, slots=True)
class _Run:
    points: tuple[Point, ...]
    stay_put: int
    peak_bytes: int
    failure: str


def _run(name: str, task: Task) -> _Run:
    words = (name, task.contender, task.gap, task.limit_seconds, task.seed)
    command = [sys.executable, "-m", "benchmarks.child", *map(str, words)]
    points: list[Point] = []
    stay_put, failure = 0, "ended before the clock started"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        watch = _kill_after(child, PREPARATION_SECONDS)
        for line in child.stdout or ():
            watch.cancel()
            watch = _kill_after(child, task.limit_seconds * 1.2 + GRACE_SECONDS)
            message = json.loads(line)
            if "stay_put" in message:
                stay_put, failure = message["stay_put"], "did not end"
            elif "point" in message:
                points.append(Point(**message["point"]))
            else:
                failure = message["disagreement"]
        _, status, usage = os.wait4(child.pid, 0)
        watch.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        failure = _ending(child.returncode)
    elif not failure and not any(point.best is not None for point in points):
        failure = NO_PLAN
    return _Run(tuple(points), stay_put, usage.ru_maxrss * 1024, failure)


def _kill_after(child: subprocess.Popen[str], seconds: float) -> Timer:
    watch = Timer(seconds, child.kill)
    watch.daemon = True
    watch.start()
    return watch


def _ending(code: int) -> str:
    if code == -signal.SIGKILL:
        return "killed past its limit"
    return f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
