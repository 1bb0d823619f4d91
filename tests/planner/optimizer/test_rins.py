"""Searches between a plan and a relaxation: what they keep, what they free, what they find."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from planner.audit import audit
from planner.formulation.decisions import plan_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import Mask
from planner.optimizer.blocks import SHARED, blocks_of
from planner.optimizer.job import INTEGRALITY, Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.primal.diving import rounded_down
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.rins import FIRST_GAP, NEAR, Between, improve_between
from planner.optimizer.solver import solve
from planner.optimizer.state import SearchState, Steps, TimeBudget
from tests.planner.optimizer.programmes import program_of, shanghai
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

LOST = SolverReply(Ended.OUT_OF_TIME)


def rounded(program: Program) -> tuple[SearchState, Floats, Floats | None]:
    """What is known once the relaxation is there, it, and a plan with its moves rounded down."""
    state = SearchState(mip_of(program), gap=0.001)
    state.relaxed = solve(state.mip, Job(program.lower, program.upper, whole=False)).solution
    assert state.relaxed is not None
    bounds = program.lower, program.upper
    plan = solve(state.mip, Job(*rounded_down(program, state.relaxed, bounds))).solution
    if plan is not None:
        state.offer(plan)
    return state, state.relaxed, plan


@cache
def worked_example() -> tuple[Program, Floats, Floats]:
    """Its programme, its relaxation, and a plan with moves rounded down."""
    _, program = shanghai()
    _, relaxed, plan = rounded(program)
    assert plan is not None
    return program, relaxed, plan


def improver(seed: int = 0) -> Improver:
    """An improver of that plan."""
    program, relaxed, plan = worked_example()
    state = SearchState(mip_of(program), gap=0.001)
    state.relaxed = relaxed
    state.offer(plan)
    return Improver(program, state, TimeBudget(None), seed)


def answered(
    state: SearchState, steps: Steps, reply: SolverReply | None = None
) -> tuple[Job, bool]:
    """The one job of some steps, and whether they helped."""
    job = next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(reply or solve(state.mip, job))
    return job, end.value.value


def is_kept(job: Job, plan: Floats) -> Mask:
    """[column] whether a job leaves it as in a plan."""
    kept: Mask = (job.lower == plan) & (job.upper == plan)
    return kept


def test_after_rounding_down_all_that_differs_by_a_fifth_is_free() -> None:
    """The worked example: other integers stay as they are, other columns are free."""
    program, relaxed, plan = worked_example()
    job = next(improve_between(improver(), relaxed, plan, (program.lower, program.upper)))
    differs = np.abs(relaxed - plan) >= NEAR
    free = ~program.integer | differs

    assert 0 < (program.integer & differs).sum() < program.integer.sum() / 2
    assert is_kept(job, plan)[~free].all()
    assert (job.lower[free] == program.lower[free]).all()
    assert (job.upper[free] == program.upper[free]).all()
    assert job.gap == FIRST_GAP


def test_what_was_rounded_down_is_made_up_for() -> None:
    """The worked example: a lawful plan that costs less, and it is the best one known."""
    books, program = shanghai()
    _, relaxed, plan = worked_example()
    own = improver()
    bounds = program.lower, program.upper
    _, helped = answered(own.state, improve_between(own, relaxed, plan, bounds))

    assert helped
    assert own.state.best is not None
    assert own.state.cost < own.state.mip.cost(plan)
    assert audit(plan_of(program, own.state.best), books).lawful


@pytest.mark.parametrize("seed", range(3))
def test_some_blocks_and_what_blocks_share_are_freed_where_they_differ(seed: int) -> None:
    """The worked example: all that differs in a third of the blocks; the next time in others."""
    program, relaxed, plan = worked_example()
    between, blocks = Between(improver(seed)), blocks_of(program)
    job, again = next(between.improve()), next(between.improve())
    differs = program.integer & (np.abs(relaxed - plan) > INTEGRALITY)
    free = program.integer & ~is_kept(job, plan)
    every, some = set(blocks[differs]) - {SHARED}, set(blocks[free]) - {SHARED}

    assert len(some) == np.ceil(between.share.size * len(every))
    assert (free <= differs).all()
    for block in some | {SHARED}:
        assert (free >= (differs & (blocks == block) & (program.lower < program.upper))).all()
    assert set(blocks[program.integer & ~is_kept(again, plan)]) - {SHARED} != some


def test_more_blocks_follow_a_search_that_is_solved_and_fewer_one_that_is_not() -> None:
    """Better or not: what counts is what a solver can do in time."""
    between = Between(improver())
    sizes = [between.share.size]
    for reply in (SolverReply(Ended.INFEASIBLE, proven=True), LOST):
        _, helped = answered(between.improver.state, between.improve(), reply)
        sizes.append(between.share.size)
        assert not helped

    assert sizes[1] > sizes[0]
    assert sizes[2] < sizes[1]


@pytest.mark.parametrize("seed", seeds(range(10)))
def test_what_is_found_is_lawful(seed: int) -> None:
    """Ten companies with rules of every family: never worse than the plan it starts from."""
    every = tiny_company(seed, 300)
    if every.least_total is None:
        return
    program = program_of(every.books)
    state, relaxed, plan = rounded(program)
    if plan is None:
        return
    own = Improver(program, state, TimeBudget(None), 0)
    bounds = program.lower, program.upper
    for steps in (improve_between(own, relaxed, plan, bounds), Between(own).improve()):
        before = state.cost
        _, helped = answered(state, steps)
        assert state.best is not None
        assert helped == (state.cost < before)
        judgement = audit(plan_of(program, state.best), every.books)
        assert judgement.lawful, judgement.violations
        assert judgement.total >= every.least_total


@pytest.mark.parametrize("missing", ["best", "relaxed"])
def test_without_a_plan_or_a_relaxation_nothing_is_asked(missing: str) -> None:
    """Either is enough."""
    own = improver()
    setattr(own.state, missing, None)
    with pytest.raises(StopIteration):
        next(Between(own).improve())
