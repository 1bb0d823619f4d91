"""Hands a programme to a solver behind MathOpt and takes its answer back, as arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2
from ortools.math_opt.solvers.gscip import gscip_pb2
from ortools.sat import sat_parameters_pb2

from models.search_limits import Solver
from planner.optimizer.arrays import Arrays

if TYPE_CHECKING:
    from planner.formulation.program import Floats, Program

MONEY_UNIT = 100_000.0
"""Solvers see money in thousands of the planning currency, so that figures stay near one."""

SCIP_TOLERANCE = 1e-9
"""SCIP takes it as a share of a row's limit: at its own 1e-6 a budget of millions gives dollars.

At 1e-10 its bound hardly moves.
"""

HIGHS_AGGREGATOR = 1 << 12
"""The rule of HiGHS's presolve that is left out, as a bit: it puts columns in place of others.

In OR-Tools 9.15 it cuts off optimal plans, and what is left is told as the proven optimum.
"""

CP_SAT_LARGEST = 1e12
"""CP-SAT cuts every bound to 1e7 unless told otherwise: a thousand posts in ten-thousandths."""


class Ended(StrEnum):
    """How a solver ended."""

    SOLVED = "solved"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out_of_time"


@dataclass(frozen=True, eq=False)
class SolverReply:
    """What a solver says."""

    ended: Ended
    solution: Floats | None
    """[column] the best plan found."""
    bound: float
    """No solution costs less, in the smallest unit of the planning currency; may be -inf."""


INTERNAL_ERROR = "[INTERNAL]"
"""What MathOpt says of an error inside a solver, and of no other."""

TYPES: Mapping[Solver, mathopt.SolverType] = {
    Solver.SEARCH: mathopt.SolverType.HIGHS,
    Solver.HIGHS: mathopt.SolverType.HIGHS,
    Solver.SCIP: mathopt.SolverType.GSCIP,
    Solver.CP_SAT: mathopt.SolverType.CP_SAT,
}


def solve(
    program: Program,
    *,
    solver: Solver,
    gap: float,
    time_limit_seconds: float,
    seed: int,
    priced: bool = True,
    hint: Floats | None = None,
) -> SolverReply:
    """Minimise a programme.

    Parameters
    ----------
    program
        Rows, columns and prices.
    solver
        Which one to ask.
    gap
        Relative gap at which it may stop.
    time_limit_seconds
        Wall-clock seconds after which it must stop.
    seed
        Seed of its random choices.
    priced
        False to ask only whether any solution exists.
    hint
        [column] a solution to start from.
    """
    if (program.lower > program.upper).any():
        # MathOpt takes bounds that cross for a mistake, and raises an error that is broken itself.
        return SolverReply(Ended.INFEASIBLE, None, np.inf)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(time_limit_seconds, 0.01)),
        relative_gap_tolerance=gap,
        absolute_gap_tolerance=0.0,
        random_seed=seed,
        gscip=scip_parameters(),
        highs=highs_parameters(),
        cp_sat=sat_parameters_pb2.SatParameters(mip_max_bound=CP_SAT_LARGEST),
    )
    model = model_of(program, priced=priced)
    start = mathopt.ModelSolveParameters()
    if hint is not None:
        values = dict(zip(model.variables(), hint.tolist(), strict=True))
        start.solution_hints.append(mathopt.SolutionHint(variable_values=values))
    result = result_of(
        lambda: mathopt.solve(model, TYPES[solver], params=parameters, model_params=start)
    )
    if result is None:
        return SolverReply(Ended.OUT_OF_TIME, None, -np.inf)
    reason, found = result.termination.reason, mathopt.TerminationReason
    if reason in {found.INFEASIBLE, found.INFEASIBLE_OR_UNBOUNDED}:
        return SolverReply(Ended.INFEASIBLE, None, np.inf)
    bound = result.termination.objective_bounds.dual_bound * MONEY_UNIT
    if not result.has_primal_feasible_solution():
        return SolverReply(Ended.OUT_OF_TIME, None, bound)
    return SolverReply(Ended.SOLVED, solution_of(len(program.lower), result), bound)


def result_of(solve: Callable[[], mathopt.SolveResult]) -> mathopt.SolveResult | None:
    """Result of a solver; none where it gave up with an error of its own, as in numerical trouble.

    MathOpt 9.15 stumbles while it turns such an error into an exception: what is raised then is an
    ``AttributeError`` with the error itself behind it.
    """
    try:
        return solve()
    except (RuntimeError, AttributeError) as error:
        if INTERNAL_ERROR not in f"{error} {error.__context__}":
            raise
        return None


def highs_parameters() -> highs_pb2.HighsOptionsProto:
    """Settings of HiGHS without which its answers are wrong."""
    return highs_pb2.HighsOptionsProto(int_options={"presolve_rule_off": HIGHS_AGGREGATOR})


def scip_parameters() -> gscip_pb2.GScipParameters:
    """Settings of SCIP without which its answers are wrong."""
    return gscip_pb2.GScipParameters(
        real_params={"numerics/feastol": SCIP_TOLERANCE},
        # Its presolving of variable bounds cuts off optima where amounts are large.
        int_params={"constraints/varbound/maxprerounds": 0},
    )


def model_of(program: Program | Arrays, *, priced: bool = True) -> mathopt.Model:
    """Fill a model from arrays; expressions would take as long as solving."""
    proto = model_pb2.ModelProto()
    width, height = len(program.lower), len(program.row_lower)
    proto.variables.ids.extend(range(width))
    proto.variables.lower_bounds.extend(program.lower.tolist())
    proto.variables.upper_bounds.extend(program.upper.tolist())
    proto.variables.integers.extend(program.integer.tolist())
    if priced:
        objective = program.objective
        dear = np.flatnonzero(objective)
        proto.objective.offset = program.constant / MONEY_UNIT
        proto.objective.linear_coefficients.ids.extend(dear.tolist())
        proto.objective.linear_coefficients.values.extend((objective[dear] / MONEY_UNIT).tolist())
    proto.linear_constraints.ids.extend(range(height))
    proto.linear_constraints.lower_bounds.extend(program.row_lower.tolist())
    proto.linear_constraints.upper_bounds.extend(program.row_upper.tolist())
    proto.linear_constraint_matrix.row_ids.extend(program.rows.tolist())
    proto.linear_constraint_matrix.column_ids.extend(program.columns.tolist())
    proto.linear_constraint_matrix.coefficients.extend(program.values.tolist())
    return mathopt.Model.from_model_proto(proto)


def solution_of(width: int, result: mathopt.SolveResult) -> Floats:
    """[column] the best solution of a result."""
    values = np.zeros(width)
    for variable, value in result.variable_values().items():
        values[variable.id] = value
    return values
