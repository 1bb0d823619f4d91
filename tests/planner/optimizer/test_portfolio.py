"""The search, forced on programmes that one call would settle, against brute force and itself."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from models.choices import Solver
from models.plan import Plan
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import books_of
from planner.formulation.decisions import plan_of, values_of
from planner.optimizer.bound.branch_and_bound import branching_first
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of, presolve
from planner.optimizer.optimise import optimise
from planner.optimizer.portfolio import Sizes, tight
from planner.optimizer.primal.operators import excluded_by_reduced_cost, near_relaxation
from planner.optimizer.primal.start import starts_of
from planner.optimizer.restriction import moves_of
from planner.optimizer.solver import bound_in, solve
from planner.optimizer.solver_process import SolverProcess
from planner.optimizer.state import Progress, SearchHooks, SearchState
from planner.rules.mass_redundancy.consultations import CONSULTATIONS
from planner.rules.measures import MEASURE
from tests.planner.optimizer.programmes import program_of, shanghai, tiny
from tests.planner.optimizer.searches import BY_BLOCKS, HUGE, LANES, LARGE, search_in_lanes
from tests.support.builders import move, office, scenario
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

LARGER = {"by blocks": BY_BLOCKS, "in parts": LARGE, "by groups": HUGE}
"""Sizes from which a search goes as for larger programmes."""

WAYS = {"whole": LANES, **LARGER}


def assert_agrees(seed: int, seconds: float | None) -> None:
    every = tiny_company(seed, 300)
    program, best = program_of(every.books), every.least_total
    answer = search_in_lanes(program, seconds=seconds)
    if best is None:
        assert answer.ended is Ended.INFEASIBLE
        return
    assert answer.solution is not None
    judgement = audit(plan_of(program, answer.solution), every.books)
    assert judgement.lawful, judgement.violations
    assert judgement.total == best
    assert answer.bound <= best + 1


@pytest.mark.parametrize("seed", seeds(range(20)))
def test_the_lanes_in_turn_find_what_brute_force_finds(seed: int) -> None:
    """Twenty companies with rules of every family, up to 300 plans each."""
    assert_agrees(seed, None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(range(3), quick=1))
def test_the_lanes_side_by_side_find_what_brute_force_finds(seed: int) -> None:
    """The same with a process for each lane."""
    assert_agrees(seed, 60.0)


@pytest.mark.parametrize("seed", seeds(range(20)))
@pytest.mark.parametrize("sizes", LARGER.values(), ids=LARGER)
def test_as_in_larger_programmes_no_bound_is_too_high_and_no_plan_is_unlawful(
    sizes: Sizes, seed: int
) -> None:
    """The same companies against all their plans. In parts a plan may be missed."""
    every = tiny_company(seed, 300)
    program, best = program_of(every.books), every.least_total
    answer = search_in_lanes(program, sizes)
    if best is None:
        assert answer.solution is None
        return
    assert answer.ended is not Ended.INFEASIBLE
    assert answer.bound <= best + 1
    if answer.solution is None:
        assert sizes in (LARGE, HUGE)
        return
    judgement = audit(plan_of(program, answer.solution), every.books)
    assert judgement.lawful, judgement.violations
    assert judgement.total >= best


@pytest.mark.parametrize("seed", seeds(range(20)))
def test_bounds_tightened_beforehand_cut_no_cheapest_plan_off(seed: int) -> None:
    """Twenty companies with rules of every family: one call within the bounds finds brute force's
    cost.
    """
    every = tiny_company(seed, 300)
    program, best = tight(program_of(every.books)), every.least_total
    reply = solve(mip_of(program), Job(program.lower, program.upper))

    assert (reply.solution is None) == (best is None)
    if best is not None:
        assert reply.cost == pytest.approx(best, abs=1)


@pytest.mark.slow
def test_bounds_tightened_beforehand_raise_the_relaxation() -> None:
    """Rows and whole heads together exclude more of Shanghai's moves than rows alone."""
    _, program = shanghai()
    narrow = tight(program)
    plain, higher = (
        solve(mip_of(each), Job(each.lower, each.upper, whole=False)).bound
        for each in (program, narrow)
    )

    assert (narrow.lower < narrow.upper).sum() < 0.8 * (program.lower < program.upper).sum()
    assert higher > 1.0005 * plain


@pytest.mark.parametrize("sizes", WAYS.values(), ids=WAYS)
def test_the_search_is_the_same_every_time_where_effort_counts(sizes: Sizes) -> None:
    """Twice the same solution and bound, to the last bit."""
    for program in (tiny()[1], program_of(tiny_company(2, 300).books)):
        first, second = (search_in_lanes(program, sizes) for _ in range(2))

        assert first.solution is not None
        assert second.solution is not None
        assert first.bound == second.bound
        assert (first.solution == second.solution).all()


