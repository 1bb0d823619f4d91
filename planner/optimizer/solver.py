"""The solver adapter: solves a programme within given bounds with one solver.

It is the only file that uses MathOpt; all other files work with arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2
from ortools.math_opt.solvers.gscip import gscip_pb2
from ortools.sat import sat_parameters_pb2

from models.choices import Solver
from planner.optimizer.job import MONEY_UNIT, Ended, Job, OnBound, SolverReply
from planner.optimizer.matrix import Mip, Presolved, lagrangian, presolve

if TYPE_CHECKING:
    from planner.formulation.program import Floats
    from planner.formulation.sets import Integers

SCIP_TOLERANCE = 1e-9
"""SCIP's tolerance, relative to a row's limit: with its default of 1e-6, a budget of millions could
be exceeded by dollars.

At 1e-10 its bound hardly moves.
"""

HIGHS_AGGREGATOR = 1 << 12
"""Bit of the HiGHS presolve rule that is switched off; the rule substitutes columns.

In OR-Tools 9.15 it cuts off optimal plans, and a worse plan is reported as the proven optimum.
"""

CP_SAT_LARGEST = 1e12
"""Largest bound in CP-SAT. Its default, 1e7, is only a thousand posts in ten-thousandths."""

BEST_BOUND_FIRST = {
    "nodeselection/bfs/stdpriority": 10_000_000,
    "nodeselection/bfs/maxplungedepth": 0,
    "branching/relpscost/inititer": 100,
    "branching/relpscost/maxlookahead": 20,
}
"""SCIP settings for jobs that prove a bound: best-bound node selection and careful branching.

By default SCIP dives for solutions, but only the lowest leaf counts for the dual bound.
"""

SCIP_BOUND = 14
"""Column of SCIP's log with the dual bound."""

LOG_ROUNDING = 1e-6
"""Largest relative rounding in a log with seven digits."""

INTERNAL_ERROR = "[INTERNAL]"
"""Text by which MathOpt reports an error inside a solver."""

TYPES: Mapping[Solver, mathopt.SolverType] = {
    Solver.SEARCH: mathopt.SolverType.HIGHS,
    Solver.HIGHS: mathopt.SolverType.HIGHS,
    Solver.SCIP: mathopt.SolverType.GSCIP,
    Solver.CP_SAT: mathopt.SolverType.CP_SAT,
}


def solve(mip: Mip, job: Job, on_bound: OnBound | None = None) -> SolverReply:
    """Solve a job.

    Parameters
    ----------
    mip
        The whole programme; the job has its own bounds.
    job
        Bounds, limits and options.
    on_bound
        Called with rising dual bounds, if the solver logs them.
    """
    asked = mip.within(job.lower, job.upper)
    if not job.whole:
        asked = asked.relaxation
    if job.multipliers is not None:
        asked = lagrangian(asked, job.multipliers)
    left = presolve(asked)
    if left is None:
        return SolverReply(Ended.INFEASIBLE, proven=True)
    model = model_of(left.mip)
    result = result_of(
        lambda: mathopt.solve(
            model,
            TYPES[job.solver],
            params=_parameters(job),
            model_params=_start(model, job, left.columns),
            msg_cb=_listener(on_bound) if on_bound is not None and job.proves else None,
        )
    )
    if result is None:
        return SolverReply(Ended.OUT_OF_TIME)
    return _reply(mip, job, left, result)


def result_of(call: Callable[[], mathopt.SolveResult]) -> mathopt.SolveResult | None:
    """Result of a solver; None if it failed with an internal error, such as numerical trouble.

    MathOpt 9.15 has a bug in turning such an error into an exception. It raises an
    ``AttributeError`` instead, with the error as its context.
    """
    try:
        return call()
    except (RuntimeError, AttributeError) as error:
        if INTERNAL_ERROR not in f"{error} {error.__context__}":
            raise
        return None


def bound_in(line: str) -> float | None:
    """Dual bound in a line of SCIP's log, less the log's rounding."""
    fields = line.split("|")
    shown = fields[SCIP_BOUND] if len(fields) > SCIP_BOUND + 1 else ""
    try:
        bound = float(shown)
    except ValueError:
        return None
    return bound - LOG_ROUNDING * abs(bound) if np.isfinite(bound) else None


