"""What large programmes are searched with, forced on small ones whose optimum is known."""

from __future__ import annotations

import numpy as np
import pytest

from planner.books import books_of
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.optimizer.blocks import MIXED, SHARED, blocks_of, row_blocks
from planner.optimizer.bound.branch_and_bound import prove_by_blocks
from planner.optimizer.bound.column_generation import sift
from planner.optimizer.dual_bound import dual_bound, reduced_costs
from planner.optimizer.job import Job
from planner.optimizer.matrix import lagrangian, matrix_of, mip_of
from planner.optimizer.portfolio import Sizes, tight
from planner.optimizer.primal.improver import Improver
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.restriction import moves_of
from planner.optimizer.solver import solve
from planner.optimizer.solver_process import reply_to
from planner.optimizer.state import Lane, SearchState, TimeBudget
from planner.scenario_files import load
from tests.planner.optimizer.programmes import program_of, shanghai, tiny
from tests.planner.optimizer.searches import HUGE, LARGE, search_in_lanes
from tests.support.companies import ten_regions
from tests.support.seeds import seeds


@pytest.mark.parametrize(("last", "moved"), [(9_999_999, True), (10_000_000, False)])
def test_no_search_for_plans_oversteps_a_threshold_by_one_individual(
    last: int, moved: bool
) -> None:
    """They leave out what is only implied; in a sum of a hundred million that is nothing yet."""
    program = program_of(books_of(ten_regions(last)))
    state = SearchState(mip_of(program), gap=0.0)
    improver = Improver(program, state, TimeBudget(None), 0)
    improver.take(solve(state.mip, improver.job((program.lower, program.upper), 0)))

    assert state.best is not None
    assert bool(plan_of(program, state.best).moves) == moved


def sifted(program: Program) -> list[float]:
    """Bounds that sifting proves, in rising order."""
    state = SearchState(mip_of(program), gap=0.0)
    return bounds_of(sift(program, state, TimeBudget(None), 0), state)


def bounds_of(lane: Lane, state: SearchState) -> list[float]:
    """Bounds that a lane proves, in rising order, each of its jobs worked off before the next."""
    told, job = [], next(lane)
    while job is not None:
        try:
            job = lane.send(reply_to(state.mip, job))
        except StopIteration:
            job = None
        told.append(state.bound)
    return sorted(set(told))


def test_in_parts_the_bound_is_that_of_the_relaxation() -> None:
    """Sifting ends where one call of a solver ends."""
    _, program = tiny()
    whole = solve(mip_of(program), Job(program.lower, program.upper, whole=False))
    bound = sifted(program)[-1]

    assert bound == pytest.approx(whole.bound, rel=1e-3)
    assert bound <= whole.bound + 1


@pytest.mark.parametrize("sizes", [LARGE, HUGE])
def test_in_parts_a_plan_dearer_by_little_is_found(sizes: Sizes) -> None:
    """By one in a hundred at most."""
    _, program = tiny()
    best = solve(mip_of(program), Job(program.lower, program.upper))
    answer = search_in_lanes(program, sizes)

    assert answer.solution is not None
    assert answer.bound <= best.cost <= answer.cost <= best.cost * 1.01


@pytest.mark.slow
def test_blocks_raise_the_bound_that_sifting_ends_with() -> None:
    """In whole numbers at its best prices; Shanghai in 2019, where blocks are not whole by
    themselves."""
    program = tight(program_of(books_of(load("shanghai-2019"))))
    state, budget = SearchState(mip_of(program), gap=0.0), TimeBudget(None)
    relaxed = bounds_of(sift(program, state, budget, 0), state)[-1]

    assert bounds_of(prove_by_blocks(program, state, budget, 0), state)[-1] > relaxed * 1.0004


