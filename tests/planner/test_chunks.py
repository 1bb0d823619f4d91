"""A few cohorts of the best plan at a time: which, how many, and what else may move."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from planner.books import books_of
from planner.formulation.program import Program
from planner.optimizer import improve as lane
from planner.optimizer.arrays import arrays_of
from planner.optimizer.chunks import FIRST_MOVES, Chunks
from planner.optimizer.improver import Improver
from planner.optimizer.incumbent import Standing
from planner.optimizer.jobs import Job, Reply, work_off
from planner.optimizer.mathopt import Ended
from planner.optimizer.neighbourhood import moves_of
from planner.optimizer.pace import Pace
from planner.optimizer.parts import SHARED, parts_of
from planner.optimizer.reference import starts_of
from planner.optimizer.search import Search, search
from tests.builders import cohort, scenario
from tests.planner.test_search import program_of, shanghai


@cache
def known() -> tuple[Program, Reply, Reply]:
    """The worked example, its relaxation, and staying put."""
    _, program = shanghai()
    arrays = arrays_of(program)
    relaxed = work_off(arrays, Job(program.lower, program.upper, whole=False))
    return program, relaxed, work_off(arrays, Job(*starts_of(program)[0]))


def staying_put(seed: int = 0) -> Chunks:
    """Chunks of staying put, with the relaxation at hand."""
    program, relaxed, still = known()
    assert still.solution is not None
    standing = Standing(arrays_of(program), gap=0.001)
    standing.relaxed, standing.reduced = relaxed.solution, relaxed.reduced_costs
    standing.relaxed_bound = relaxed.bound
    standing.offer(still.solution)
    return Chunks(Improver(program, standing, Pace(None), seed))


def asked(chunks: Chunks) -> Job:
    """The job of one chunk."""
    return next(chunks.improve())


def free_parts(job: Job) -> set[int]:
    """Parts that have a move which is free in a job."""
    program, heads = known()[0], moves_of(known()[0])
    return set(parts_of(program)[heads.ids[(job.lower < job.upper)[heads.ids]]].tolist())


@pytest.mark.parametrize("seed", range(5))
def test_cohorts_that_are_not_chosen_stay_as_they_are(seed: int) -> None:
    """Every column of theirs is fixed where the best plan has it, and some are chosen."""
    chunks = staying_put(seed)
    job, best, parts = asked(chunks), chunks.mine.standing.best, parts_of(known()[0])
    others = (parts != SHARED) & ~np.isin(parts, list(free_parts(job)))

    assert best is not None
    assert free_parts(job)
    assert others.any()
    assert (job.lower[others] == best[others]).all()
    assert (job.upper[others] == np.maximum(best[others], job.lower[others])).all()


@pytest.mark.parametrize("seed", range(5))
def test_a_chunk_has_no_more_moves_than_it_may(seed: int) -> None:
    """Thirty moves, unless one part has more by itself."""
    chunks = staying_put(seed)
    chunks.moves = 30.0
    job = asked(chunks)
    free = (job.lower < job.upper)[moves_of(known()[0]).ids].sum()

    assert free <= 30 or len(free_parts(job)) == 1


def test_those_are_chosen_sooner_whose_moves_are_not_the_relaxations() -> None:
    """Over sixty chunks of thirty moves, parts in doubt come at least three times as often."""
    program, relaxed, still = known()
    assert relaxed.solution is not None
    assert still.solution is not None
    ids, parts = moves_of(program).ids, parts_of(program)
    differs = np.abs(relaxed.solution - still.solution)[ids]
    doubt = np.bincount(parts[ids], weights=differs)
    chunks, drawn = staying_put(), np.zeros(len(doubt))
    chunks.moves = 30.0
    for _ in range(60):
        drawn[list(free_parts(asked(chunks)))] += 1
    movable = np.unique(parts[ids])
    often, seldom = doubt > np.median(doubt[movable]), doubt == 0

    assert seldom[movable].any()
    assert drawn[movable][often[movable]].mean() > 3 * drawn[movable][seldom[movable]].mean()


@pytest.mark.parametrize(("proven", "larger"), [(True, True), (False, False)])
def test_chunks_grow_while_they_are_solved_and_shrink_while_not(
    *, proven: bool, larger: bool
) -> None:
    """One reply of each kind."""
    chunks = staying_put()
    turn = chunks.improve()
    next(turn)
    with pytest.raises(StopIteration) as ended:
        turn.send(Reply(Ended.OUT_OF_TIME, proven=proven))

    assert not ended.value.value
    assert (chunks.moves > FIRST_MOVES) == larger


def test_chunks_make_staying_put_cheaper_and_say_so() -> None:
    """The first few chunks of the worked example save something, and know that they do."""
    chunks = staying_put()
    standing, said = chunks.mine.standing, []
    before = standing.cost
    for _ in range(3):
        turn = chunks.improve()
        job, costs = next(turn), standing.cost
        with pytest.raises(StopIteration) as ended:
            turn.send(work_off(standing.arrays, job))
        said.append(ended.value.value)
        assert said[-1] == (standing.cost < costs)

    assert any(said)
    assert standing.cost < before


def test_without_a_plan_or_a_relaxation_nothing_is_asked() -> None:
    """Neither is there at the start."""
    program = known()[0]
    standing = Standing(arrays_of(program), gap=0.001)
    with pytest.raises(StopIteration):
        next(Chunks(Improver(program, standing, Pace(None), 0)).improve())


@pytest.mark.parametrize("large", [0, 100_000])
def test_where_nobody_can_move_a_search_ends_all_the_same(large: int) -> None:
    """Open to no other office: staying put is proven, whichever way the search goes about it."""
    program = program_of(books_of(scenario(cohorts=(cohort("kyc", never_to=("bengaluru",)),))))
    answer = search(program, Search(0.0, None, small=0, large=large), starts_of(program))

    assert moves_of(program).size == 0
    assert answer.solution is not None
    assert answer.bound == pytest.approx(arrays_of(program).cost(answer.solution))


def test_a_plan_is_made_of_few_moves_until_the_relaxation_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where relaxations take long the first plan does not wait for that of all moves."""
    monkeypatch.setattr(lane, "QUICK_ENTRIES", 0)
    program = known()[0]
    standing, whole = Standing(arrays_of(program), gap=0.001), []
    turn = lane.improve(program, standing, Pace(None), 0, starts_of(program))
    job, costs = next(turn), []
    while job is not None:
        whole.append(job.whole)
        job = turn.send(work_off(standing.arrays, replace(job, nodes=1)))
        costs.append(standing.cost)

    assert standing.relaxed is None
    assert whole[:2] == [True, False]
    assert whole[-1]
    assert costs[-1] < 0.99 * costs[0]
