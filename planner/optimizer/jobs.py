"""One question to a solver about a programme whose bounds have been changed, and its reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers.gscip import gscip_pb2

from models.search_limits import Solver
from planner.optimizer.arrays import Arrays, charged, shrunk
from planner.optimizer.mathopt import (
    MONEY_UNIT,
    TYPES,
    Ended,
    highs_parameters,
    model_of,
    result_of,
    scip_parameters,
    solution_of,
)

if TYPE_CHECKING:
    from planner.formulation.program import Floats
    from planner.formulation.sets import Integers

Tell = Callable[[float], None]
"""Hears of a lower bound of the job's programme, in the smallest unit, while it is solved."""

DUAL_BOUND = 14
"""Column of SCIP's log that holds the bound."""

HIGHS_LINE = re.compile(r"\s*[A-Za-z]?\s+\d+\s+\d+\s+\d+\s+[\d.]+%\s+(\S+)\s")
"""Line of HiGHS's log with nodes, leaves, the share explored, and the bound."""

LOG_ROUNDING = 1e-6
"""Share by which a log with seven digits may round."""


BEST_BOUND_FIRST = {
    "nodeselection/bfs/stdpriority": 10_000_000,
    "nodeselection/bfs/maxplungedepth": 0,
    "branching/relpscost/inititer": 100,
    "branching/relpscost/maxlookahead": 20,
}
"""SCIP dives for solutions unless told otherwise; for the bound only the lowest leaf counts, and a
branch that is chosen with care lifts it more than many.
"""


@dataclass(frozen=True, eq=False)
class Job:
    """What to solve, from which bounds, and for how long."""

    lower: Floats
    upper: Floats
    whole: bool = True
    """False for the relaxation, whose reply has reduced costs."""
    solver: Solver = Solver.HIGHS
    gap: float = 0.0
    seconds: float | None = None
    nodes: int | None = None
    """Effort in place of a time."""
    solutions: int | None = None
    """Better and better solutions after which it is enough."""
    charged: Floats | None = None
    """[row] prices of rows that are charged for instead of held; those to hold have none (nan)."""
    hint: Floats | None = None
    """[column] a solution to start from, of every column; within the bounds it is a plan."""
    proves: bool = False
    """The bound is wanted, not a solution."""
    first: Integers | None = None
    """Columns that are branched on before all others; HiGHS does not look at it."""
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Reply:
    """What became of a job."""

    ended: Ended
    solution: Floats | None = None
    cost: float = np.inf
    bound: float = -np.inf
    """No solution within the job's bounds costs less."""
    reduced_costs: Floats | None = None
    prices: Floats | None = None
    """[row] what one unit of each limit is worth to the relaxation, charged ones included."""
    proven: bool = False
    """Solved to its gap, not stopped."""


def work_off(arrays: Arrays, job: Job, tell: Tell | None = None) -> Reply:
    """Solve a job.

    Parameters
    ----------
    arrays
        The whole programme.
    job
        Its bounds and limits.
    tell
        Hears of bounds as they rise, where the solver says so.
    """
    bounded = replace(arrays, lower=job.lower, upper=job.upper)
    if not job.whole:
        bounded = replace(bounded, integer=np.zeros_like(arrays.integer))
    if job.charged is not None:
        bounded = charged(bounded, job.charged)
    small = shrunk(bounded)
    if small is None:
        return Reply(Ended.INFEASIBLE, proven=True)
    smaller, kept, rows = small
    if job.charged is not None:
        rows = np.flatnonzero(np.isnan(job.charged))[rows]
    model = model_of(smaller)
    result = result_of(
        lambda: mathopt.solve(
            model,
            TYPES[job.solver],
            params=_parameters(job),
            model_params=_start(model, job, kept),
            msg_cb=_listener(tell) if tell is not None and job.proves else None,
        )
    )
    if result is None:
        return Reply(Ended.OUT_OF_TIME)
    return _reply(arrays, job, (kept, rows), result)


def _parameters(job: Job) -> mathopt.SolveParameters:
    scip = scip_parameters()
    if job.proves:
        scip.heuristics = gscip_pb2.GScipParameters.MetaParamValue.OFF
        scip.int_params.update(BEST_BOUND_FIRST)
    return mathopt.SolveParameters(
        time_limit=None if job.seconds is None else timedelta(seconds=max(job.seconds, 0.01)),
        node_limit=job.nodes,
        solution_limit=job.solutions,
        relative_gap_tolerance=job.gap if job.whole else None,
        absolute_gap_tolerance=0.0 if job.whole else None,
        random_seed=job.seed,
        gscip=scip,
        highs=highs_parameters(),
    )


def _start(model: mathopt.Model, job: Job, kept: Integers) -> mathopt.ModelSolveParameters:
    start = mathopt.ModelSolveParameters()
    variables = list(model.variables())
    if job.hint is not None:
        values = dict(zip(variables, job.hint[kept].tolist(), strict=True))
        start.solution_hints.append(mathopt.SolutionHint(variable_values=values))
    if job.first is not None and job.solver is Solver.SCIP:
        at = np.flatnonzero(np.isin(kept, job.first))
        start.branching_priorities.update((variables[i], 1) for i in at)
    return start


def _listener(tell: Tell) -> Callable[[Sequence[str]], None]:
    def listen(lines: Sequence[str]) -> None:
        for line in lines:
            bound = bound_in(line)
            if bound is not None:
                tell(bound * MONEY_UNIT)

    return listen


def bound_in(line: str) -> float | None:
    """Lower bound in a line of a solver's log, less what the log may have rounded up."""
    fields = line.split("|")
    shown = fields[DUAL_BOUND] if len(fields) > DUAL_BOUND + 1 else ""
    if found := HIGHS_LINE.match(line):
        shown = found[1]
    try:
        bound = float(shown)
    except ValueError:
        return None
    return bound - LOG_ROUNDING * abs(bound) if np.isfinite(bound) else None


def _reply(
    arrays: Arrays, job: Job, left: tuple[Integers, Integers], result: mathopt.SolveResult
) -> Reply:
    kept, rows = left
    reason, found = result.termination.reason, mathopt.TerminationReason
    if reason in {found.INFEASIBLE, found.INFEASIBLE_OR_UNBOUNDED}:
        return Reply(Ended.INFEASIBLE, proven=True)
    bound = result.termination.objective_bounds.dual_bound * MONEY_UNIT
    if not result.has_primal_feasible_solution():
        return Reply(Ended.OUT_OF_TIME, bound=bound)
    solution = job.lower.copy()
    solution[kept] = solution_of(len(kept), result)
    reduced = prices = None
    if job.whole:
        solution = np.where(arrays.integer, np.rint(solution), solution)
    elif result.has_dual_feasible_solution():
        reduced = _spread(len(job.lower), kept, result.reduced_costs())
        prices = _spread(len(arrays.row_lower), rows, result.dual_values())
        if job.charged is not None:
            prices = np.where(np.isnan(job.charged), prices, job.charged)
    proven = reason is found.OPTIMAL
    return Reply(Ended.SOLVED, solution, arrays.cost(solution), bound, reduced, prices, proven)


def _spread(
    size: int,
    kept: Integers,
    found: Mapping[mathopt.Variable, float] | Mapping[mathopt.LinearConstraint, float],
) -> Floats:
    """Amounts of money by position in the whole programme; what was left out has none."""
    amounts = np.zeros(size)
    amounts[kept[[each.id for each in found]]] = list(found.values())
    return amounts * MONEY_UNIT