@pytest.mark.slow
def test_prices_between_the_newest_and_the_best_prove_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shanghai in 2026: more than prices of the newest master alone, which swing."""
    program = tight(shanghai()[1])
    smoothed = sifted(program)[-1]
    monkeypatch.setattr("planner.optimizer.bound.column_generation.SMOOTHING", 0.0)

    assert smoothed > sifted(program)[-1] * 1.00002


def test_it_makes_no_difference_how_many_parts_are_asked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All parts at once and a few of them at a time prove the same bounds, round by round."""
    _, program = tiny()

    whole = sifted(program)
    monkeypatch.setattr("planner.optimizer.bound.column_generation.PIECE", len(program.lower) // 3)
    assert sifted(program)[1] == pytest.approx(whole[1], rel=1e-9)
    assert sifted(program)[-1] == pytest.approx(whole[-1], rel=1e-3)


@pytest.mark.parametrize("seed", seeds(range(5)))
def test_any_prices_prove_a_bound(seed: int) -> None:
    """Prices of the optimal relaxation prove its value; disturbed ones prove less, never more."""
    _, program = tiny()
    mip, dice = mip_of(program), np.random.default_rng(seed)
    relaxed = solve(mip, Job(mip.lower, mip.upper, whole=False))
    assert relaxed.row_prices is not None
    finite = with_finite_bounds(mip)
    disturbed = relaxed.row_prices * dice.uniform(0.5, 1.5, len(relaxed.row_prices))

    assert dual_bound(finite, relaxed.row_prices) == pytest.approx(relaxed.bound, rel=1e-9)
    assert dual_bound(finite, disturbed) <= relaxed.bound + 1
    assert np.isfinite(dual_bound(finite, disturbed))


def test_prices_of_the_relaxation_leave_its_reduced_costs() -> None:
    """What is left over of each column's cost is what the solver says."""
    _, program = tiny()
    mip = mip_of(program)
    relaxed = solve(mip, Job(mip.lower, mip.upper, whole=False))
    assert relaxed.row_prices is not None
    assert relaxed.reduced_costs is not None
    free = mip.lower < mip.upper

    left = reduced_costs(mip, relaxed.row_prices)[free]
    assert left == pytest.approx(relaxed.reduced_costs[free], abs=1.0)


def test_bounds_that_rows_imply_cut_no_solution_off() -> None:
    """The programme costs the same with them, and no column is left without any."""
    _, program = tiny()
    mip = mip_of(program)
    finite = with_finite_bounds(mip)
    free, held = (solve(mip, Job(a.lower, a.upper)) for a in (mip, finite))

    assert np.isinf(mip.upper).any()
    assert np.isfinite(finite.lower).all()
    assert np.isfinite(finite.upper).all()
    assert held.cost == pytest.approx(free.cost)


def test_rows_that_are_charged_for_bound_from_below() -> None:
    """At the relaxation's own prices nothing is lost; at no price at all something is."""
    _, program = tiny()
    mip = with_finite_bounds(mip_of(program))
    inner = row_blocks(matrix_of(program), blocks_of(program)) != MIXED
    whole = solve(mip, Job(mip.lower, mip.upper, whole=False))
    assert whole.row_prices is not None

    def bound(row_prices: np.ndarray) -> float:
        job = Job(
            mip.lower, mip.upper, whole=False, multipliers=np.where(inner, np.nan, row_prices)
        )
        return solve(mip, job).bound

    assert bound(whole.row_prices) == pytest.approx(whole.bound, rel=1e-9)
    assert bound(np.zeros_like(whole.row_prices)) < whole.bound


@pytest.mark.parametrize("seed", seeds(range(5)))
def test_charging_for_rows_never_makes_a_solution_dearer(seed: int) -> None:
    """Whatever the prices, whoever keeps a row pays no more for its use than it is worth."""
    _, program = tiny()
    mip, dice = mip_of(program), np.random.default_rng(seed)
    best = solve(mip, Job(mip.lower, mip.upper))
    assert best.solution is not None
    row_prices = dice.normal(0.0, 1000.0, len(mip.row_lower))
    row_prices[row_blocks(matrix_of(program), blocks_of(program)) != MIXED] = np.nan
    smaller = lagrangian(mip, row_prices)

    assert len(smaller.row_lower) == np.isnan(row_prices).sum()
    assert smaller.cost(best.solution) <= best.cost + 1e-3


def test_every_cohort_is_a_part_and_parts_meet_in_shared_columns_alone() -> None:
    """Moves belong to their cohort; a row with two parts is never one of a part's own."""
    _, program = shanghai()
    parts, heads = blocks_of(program), moves_of(program)
    inner = row_blocks(matrix_of(program), parts) != MIXED

    assert (parts[heads.ids] != SHARED).all()
    for cohort in np.unique(heads.index["cohort"]):
        assert len(np.unique(parts[heads.ids[heads.index["cohort"] == cohort]])) == 1
    for row in np.flatnonzero(inner):
        assert len(np.unique(parts[program.columns[program.rows == row]])) <= 1
    assert 0 < inner.sum() < len(inner)
