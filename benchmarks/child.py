"""One contender, one instance, one process: JSON lines on stdout for ``benchmarks.contest``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from benchmarks.contenders import Contender, Point, Task, race, staying_put
from benchmarks.instances import instance
from benchmarks.judging import disagreement
from planner.baselines import baselines_of
from planner.books import Books, books_of


def main(name: str, contender: str, gap: str, limit_seconds: str, seed: str) -> None:
    """Make the instance, say that the clock starts, race, and say what the audit thinks."""
    task = Task(Contender(contender), float(gap), float(limit_seconds), int(seed))
    books = books_of(instance(name, task.seed))
    hint = None if task.contender is Contender.PLANNER else staying_put(books)
    points: list[Point] = []

    def tell(point: Point) -> None:
        points.append(point)
        _say(point=asdict(point))

    _say(stay_put=_better_baseline(books))
    plan = race(task, books, hint, tell)
    _say(disagreement=disagreement(plan, points[-1], books) if plan is not None else "")


def _better_baseline(books: Books) -> int:
    baselines = baselines_of(books)
    return baselines.of(baselines.better).judgement.total


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
