"""One contender, one instance, one process: JSON lines on stdout for ``benchmarks.contest``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from benchmarks.contenders import Contender, Point, Task, race, staying_put
from benchmarks.instances import is_replan, scenario_named
from benchmarks.replanning import answered, question
from models.account import Finding
from models.baselines import Baseline
from models.plan import Plan
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import Books, books_of
from planner.optimizer.overruns import ROUNDING, SOLVER_TOLERANCE
from streams.solving import Ask, Notes


def main(name: str, contender: str, gap: str, limit_seconds: str, seed: str) -> None:
    """Make the instance, say that the clock starts, race, and say what the audit thinks."""
    task = Task(Contender(contender), float(gap), float(limit_seconds), int(seed))
    scenario = scenario_named(name, task.seed)
    if is_replan(name):
        notes = Notes()
        _replan(question(scenario, task, notes), notes)
        return
    books = books_of(scenario)
    hint = None if task.contender is Contender.PLANNER else staying_put(books)
    points: list[Point] = []

    def tell(point: Point) -> None:
        points.append(point)
        _say(point=asdict(point))

    better = _better_baseline(books)
    _say(stay_put=better.judgement.total)
    plan = race(task, books, hint, tell, better.plan)
    _say(disagreement=disagreement(plan, points[-1], books) if plan is not None else "")


def _replan(ask: Ask, notes: Notes) -> None:
    books = books_of(ask.scenario)
    _say(stay_put=_better_baseline(books).judgement.total)
    point, plan = answered(ask, notes)
    _say(point=asdict(point))
    _say(disagreement=disagreement(plan, point, books) if plan is not None else "")


def _better_baseline(books: Books) -> Baseline:
    baselines = baselines_of(books)
    return baselines.of(baselines.better)


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def disagreement(plan: Plan, end: Point, books: Books) -> str:
    """What the audit holds against a plan and its claimed cost and bound; empty for nothing."""
    judgement = audit(plan, books)
    broken = [finding for finding in judgement.violations if not _rounded(finding)]
    if broken:
        return f"the audit finds it unlawful: {broken[0].words}"
    slack = ROUNDING + abs(judgement.total) * 1e-9
    if end.best is not None and judgement.total > end.best + slack:
        return f"the audit asks for {judgement.total}, the solver claims {end.best}"
    if end.bound is not None and end.bound > judgement.total + slack:
        return f"the bound {end.bound:.0f} is above the plan's cost {judgement.total}"
    return ""


def _rounded(finding: Finding) -> bool:
    """Whether a limit on money is overstepped by a solver's rounding only; plans do not keep it."""
    allowed = max(ROUNDING, (finding.limit or 0) * SOLVER_TOLERANCE)
    return finding.unit == "money" and finding.violation <= allowed


if __name__ == "__main__":
    main(*sys.argv[1:])
