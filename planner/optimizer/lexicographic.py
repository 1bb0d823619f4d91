"""Lexicographic second stage: of plans that cost the same within a band, the least demanding one.

The fewest dismissals, then the fewest people who move with their posts (not weighed by how many
have to be asked for each of them), then the fewest moves. They are counted one after another; what
has been found is held by a row while the next is counted. One person less is worth more than all
that plans within the band can differ by in cost, so that the fewest come first, and the cheapest of
those.
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
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import FIRST_NODES, FIRST_SECONDS, SMALL, run
from planner.optimizer.primal.improver import Improver, structural_decisions
from planner.optimizer.primal.lns import FEWEST_MOVES, Chunks
from planner.optimizer.restriction import cheapest, landings_of, moves_of, net_cost, upper_without
from planner.optimizer.solver import MONEY_UNIT, Job, solve
from planner.optimizer.state import Lane, SearchState, Stop, TimeBudget

COUNTED = "counted"
"""Name of the price of what is counted."""

LEAST_WEIGHT = round(MONEY_UNIT)
"""What one person less is worth at least: solvers see no cents."""

FINEST = 5e-5
"""Gap of each count, as a share of all prices: well under one person, a little money."""

TIME_SHARES = (0.7, 0.5, 1.0)
"""Share of the time left that each count may take."""

HASTE = 0.75
"""Share of the usual seconds for each neighbourhood: there is little time for many."""

JOBS_IN_TURN = 4
"""Jobs of each lane and count where steps are counted in place of seconds."""

MANY_MOVES, FEW_MOVES = 3000, 4
"""Moves above which only those of the plan are free, and the cheapest few of each cohort."""


@dataclass(frozen=True)
class Band:
    """What plans may cost."""

    most: int
    """Objective of the dearest, in the smallest unit of the planning currency."""
    bound: int
    """No plan costs less."""

    @property
    def weight(self) -> int:
        """What one person less is worth: more than any two plans within the band differ by."""
        return 2 * max(0, self.most - self.bound) + LEAST_WEIGHT


@dataclass(frozen=True)
class _Terms:
    """How long one count may take, and what ends it."""

    budget: TimeBudget
    seed: int
    stop: Stop


def ask_least(
    program: Program, solution: Floats, band: Band, limits: SearchLimits, stop: Stop | None = None
) -> tuple[Floats, ...]:
    """Look for plans that ask less of people than a known one.

    Parameters
    ----------
    program
        Rows, columns and prices.
    solution
        [column] a plan within the band.
    band
        What plans may cost.
    limits
        Seconds from now for all counts together, and the seed; it has a gap of its own.
    stop
        Set to end it at once.

    Returns
    -------
    solutions
        One after each count, each asking no more than the one before it.
    """
    stop, width = stop or Event(), len(program.lower)
    deadline = None if limits.deterministic else time.monotonic() + limits.seconds
    counted, best = _within(_near(program, solution), band), solution
    found = []
    for count, share in zip(COUNTS, TIME_SHARES, strict=True):
        counted, best, columns = count(counted, best)
        if not stop.is_set() and best[columns].sum() > counted.lower[columns].sum() + 0.5:
            until = None
            if deadline is not None:
                until = time.monotonic() + share * (deadline - time.monotonic())
            terms = _Terms(TimeBudget(until), limits.seed, stop)
            best = _fewer(counted, columns, best, band, terms)
        most = float(np.rint(best[columns].sum()))
        counted = with_limit(counted, columns, np.ones(len(columns)), most)
        found.append(best[:width])
    return tuple(found)


Count = Callable[[Program, Floats], tuple[Program, Floats, Integers]]
"""Programme and solution, with what it takes to count; and the columns that are counted."""


def _dismissed(program: Program, best: Floats) -> tuple[Program, Floats, Integers]:
    return program, best, dismissals(program)


def _asked(program: Program, best: Floats) -> tuple[Program, Floats, Integers]:
    return program, best, transfers(program)


def _made(program: Program, best: Floats) -> tuple[Program, Floats, Integers]:
    longer = with_switches(program)
    switches = longer.groups[SWITCHES]
    made = np.where(best[switches.index["move"]] > 0.5, 1.0, 0.0)
    return longer, np.append(best, made), switches.ids


COUNTS: tuple[Count, ...] = (_dismissed, _asked, _made)
"""What is counted, in this order."""


def _near(program: Program, solution: Floats) -> Program:
    """Fewer moves to choose from where there are many."""
    heads = moves_of(program)
    if heads.size <= MANY_MOVES:
        return program
    made = solution[heads.ids] > 0.5
    free = made | cheapest(heads, net_cost(program), made, FEW_MOVES)
    upper = upper_without(program, landings_of(program), ~free)
    return replace(program, upper=np.where(solution > upper, program.upper, upper))


def _within(program: Program, band: Band) -> Program:
    """Hold the cost within the band."""
    prices = program.objective
    priced = np.flatnonzero(prices)
    most = (band.most - program.constant) / MONEY_UNIT
    return with_limit(program, priced, prices[priced] / MONEY_UNIT, most)


def _fewer(program: Program, columns: Integers, known: Floats, band: Band, terms: _Terms) -> Floats:
    """Solution with as few of some columns as can be found; the known one at worst."""
    weights = np.zeros(len(program.lower), dtype=np.int64)
    weights[columns] = band.weight
    priced = replace(program, prices={**program.prices, COUNTED: weights})
    state, budget = _state(priced, known, band), terms.budget
    if len(known) <= SMALL and _at_once(state, budget, terms.seed):
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
    """What is known to begin with: one person more or less is well above the gap."""
    mip = mip_of(program)
    most = max(abs(mip.cost(known)), abs(band.bound), 1.0)
    state = SearchState(mip, min(FINEST, band.weight / 20 / most))
    state.offer(known)
    return state


def _best(state: SearchState, known: Floats) -> Floats:
    return known if state.best is None else state.best


def _at_once(state: SearchState, budget: TimeBudget, seed: int) -> bool:
    """Ask for the whole programme in one call, and say whether that was enough."""
    mip = state.mip
    seconds, nodes = budget.limits(FIRST_SECONDS, FIRST_NODES)
    reply = solve(
        mip,
        Job(
            mip.lower,
            mip.upper,
            gap=state.gap,
            seconds=seconds,
            nodes=nodes,
            hint=state.best,
            seed=seed,
        ),
    )
    if reply.solution is not None:
        state.offer(reply.solution)
    state.prove(reply.bound)
    return reply.proven or state.closed


def _with_decisions(program: Program, known: Floats) -> Program:
    """Leave structural decisions as they are: parts of the programme are soon solved then.

    To take one of them otherwise seldom costs as little as the band is wide.
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
    """Better plans a few cohorts at a time, from the relaxation on."""
    while state.relaxed is None:
        yield None
    chunks = Chunks(Improver(program, state, budget, seed, HASTE, hinted=True), FEWEST_MOVES)
    while moves_of(program).size:
        yield from chunks.improve()
