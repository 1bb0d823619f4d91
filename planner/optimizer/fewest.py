"""Of plans that cost the same within a band, the one that asks least of people.

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

from planner.formulation.adding import SWITCHES, with_limit, with_switches
from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers
from planner.formulation.variables import dismissals, transfers
from planner.optimizer.arrays import arrays_of
from planner.optimizer.chunks import FEWEST_MOVES, Chunks
from planner.optimizer.improver import Improver
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, work_off
from planner.optimizer.lanes import Lane, Stop, run
from planner.optimizer.likely import cheapest, net_cost
from planner.optimizer.mathopt import MONEY_UNIT
from planner.optimizer.neighbourhood import moves_of
from planner.optimizer.pace import Pace
from planner.optimizer.prove import relax
from planner.optimizer.search import FIRST_NODES, FIRST_SECONDS, SMALL
from planner.optimizer.shutting import landings_of, shut
from planner.optimizer.turning import questions_of

COUNTED = "counted"
"""Name of the price of what is counted."""

LEAST_WEIGHT = round(MONEY_UNIT)
"""What one person less is worth at least: solvers see no cents."""

FINEST = 5e-5
"""Gap of each count, as a share of all prices: well under one person, a little money."""

TIME_SHARES = (0.7, 0.5, 1.0)
"""Share of the time left that each count may take."""

HURRY = 0.75
"""Share of the usual seconds for each neighbourhood: there is little time for many."""

JOBS_IN_TURN = 4
"""Jobs of each lane and count where effort counts in place of time."""

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
class Terms:
    """How long to look, and who may end it."""

    until: float | None
    """Monotonic time; none for an effort that is the same on every machine."""
    seed: int = 0
    stop: Stop | None = None


def ask_least(program: Program, solution: Floats, band: Band, terms: Terms) -> tuple[Floats, ...]:
    """Look for plans that ask less of people than a known one.

    Parameters
    ----------
    program
        Rows, columns and prices.
    solution
        [column] a plan within the band.
    band
        What plans may cost.
    terms
        How long to look, and who may end it.

    Returns
    -------
    solutions
        One after each count, each asking no more than the one before it.
    """
    stop, width = terms.stop or Event(), len(program.lower)
    counted, best = _within(_near(program, solution), band), solution
    found = []
    for count, share in zip(COUNTS, TIME_SHARES, strict=True):
        counted, best, columns = count(counted, best)
        if not stop.is_set() and best[columns].sum() > counted.lower[columns].sum() + 0.5:
            until = None
            if terms.until is not None:
                until = time.monotonic() + share * (terms.until - time.monotonic())
            best = _fewer(counted, columns, best, band, replace(terms, until=until, stop=stop))
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
    upper = shut(program, landings_of(program), ~free)
    return replace(program, upper=np.where(solution > upper, program.upper, upper))


def _within(program: Program, band: Band) -> Program:
    """Hold the cost within the band."""
    prices = program.objective
    priced = np.flatnonzero(prices)
    most = (band.most - program.constant) / MONEY_UNIT
    return with_limit(program, priced, prices[priced] / MONEY_UNIT, most)


def _fewer(program: Program, columns: Integers, known: Floats, band: Band, terms: Terms) -> Floats:
    """Solution with as few of some columns as can be found; the known one at worst."""
    weights = np.zeros(len(program.lower), dtype=np.int64)
    weights[columns] = band.weight
    priced = replace(program, prices={**program.prices, COUNTED: weights})
    standing, pace = _standing(priced, known, band), Pace(terms.until)
    if len(known) <= SMALL and _at_once(standing, pace, terms.seed):
        return _best(standing, known)
    found = _best(standing, known)
    answered = _answered(priced, found)
    standing = _standing(answered, found, band)
    lanes = (
        _relax_then_improve(answered, standing, pace, terms.seed),
        _improve(answered, standing, pace, terms.seed + 1),
    )
    run(lanes, standing, terms.until, JOBS_IN_TURN, terms.stop or Event())
    return _best(standing, found)


def _standing(program: Program, known: Floats, band: Band) -> SearchState:
    """What is known to begin with: one person more or less is well above the gap."""
    arrays = arrays_of(program)
    most = max(abs(arrays.cost(known)), abs(band.bound), 1.0)
    standing = SearchState(arrays, min(FINEST, band.weight / 20 / most))
    standing.offer(known)
    return standing


def _best(standing: SearchState, known: Floats) -> Floats:
    return known if standing.best is None else standing.best


def _at_once(standing: SearchState, pace: Pace, seed: int) -> bool:
    """Ask for the whole programme in one call, and say whether that was enough."""
    arrays = standing.arrays
    seconds, nodes = pace.limits(FIRST_SECONDS, FIRST_NODES)
    reply = work_off(
        arrays,
        Job(
            arrays.lower,
            arrays.upper,
            gap=standing.gap,
            seconds=seconds,
            nodes=nodes,
            hint=standing.best,
            seed=seed,
        ),
    )
    if reply.solution is not None:
        standing.offer(reply.solution)
    standing.prove(reply.bound)
    return reply.proven or standing.closed


def _answered(program: Program, known: Floats) -> Program:
    """Leave the questions that shape a plan as they are answered: parts of it are soon solved then.

    To answer one of them otherwise seldom costs as little as the band is wide.
    """
    lower, upper = program.lower.copy(), program.upper.copy()
    for ids in questions_of(program):
        lower[ids] = upper[ids] = np.clip(np.rint(known[ids]), lower[ids], upper[ids])
    return replace(program, lower=lower, upper=upper)


def _relax_then_improve(program: Program, standing: SearchState, pace: Pace, seed: int) -> Lane:
    if (yield from relax(standing, pace, seed)):
        yield from _improve(program, standing, pace, seed)


def _improve(program: Program, standing: SearchState, pace: Pace, seed: int) -> Lane:
    """Better plans a few cohorts at a time, from the relaxation on."""
    while standing.relaxed is None:
        yield None
    chunks = Chunks(Improver(program, standing, pace, seed, HURRY, hinted=True), FEWEST_MOVES)
    while moves_of(program).size:
        yield from chunks.improve()
