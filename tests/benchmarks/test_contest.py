"""Contenders are raced in processes of their own, judged by the audit, and fail in the open."""

from __future__ import annotations

import subprocess
import sys
from math import inf
from pathlib import Path

import grimp
import numpy as np
import pytest

from benchmarks import contest as contests
from benchmarks.child import disagreement
from benchmarks.contenders import Contender, Point, Task, race, staying_put
from benchmarks.contest import contest
from benchmarks.family import Size, scenario_of
from models.plan import Plan
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.formulation.sets import sets_of
from planner.formulation.variables import HEADS
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.scenario_files import load
from tests.support.builders import move, scenario

ROOT = Path(__file__).parents[2]


def test_the_hint_is_staying_put_to_the_cent() -> None:
    """It moves nobody, keeps every row, and costs what the audit says of an empty plan."""
    books = books_of(scenario_of(Size.read("4x20x4"), 0))
    program = compose(sets_of(books), rules_of(books.scenario))
    hint = staying_put(books)
    assert hint is not None
    products = np.bincount(
        program.rows, program.values * hint[program.columns], len(program.row_lower)
    )

    assert not hint[program.groups[HEADS].ids].any()
    assert np.all(products >= program.row_lower - 1e-3)
    assert np.all(products <= program.row_upper + 1e-3)
    assert round(float(program.objective @ hint)) + program.constant == pytest.approx(
        audit(Plan(), books).total, abs=100
    )


def test_there_is_no_hint_where_staying_put_is_unlawful() -> None:
    """The worked example: access to data there has to end by a day."""
    assert staying_put(books_of(load("shanghai-2026"))) is None


@pytest.mark.slow
def test_a_solver_starts_from_its_hint() -> None:
    """Given no time to search, HiGHS answers with the hint where it answers with nothing else."""
    books = books_of(scenario_of(Size.read("9x80x8"), 0))
    program = compose(sets_of(books), rules_of(books.scenario))
    hint = staying_put(books)
    assert hint is not None
    still = round(float(program.objective @ hint)) + program.constant

    with_hint, without = (
        solve(mip_of(program), Job(program.lower, program.upper, seconds=0.5, hint=start)).solution
        for start in (hint, None)
    )

    assert without is None
    assert with_hint is not None
    assert round(float(program.objective @ with_hint)) + program.constant <= still + 100


@pytest.mark.slow
@pytest.mark.parametrize("contender", Contender)
def test_every_contender_proves_a_tiny_one(contender: Contender) -> None:
    """Each reaches a wide gap, and the audit agrees with its plan, cost and bound."""
    done = contest("4x20x4", 0, contender, [0.05], 60.0)

    assert done.failure == ""
    assert done.seconds_to(0.05) < inf
    assert done.end.best is not None
    assert done.end.best < done.stay_put
    assert done.peak_bytes > 50_000_000


@pytest.mark.slow
def test_a_replan_is_timed_as_a_host_waits_for_it() -> None:
    """One point: what the answer costs, and a bound below it."""
    done = contest("4x20x4/firm/replan", 0, Contender.PLANNER, [0.02], 30.0)

    assert done.failure == ""
    assert len(done.points) == 1
    assert done.end.best is not None
    assert done.end.bound is not None
    assert done.end.bound <= done.end.best < done.stay_put


@pytest.mark.slow
def test_one_past_its_limit_is_killed_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that overruns ends, and its contest says so and has reached nothing."""
    monkeypatch.setattr(contests, "GRACE_SECONDS", -1.2 * 60 + 0.1)

    done = contest("9x80x8", 0, Contender.HIGHS, [0.0001], 60.0)

    assert done.failure == "killed past its limit"
    assert done.seconds_to(0.01) == inf
    assert done.stay_put > 0


def test_an_answer_that_the_audit_does_not_confirm_is_a_failure() -> None:
    """A plan that breaks a rule, a cost that is too low, a bound that is too high."""
    books = books_of(scenario())
    lawful = Plan(moves=(move(4, Mode.TRANSFER, period="2027-Q2"),))
    total = audit(lawful, books).total
    unlawful = Plan(moves=(move(11, Mode.TRANSFER, period="2027-Q2"),))

    assert disagreement(lawful, Point(1.0, total, total - 5.0), books) == ""
    assert "unlawful" in disagreement(unlawful, Point(1.0, total, None), books)
    assert "the audit asks" in disagreement(lawful, Point(1.0, total - 1000, None), books)
    assert "the bound" in disagreement(lawful, Point(1.0, total, total + 1000.0), books)


def test_the_planner_races_on_the_same_terms() -> None:
    """Its plan comes with a point that holds best and bound."""
    books = books_of(scenario())
    points: list[Point] = []

    plan = race(Task(Contender.PLANNER, 0.0, 20.0, 0), books, None, points.append)

    assert plan is not None
    assert points[-1].best == audit(plan, books).total


@pytest.mark.slow
def test_the_planner_starts_from_the_better_baseline() -> None:
    """As it does for people: its first plan is no dearer, measures included."""
    done = contest("9x80x8/open", 0, Contender.PLANNER, [0.3], 60.0)
    bests = [point.best for point in done.points if point.best is not None]

    assert done.failure == ""
    assert bests[0] <= done.stay_put


def test_benchmarks_leave_the_solvers_to_the_optimiser() -> None:
    """Nothing here imports ortools, and nothing in the planner imports this."""
    graph = grimp.build_graph("benchmarks", "planner", "models", include_external_packages=True)

    assert all(
        each.startswith("planner.optimizer")
        for each in graph.find_modules_that_directly_import("ortools")
    )
    assert not any(
        graph.find_modules_directly_imported_by(module) & set(graph.find_descendants("benchmarks"))
        for module in graph.find_descendants("planner")
    )


@pytest.mark.slow
def test_a_quick_run_ends_with_a_table(tmp_path: Path) -> None:
    """`make bench BENCH=--quick`: every contender has its line, and no two contradict."""
    command = [sys.executable, "-m", "benchmarks.run", "--quick", "--log", str(tmp_path / "log")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    assert [line.split()[:2] for line in run.stdout.split("\n\n")[0].splitlines()[1:]] == [
        [name, contender] for name in ("4x20x4/open", "5x24x6/firm") for contender in Contender
    ]
    assert again.stdout == run.stdout
