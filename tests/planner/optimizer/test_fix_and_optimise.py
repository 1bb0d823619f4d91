"""Some cohorts after others may move: each group once, all others as in the best plan."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import pytest

from planner.audit import audit
from planner.baselines import baselines_of
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.optimizer.blocks import SHARED, blocks_of
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import Sizes
from planner.optimizer.primal import fix_and_optimise as groups
from planner.optimizer.primal.fix_and_optimise import fix_and_optimise
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.lane import improve_large
from planner.optimizer.primal.start import starts_of
from planner.optimizer.restriction import moves_of
from planner.optimizer.solver import solve
from planner.optimizer.state import Bounds, SearchState, TimeBudget
from tests.planner.optimizer.programmes import program_of, shanghai, tiny
from tests.planner.optimizer.searches import HUGE, LARGE, search_in_lanes
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

BEST_KNOWN = 651.83e8
"""Cost of the best plan known of the worked example (docs/benchmarks.md)."""

UNSOLVED = SolverReply(Ended.OUT_OF_TIME)

Steps = Generator[Job, SolverReply | None, None]


def offered(state: SearchState, bounds: Bounds) -> bool:
    """Start from a plan within bounds, and return whether there is one."""
    solution = solve(state.mip, Job(*bounds)).solution
    return solution is not None and state.offer(solution)


def from_the_better_baseline() -> tuple[Program, SearchState]:
    """The worked example, and a search that starts where nobody moves."""
    books, program = shanghai()
    baselines = baselines_of(books)
    still = baselines.of(baselines.better).plan
    state = SearchState(mip_of(program), gap=0.001)
    assert offered(state, starts_of(program, still=still)[-1])
    return program, state


def after(steps: Steps, reply: SolverReply) -> Job | None:
    """The next job, if any."""
    try:
        return steps.send(reply)
    except StopIteration:
        return None


@pytest.mark.slow
def test_each_cohort_may_move_once_while_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example, twenty blocks of cohorts at a time, three moves for each cohort."""
    monkeypatch.setattr(groups, "GROUP", 20)
    monkeypatch.setattr(groups, "MOVES", 3)
    monkeypatch.setattr(groups, "PASSES", 1)
    program, state = from_the_better_baseline()
    assert state.best is not None
    blocks, heads = blocks_of(program), moves_of(program)
    own = blocks != SHARED

    steps, seen = fix_and_optimise(Improver(program, state, TimeBudget(None), 0)), []
    job: Job | None = next(steps)
    while job is not None:
        open_ = job.lower < job.upper
        seen.append(set(blocks[open_ & own]))
        others = own & ~np.isin(blocks, list(seen[-1]))
        assert (job.lower[others] == state.best[others]).all()
        assert (open_ & ~own).sum() == ((program.lower < program.upper) & ~own).sum()
        assert np.bincount(heads.index["cohort"][open_[heads.ids]]).max() <= 3
        job = after(steps, UNSOLVED)

    assert len(seen) == max(1, len(np.unique(blocks[own])) // 20) > 1
    assert sum(map(len, seen)) == len(set.union(*seen)), "some cohorts may move twice"
    movable = (program.lower < program.upper)[heads.ids]
    assert set.union(*seen) >= set(blocks[heads.ids[movable]])


@pytest.mark.slow
def test_dives_bring_a_better_plan_and_later_searches_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example in four groups: in two passes half of what can be saved."""
    monkeypatch.setattr(groups, "GROUP", 20)
    before, costs = from_the_better_baseline()[1].cost, []
    for passes in (1, 2):
        monkeypatch.setattr(groups, "PASSES", passes)
        program, state = from_the_better_baseline()
        steps = fix_and_optimise(Improver(program, state, TimeBudget(None), 0))
        job: Job | None = next(steps)
        while job is not None:
            job = after(steps, solve(state.mip, job))
        costs.append(state.cost)

    assert costs[0] < before
    assert costs[1] < costs[0]
    assert before - costs[1] > 0.5 * (before - BEST_KNOWN)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(range(20), quick=8))
def test_plans_are_lawful_and_never_dearer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Companies with rules of every family, a block at a time, against all their plans."""
    monkeypatch.setattr(groups, "GROUP", 1)
    every = tiny_company(seed, 300)
    program = program_of(every.books)
    state = SearchState(mip_of(program), gap=0.0)
    if every.least_total is None or not offered(state, starts_of(program)[-1]):
        return
    before = state.cost
    steps = fix_and_optimise(Improver(program, state, TimeBudget(None), 0))
    job: Job | None = next(steps)
    while job is not None:
        job = after(steps, solve(state.mip, job))

    assert state.best is not None
    assert state.cost <= before
    judgement = audit(plan_of(program, state.best), every.books)
    assert judgement.lawful, judgement.violations
    assert judgement.total >= every.least_total


def test_without_a_plan_nothing_is_done() -> None:
    """There is none that the others could stay in."""
    _, program = shanghai()
    state = SearchState(mip_of(program), gap=0.0)

    assert not list(fix_and_optimise(Improver(program, state, TimeBudget(None), 0)))


@pytest.mark.parametrize("by_groups", [True, False])
def test_plans_of_the_largest_programmes_wait_for_no_relaxation(by_groups: bool) -> None:
    """Where cohorts move group by group, the relaxation of the first group is asked for at once."""
    _, program = tiny()
    state = SearchState(mip_of(program), gap=0.0)
    assert offered(state, starts_of(program)[-1])
    job = next(improve_large(program, state, TimeBudget(None), 0, (), by_groups=by_groups))

    assert (job is not None) == by_groups
    assert job is None or not job.whole


@pytest.mark.parametrize("sizes", [HUGE, LARGE], ids=["huge", "large"])
def test_the_largest_programmes_have_a_bound_after_their_first_round(
    sizes: Sizes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A master and its blocks, two jobs, are enough; others price short lists at first."""
    monkeypatch.setattr("planner.optimizer.portfolio.JOBS_IN_TURN", 2)
    bound = search_in_lanes(tiny()[1], sizes).bound

    assert np.isfinite(bound) == (sizes is HUGE)
