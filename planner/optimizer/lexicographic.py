"""Lexicographic second stage: the plan that asks least of people, among plans of similar cost.

It minimises dismissals first, then people who move with their posts (not weighted by how many have
to be asked for each of them), then moves. The counts are minimised one after another, and a row
keeps each minimum while the next one is sought. One person less is worth more than the largest
difference in cost within the band, so the fewest people come first and the lowest cost second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

import numpy as np

from models.search_limits import SearchLimits
from planner.formulation.adding import SWITCHES, with_limit, with_switches
from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers
from planner.formulation.variables import dismissals, transfers
from planner.optimizer.bound.branch_and_bound import relax
from planner.optimizer.criteria import with_price, within_cost
from planner.optimizer.job import MONEY_UNIT
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import SMALL, solve_at_once
from planner.optimizer.primal.chunks import FEWEST_MOVES, Chunks
from planner.optimizer.primal.improver import Improver, structural_decisions
from planner.optimizer.restriction import (
    cheapest_moves,
    landings_of,
    moves_of,
    net_cost,
    upper_without,
)
from planner.optimizer.scheduling import run
from planner.optimizer.state import Lane, SearchState, Stop, TimeBudget

LEAST_WEIGHT = round(MONEY_UNIT)
"""Least worth of one person less; solvers do not see cents."""

FINEST = 5e-5
"""Gap of each count, as a share of all prices: well under one person, a little money."""

TIME_SHARES = (0.7, 0.5, 1.0)
"""Share of the time left that each count may take."""

HASTE = 0.75
"""Share of the usual seconds for each neighbourhood: there is little time for many."""

JOBS_IN_TURN = 4
"""Jobs per lane and count, if steps are counted instead of seconds."""

MANY_MOVES, FEW_MOVES = 3000, 4
"""Number of moves above which only the plan's own moves and the cheapest of each cohort are
free."""


@dataclass(frozen=True)
class Band:
    """The band of costs within which plans count as equally good."""

    most: int
    """Highest objective in the band, in the smallest unit of the planning currency."""
    bound: int
    """Lower bound: no plan costs less."""

    @property
    def weight(self) -> int:
        """Worth of one person less: more than the cost difference of any two plans in the band."""
        return 2 * max(0, self.most - self.bound) + LEAST_WEIGHT


@dataclass(frozen=True)
class _Terms:
    """Time limit, seed and stop signal of one count."""

    budget: TimeBudget
    seed: int
    stop: Stop


def ask_least(
    program: Program, solution: Floats, band: Band, limits: SearchLimits, stop: Stop | None = None
) -> tuple[Floats, ...]:
    """Search for plans that ask less of people than a known plan.

    Parameters
    ----------
    program
        Rows, columns and prices.
    solution
        [column] a plan within the band.
    band
        The band of costs.
    limits
        Seconds from now for all counts together, and the seed; the gap is not used.
    stop
        Ends the search at once when set.

    Returns
    -------
    solutions
        One after each count; none asks more of people than the one before.
    """
    stop, width = stop or Event(), len(program.lower)
    deadline = None if limits.deterministic else time.monotonic() + limits.seconds
    counted, best = within_cost(_near_solution(program, solution), band.most), solution
    found = []
    for count, share in zip(COUNTS, TIME_SHARES, strict=True):
        counted, best, columns = count(counted, best)
        if not stop.is_set() and best[columns].sum() > counted.lower[columns].sum() + 0.5:
            until = None
            if deadline is not None:
                until = time.monotonic() + share * (deadline - time.monotonic())
            terms = _Terms(TimeBudget(until), limits.seed, stop)
            best = _minimise_count(counted, columns, best, band, terms)
        most = float(np.rint(best[columns].sum()))
        counted = with_limit(counted, columns, np.ones(len(columns)), most)
        found.append(best[:width])
    return tuple(found)


DemandCount = Callable[[Program, Floats], tuple[Program, Floats, Integers]]
"""Returns the programme and solution, extended for the count, and the columns counted."""


def _count_dismissals(program: Program, best: Floats) -> tuple[Program, Floats, Integers]:
    return program, best, dismissals(program)


def _count_transfers(program: Program, best: Floats) -> tuple[Program, Floats, Integers]:
    return program, best, transfers(program)


def _count_moves(program: Program, best: Floats) -> tuple[Program, Floats, Integers]:
    longer = with_switches(program)
    switches = longer.groups[SWITCHES]
    made = np.where(best[switches.index["move"]] > 0.5, 1.0, 0.0)
    return longer, np.append(best, made), switches.ids


COUNTS: tuple[DemandCount, ...] = (_count_dismissals, _count_transfers, _count_moves)
"""What is counted, in this order."""


def _near_solution(program: Program, solution: Floats) -> Program:
    """Restrict the moves to choose from if there are many."""
    heads = moves_of(program)
    if heads.size <= MANY_MOVES:
        return program
    made = solution[heads.ids] > 0.5
    free = made | cheapest_moves(heads, net_cost(program), made, FEW_MOVES)
    upper = upper_without(program, landings_of(program), ~free)
    return replace(program, upper=np.where(solution > upper, program.upper, upper))


def _minimise_count(
    program: Program, columns: Integers, known: Floats, band: Band, terms: _Terms
) -> Floats:
    """The best solution found for a count; the known one at worst."""
    weights = np.zeros(len(program.lower), dtype=np.int64)
    weights[columns] = band.weight
    priced = with_price(program, weights)
    state, budget = _state(priced, known, band), terms.budget
    if len(known) <= SMALL and solve_at_once(state, budget, terms.seed):
        return _best(state, known)
    found = _best(state, known)
    decided = _with_decisions(priced, found)
    state = _state(decided, found, band)
    lanes = (
        _relax_then_improve(decided, state, budget, terms.seed),
        _improve(decided, state, budget, terms.seed + 1),
    )
    run(lanes, state, budget.until, JOBS_IN_TURN, terms.stop)
    return _best(state, found)


def _state(program: Program, known: Floats, band: Band) -> SearchState:
    """The state to begin with. Its gap is far below the worth of one person."""
    mip = mip_of(program)
    most = max(abs(mip.cost(known)), abs(band.bound), 1.0)
    state = SearchState(mip, min(FINEST, band.weight / 20 / most))
    state.offer(known)
    return state


def _best(state: SearchState, known: Floats) -> Floats:
    return known if state.best is None else state.best


def _with_decisions(program: Program, known: Floats) -> Program:
    """Fix the structural decisions, so that parts of the programme are solved quickly.

    A different structural decision seldom stays within the band.
    """
    lower, upper = program.lower.copy(), program.upper.copy()
    for ids in structural_decisions(program):
        lower[ids] = upper[ids] = np.clip(np.rint(known[ids]), lower[ids], upper[ids])
    return replace(program, lower=lower, upper=upper)


def _relax_then_improve(
    program: Program, state: SearchState, budget: TimeBudget, seed: int
) -> Lane:
    if (yield from relax(state, budget, seed)):
        yield from _improve(program, state, budget, seed)


def _improve(program: Program, state: SearchState, budget: TimeBudget, seed: int) -> Lane:
    """Improve the plan a few cohorts at a time, starting from the relaxation."""
    while state.relaxed is None:
        yield None
    chunks = Chunks(Improver(program, state, budget, seed, HASTE, hinted=True))
    chunks.moves.size = FEWEST_MOVES
    while moves_of(program).size:
        yield from chunks.improve()