@pytest.mark.parametrize("seed", seeds(range(100, 110)))
@pytest.mark.parametrize("nodes", [1, 5, None])
def test_a_proof_that_is_stopped_anywhere_is_a_bound_of_the_cheapest_plan(
    seed: int, nodes: int | None
) -> None:
    """Ten companies of up to 300 plans: nothing too high at the root, on the way or at the end."""
    every = tiny_company(seed, 300)
    program, best = program_of(every.books), every.cheapest()
    proof = Job(program.lower, program.upper, solver=Solver.SCIP, proves=True, nodes=nodes)
    told: list[float] = []
    reply = solve(
        mip_of(program), replace(proof, branch_first=branching_first(program)), told.append
    )

    if best is None:
        assert reply.solution is None
        return
    on_hold, total, _ = best
    if reply.ended is Ended.INFEASIBLE:
        # The optimiser lets moves be put on hold only where this has been found.
        assert on_hold
        return
    assert max([reply.bound, *told]) <= total + 1
    if nodes is None:
        assert reply.bound == pytest.approx(total, abs=1)


def test_what_shapes_a_plan_is_branched_on_first() -> None:
    """Measures, consultations, batches and more, all of them whole, and no move."""
    _, program = shanghai()
    first = branching_first(program)

    assert program.integer[first].all()
    assert not np.isin(first, moves_of(program).ids).any()
    batches = [name for name in program.groups if name.startswith("batch ")]
    assert batches
    for name in (MEASURE, CONSULTATIONS, *batches):
        assert np.isin(program.groups[name].ids, first).all()


@pytest.mark.slow
def test_a_job_that_proves_has_the_higher_bound_after_as_many_nodes() -> None:
    """Sixty nodes on Shanghai, for the bound and for solutions: two hundredths of a per mille of a
    total of which little can be gained.
    """
    _, program = shanghai()
    plain = Job(program.lower, program.upper, solver=Solver.SCIP, nodes=60)
    proof = replace(plain, proves=True, branch_first=branching_first(program))
    found, proven = (solve(mip_of(program), job) for job in (plain, proof))

    assert proven.bound > found.bound + 2e-5 * abs(found.bound)


def test_a_plan_written_into_bounds_is_read_back_as_it_was() -> None:
    """Moves, blocks, measures, routes and the rest: nothing is lost on the way."""
    books, program = tiny()
    plan = optimise(books, SearchLimits(gap=0.0)).plan
    assert plan is not None
    assert plan.moves
    values = values_of(program, plan)

    assert plan_of(program, values) == plan


def test_what_a_programme_has_no_column_for_is_left_out() -> None:
    """A plan of another scenario says nothing here."""
    _, program = shanghai()
    foreign = optimise(tiny()[0], SearchLimits(gap=0.0)).plan
    assert foreign is not None

    assert plan_of(program, values_of(program, foreign)).moves == ()


@pytest.mark.slow
def test_progress_rises_and_falls_and_a_stop_keeps_the_best_plan() -> None:
    """Ended after the first bound, not by its time: a lawful plan and a bound below it."""
    books, _ = shanghai()
    limits = SearchLimits(gap=0.0, seconds=600)
    stop, told = Event(), []

    def hear(progress: Progress) -> None:
        told.append(progress)
        if progress.gap is not None:
            stop.set()

    began = time.monotonic()
    found = optimise(books, limits, SearchHooks(watch=hear, stop=stop))

    assert time.monotonic() - began < limits.seconds, "the search did not hear that it was stopped"
    assert found.plan is not None
    assert audit(found.plan, books).lawful
    assert found.claimed is not None
    assert found.bound is not None
    assert found.bound <= found.claimed
    bests = [each.best for each in told if each.best is not None]
    bounds = [each.bound for each in told if each.bound is not None]
    assert bests == sorted(bests, reverse=True)
    assert bounds == sorted(bounds)


def test_a_search_starts_from_staying_put_and_from_a_reference() -> None:
    """Staying put is lawful in Shanghai with its routes; that start costs what the audit says."""
    books, program = shanghai()
    baselines = baselines_of(books)
    better = baselines.of(baselines.better)
    (still,) = starts_of(program, still=better.plan)
    fixed, fewer, freed, last = starts_of(program, better.plan)
    *_, behind = starts_of(program, Plan(), better.plan)
    reply = solve(mip_of(program), Job(*still))

    assert reply.solution is not None
    assert round(reply.cost) == better.judgement.total
    assert not audit(Plan(), books).lawful
    assert all((left == right).all() for left, right in zip(still, behind, strict=True))
    assert all((left == right).all() for left, right in zip(still, fixed, strict=True))
    assert all(
        (left == right).all() for left, right in zip(starts_of(program)[0], last, strict=True)
    )
    assert (freed[1] >= fewer[1]).all()
    assert (fewer[0] <= fixed[0]).all()


