"""The planner's own search and its rivals behind one face: books in, points and a plan out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from models.choices import Solver
from models.plan import Plan
from models.search_limits import SearchLimits
from planner.books import Books
from planner.formulation.decisions import plan_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import Mask, sets_of
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.optimise import optimise
from planner.optimizer.solver import solve
from planner.optimizer.state import Progress, SearchHooks
from planner.rules import rules_of
from planner.rules.compose import compose


class Contender(StrEnum):
    """Who is raced."""

    PLANNER = "planner"
    HIGHS = "highs"
    SCIP = "scip"
    CP_SAT = "cp_sat"


REPORTING: frozenset[Contender] = frozenset({Contender.PLANNER})
"""Who tells of better plans and bounds on the way; the others are asked once for each gap."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was known at a time, in the smallest unit of the planning currency."""

    seconds: float
    """Since the books were at hand: laying down rows and prices counts."""
    best: int | None
    bound: float | None


Tell = Callable[[Point], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What a contender is asked."""

    contender: Contender
    gap: float
    limit_seconds: float
    seed: int


def race(
    task: Task, books: Books, hint: Floats | None, tell: Tell, still: Plan | None = None
) -> Plan | None:
    """Let one contender look for a plan, and return the last one that it told of.

    Parameters
    ----------
    task
        Who, how close, how long.
    books
        The scenario with its coefficients.
    hint
        [column] staying put, if that is lawful; the planner does without.
    tell
        Called with every point, the last one at the end.
    still
        The better baseline, from which the planner starts, as it does for people.
    """
    if task.contender is Contender.PLANNER:
        return _planner(task, books, tell, still)
    return _rival(task, books, hint, tell)


def _planner(task: Task, books: Books, tell: Tell, still: Plan | None) -> Plan | None:
    started = time.monotonic()
    limits = SearchLimits(gap=task.gap, seconds=task.limit_seconds, seed=task.seed)

    def watch(progress: Progress) -> None:
        tell(Point(time.monotonic() - started, progress.best, progress.bound))

    found = optimise(books, limits, hooks=SearchHooks(watch=watch, staying_put=still))
    tell(Point(time.monotonic() - started, found.claimed, found.bound))
    return found.plan


def _rival(task: Task, books: Books, hint: Floats | None, tell: Tell) -> Plan | None:
    """One call on the whole programme, the same arrays as the planner's."""
    started = time.monotonic()
    program = _program(books)
    job = Job(
        program.lower,
        program.upper,
        solver=Solver(task.contender),
        gap=task.gap,
        seconds=task.limit_seconds - (time.monotonic() - started),
        seed=task.seed,
        hint=hint,
    )
    answer = solve(mip_of(program), job)
    seconds, solution = time.monotonic() - started, answer.solution
    bound = answer.bound if np.isfinite(answer.bound) else None
    if solution is None:
        tell(Point(seconds, None, bound))
        return None
    best = round(float(program.objective @ solution)) + program.constant
    tell(Point(seconds, best, bound))
    return plan_of(program, solution)


def staying_put(books: Books) -> Floats | None:
    """[column] the programme's solution in which nothing is decided, auxiliaries filled in.

    None if staying put breaks a rule: then there is nothing to start from.
    """
    program = _program(books)
    decided = np.zeros(len(program.lower), dtype=np.bool_)
    for columns, _ in program.decisions:
        decided[columns.ids] = True
    rest = _without(program, decided)
    job = Job(rest.lower, rest.upper, gap=1e-6, seconds=300)
    answer = solve(mip_of(rest), job)
    if answer.solution is None:
        return None
    still = np.zeros(len(decided))
    still[~decided] = answer.solution
    return still


def _without(program: Program, left_out: Mask) -> Program:
    """The programme with some columns left out, as if they were zero."""
    kept = ~left_out
    position, entries = np.cumsum(kept) - 1, kept[program.columns]
    return replace(
        program,
        lower=program.lower[kept],
        upper=program.upper[kept],
        integer=program.integer[kept],
        rows=program.rows[entries],
        columns=position[program.columns[entries]],
        values=program.values[entries],
        prices={rule: prices[kept] for rule, prices in program.prices.items()},
        groups={},
    )


def _program(books: Books) -> Program:
    return compose(sets_of(books), rules_of(books.scenario))