def model_of(mip: Mip) -> mathopt.Model:
    """Build a model directly from arrays; building expressions would take as long as solving."""
    proto, matrix = model_pb2.ModelProto(), mip.matrix
    proto.variables.ids.extend(range(matrix.width))
    proto.variables.lower_bounds.extend(mip.lower.tolist())
    proto.variables.upper_bounds.extend(mip.upper.tolist())
    proto.variables.integers.extend(mip.integer.tolist())
    priced = np.flatnonzero(mip.objective)
    proto.objective.offset = mip.constant / MONEY_UNIT
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend((mip.objective[priced] / MONEY_UNIT).tolist())
    proto.linear_constraints.ids.extend(range(matrix.height))
    proto.linear_constraints.lower_bounds.extend(mip.row_lower.tolist())
    proto.linear_constraints.upper_bounds.extend(mip.row_upper.tolist())
    proto.linear_constraint_matrix.row_ids.extend(matrix.rows.tolist())
    proto.linear_constraint_matrix.column_ids.extend(matrix.columns.tolist())
    proto.linear_constraint_matrix.coefficients.extend(matrix.values.tolist())
    return mathopt.Model.from_model_proto(proto)


def _parameters(job: Job) -> mathopt.SolveParameters:
    """Limits of a job, and solver settings that correct results depend on."""
    scip = gscip_pb2.GScipParameters(
        real_params={"numerics/feastol": SCIP_TOLERANCE},
        # This presolver of variable bounds cuts off optima if amounts are large.
        int_params={"constraints/varbound/maxprerounds": 0},
    )
    if job.proves:
        scip.heuristics = gscip_pb2.GScipParameters.MetaParamValue.OFF
        scip.int_params.update(BEST_BOUND_FIRST)
    return mathopt.SolveParameters(
        time_limit=None if job.seconds is None else timedelta(seconds=max(job.seconds, 0.01)),
        lp_algorithm=mathopt.LPAlgorithm.BARRIER if job.barrier else None,
        node_limit=job.nodes,
        solution_limit=job.solutions,
        relative_gap_tolerance=job.gap if job.whole else None,
        absolute_gap_tolerance=0.0 if job.whole else None,
        random_seed=job.seed,
        gscip=scip,
        highs=highs_pb2.HighsOptionsProto(int_options={"presolve_rule_off": HIGHS_AGGREGATOR}),
        cp_sat=sat_parameters_pb2.SatParameters(mip_max_bound=CP_SAT_LARGEST),
    )


def _start(model: mathopt.Model, job: Job, columns: Integers) -> mathopt.ModelSolveParameters:
    """Warm start and branching priorities."""
    start = mathopt.ModelSolveParameters()
    variables = list(model.variables())
    if job.hint is not None:
        values = dict(zip(variables, job.hint[columns].tolist(), strict=True))
        start.solution_hints.append(mathopt.SolutionHint(variable_values=values))
    if job.branch_first is not None and job.solver is Solver.SCIP:
        at = np.flatnonzero(np.isin(columns, job.branch_first))
        start.branching_priorities.update((variables[i], 1) for i in at)
    return start


def _listener(on_bound: OnBound) -> Callable[[Sequence[str]], None]:
    def listen(lines: Sequence[str]) -> None:
        for line in lines:
            bound = bound_in(line)
            if bound is not None:
                on_bound(bound * MONEY_UNIT)

    return listen


def _reply(mip: Mip, job: Job, left: Presolved, result: mathopt.SolveResult) -> SolverReply:
    """Translate a result back to the whole programme."""
    reason, reasons = result.termination.reason, mathopt.TerminationReason
    if reason in {reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED}:
        return SolverReply(Ended.INFEASIBLE, proven=True)
    bound = result.termination.objective_bounds.dual_bound * MONEY_UNIT
    if not result.has_primal_feasible_solution():
        return SolverReply(Ended.OUT_OF_TIME, bound=bound)
    solution = job.lower.copy()
    solution[left.columns] = _by_position(len(left.columns), result.variable_values())
    if job.whole:
        solution = np.where(mip.integer, np.rint(solution), solution)
    reply = SolverReply(
        Ended.SOLVED, solution, mip.cost(solution), bound, proven=reason is reasons.OPTIMAL
    )
    if job.whole or not result.has_dual_feasible_solution():
        return reply
    reduced, row_prices = np.zeros(len(job.lower)), np.zeros(len(mip.row_lower))
    rows = left.rows
    if job.multipliers is not None:
        held = np.isnan(job.multipliers)
        rows = np.flatnonzero(held)[rows]
        row_prices = np.where(held, row_prices, job.multipliers)
    reduced[left.columns] = MONEY_UNIT * _by_position(len(left.columns), result.reduced_costs())
    row_prices[rows] = MONEY_UNIT * _by_position(len(rows), result.dual_values())
    return replace(reply, reduced_costs=reduced, row_prices=row_prices)


def _by_position(
    size: int, values: Mapping[mathopt.Variable, float] | Mapping[mathopt.LinearConstraint, float]
) -> Floats:
    """Values of variables or rows as an array."""
    amounts = np.zeros(size)
    amounts[[each.id for each in values]] = list(values.values())
    return amounts