def test_a_plan_that_breaks_a_rule_is_soon_found_again_with_fewer_heads() -> None:
    """Six to Bengaluru, which has seats for five by now: five, and no other move."""
    small = office("bengaluru", "india", "services_in", seats=5)
    books = books_of(scenario(offices=(office("shanghai", "china", "bank_cn"), small)))
    program = program_of(books)
    fixed, fewer, *_ = starts_of(program, Plan(moves=(move(6, period="2027-Q3"),)))
    reply = solve(mip_of(program), Job(*fewer))

    assert solve(mip_of(program), Job(*fixed)).solution is None
    assert reply.solution is not None
    assert plan_of(program, reply.solution).moves == (move(5, period="2027-Q3"),)


@pytest.mark.slow
def test_a_reference_is_found_again_by_the_search() -> None:
    """The plan that was given costs the search no time, and nothing dearer comes back."""
    books, _ = shanghai()
    first = optimise(books, SearchLimits(seconds=15))
    assert first.plan is not None
    assert first.claimed is not None
    again = optimise(books, SearchLimits(seconds=8), SearchHooks(reference=first.plan))

    assert again.claimed is not None
    assert again.claimed <= first.claimed + 1


# ---------------------------------------------------------------- its parts


def test_fixed_columns_are_left_out_and_the_rest_costs_the_same() -> None:
    """Whatever the moves are fixed at, the smaller programme has the cost of the larger."""
    _, program = tiny()
    mip = mip_of(program)
    whole = solve(mip, Job(program.lower, program.upper))
    assert whole.solution is not None
    ids = moves_of(program).ids
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[ids] = upper[ids] = whole.solution[ids]
    fixed = solve(mip, Job(lower, upper))

    assert fixed.cost == pytest.approx(whole.cost)
    small = presolve(replace(mip, lower=lower, upper=upper))
    assert small is not None
    assert len(small.columns) == (lower < upper).sum()


def test_a_row_that_is_left_empty_may_be_broken() -> None:
    """Everything fixed at zero cannot keep the identity of posts."""
    _, program = tiny()
    zeros = np.zeros(len(program.lower))
    reply = solve(mip_of(program), Job(zeros, zeros))

    assert reply.ended is Ended.INFEASIBLE


def test_bounds_are_read_from_the_log_of_scip_and_never_too_high() -> None:
    """Of seven digits; headings and dashes say nothing."""
    scip = (
        "  2.2s|     1 |     0 |  9182 |     - |    49M |   0 |2581 |3449 |3682 | 236 |  5 |"
        "   1 |   0 | 6.243239e+05 | 6.418418e+05 |   2.81%| unknown"
    )
    bound = bound_in(scip)
    assert bound is not None
    assert 624323.9 - 1 <= bound < 624323.9
    for line in ("", "Presolving model", scip.replace("6.243239e+05", "      --    ")):
        assert bound_in(line) is None


def test_no_better_plan_makes_a_move_that_is_too_dear() -> None:
    """Moves ruled out by their reduced cost are not in the cheapest plan."""
    _, program = tiny()
    mip = mip_of(program)
    relaxed = solve(mip, Job(program.lower, program.upper, whole=False))
    best = solve(mip, Job(program.lower, program.upper))
    assert best.solution is not None
    state = SearchState(mip, gap=0.0)
    state.offer(best.solution)
    state.relaxed, state.reduced_costs = relaxed.solution, relaxed.reduced_costs
    state.relaxed_bound = relaxed.bound
    heads = moves_of(program)

    assert not best.solution[heads.ids][excluded_by_reduced_cost(state, heads)].any()
    assert near_relaxation(state, heads, 1.0).all()


def test_a_child_ends_with_its_parents_end_of_the_line() -> None:
    """It answers a job, and is gone once nobody listens."""
    _, program = tiny()
    child = SolverProcess()
    child.send(mip_of(program))
    child.send(Job(program.lower, program.upper, whole=False))
    reply = child.receive()
    child.connection.close()

    assert isinstance(reply, SolverReply)
    assert reply.ended is Ended.SOLVED
    assert child.wait(10) == 0
