"""A few cohorts of the best plan at a time: which, how many, and what else may move."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from functools import cache
from itertools import islice

import numpy as np
import pytest

from planner.baselines import baselines_of
from planner.books import books_of
from planner.formulation.program import Program
from planner.optimizer.blocks import SHARED, blocks_of
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.primal import lane
from planner.optimizer.primal import lns as ways
from planner.optimizer.primal.chunks import Chunks
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.neighbourhoods import Neighbourhoods
from planner.optimizer.primal.operators import by_cohort
from planner.optimizer.primal.rins import Between
from planner.optimizer.primal.start import starts_of
from planner.optimizer.restriction import moves_of
from planner.optimizer.solver import solve
from planner.optimizer.state import PlanLane, SearchState, TimeBudget
from tests.planner.optimizer.programmes import program_of, shanghai
from tests.support.builders import cohort, scenario
from tests.support.seeds import seeds


@cache
def known() -> tuple[Program, SolverReply, SolverReply]:
    """The worked example, its relaxation, and staying put."""
    books, program = shanghai()
    mip, baselines = mip_of(program), baselines_of(books)
    relaxed = solve(mip, Job(program.lower, program.upper, whole=False))
    (still,) = starts_of(program, still=baselines.of(baselines.better).plan)
    return program, relaxed, solve(mip, Job(*still))


def staying_put(seed: int = 0) -> Chunks:
    """Chunks of staying put, with the relaxation at hand."""
    program, relaxed, still = known()
    assert still.solution is not None
    state = SearchState(mip_of(program), gap=0.001)
    state.relaxed, state.reduced_costs = relaxed.solution, relaxed.reduced_costs
    state.relaxed_bound = relaxed.bound
    state.offer(still.solution)
    return Chunks(Improver(program, state, TimeBudget(None), seed))


def asked(chunks: Chunks) -> Job:
    """The job of one chunk."""
    return next(chunks.improve())


def free_parts(job: Job) -> set[int]:
    """Parts that have a move which is free in a job."""
    program, heads = known()[0], moves_of(known()[0])
    return set(blocks_of(program)[heads.ids[(job.lower < job.upper)[heads.ids]]].tolist())


@pytest.mark.parametrize("seed", seeds(range(5)))
def test_cohorts_that_are_not_chosen_stay_as_they_are(seed: int) -> None:
    """Every column of theirs is fixed where the best plan has it, and some are chosen."""
    chunks = staying_put(seed)
    job, best, parts = asked(chunks), chunks.improver.state.best, blocks_of(known()[0])
    others = (parts != SHARED) & ~np.isin(parts, list(free_parts(job)))

    assert best is not None
    assert free_parts(job)
    assert others.any()
    assert (job.lower[others] == best[others]).all()
    assert (job.upper[others] == best[others]).all()


@pytest.mark.parametrize("seed", seeds(range(5)))
def test_a_chunk_has_no_more_moves_than_it_may(seed: int) -> None:
    """Thirty moves, unless one part has more by itself."""
    chunks = staying_put(seed)
    chunks.moves.size = 30.0
    job = asked(chunks)
    free = (job.lower < job.upper)[moves_of(known()[0]).ids].sum()

    assert free <= 30 or len(free_parts(job)) == 1


def test_those_are_chosen_sooner_whose_moves_are_not_the_relaxations() -> None:
    """Of those drawn at all over sixty chunks of thirty moves: at least twice as often."""
    program, relaxed, still = known()
    assert relaxed.solution is not None
    assert still.solution is not None
    ids, parts = moves_of(program).ids, blocks_of(program)
    differs = np.abs(relaxed.solution - still.solution)[ids]
    doubt = np.bincount(parts[ids], weights=differs)
    chunks, drawn = staying_put(), np.zeros(len(doubt))
    for _ in range(60):
        chunks.moves.size = 30.0
        drawn[list(free_parts(asked(chunks)))] += 1
    ever = drawn > 0
    often, seldom = ever & (doubt > np.median(doubt[ever])), ever & (doubt < 1e-6)

    assert seldom.any()
    assert drawn[often].mean() > 2 * drawn[seldom].mean()


@pytest.mark.parametrize(
    ("ended", "proven", "before", "after"),
    [
        (Ended.SOLVED, True, 50.0, 62.5),
        (Ended.OUT_OF_TIME, False, 80.0, 60.0),
        (Ended.INFEASIBLE, True, 50.0, 62.5),
        (Ended.OUT_OF_TIME, False, 32.0, 30.0),
    ],
)
def test_chunks_grow_while_they_are_solved_and_shrink_while_not(
    ended: Ended, proven: bool, before: float, after: float
) -> None:
    """A quarter more or less, and never fewer than thirty."""
    chunks = staying_put()
    chunks.moves.size = before

    assert not replied(chunks, SolverReply(ended, proven=proven))
    assert chunks.moves.size == after


def test_chunks_grow_no_larger_than_all_moves_that_may_be_free() -> None:
    """However often they are solved."""
    chunks = staying_put()
    for _ in range(40):
        replied(chunks, SolverReply(Ended.SOLVED, proven=True))

    assert chunks.moves.size < moves_of(known()[0]).size


def replied(chunks: Chunks, reply: SolverReply) -> bool:
    """Whether one chunk says that it is better for a reply."""
    turn = chunks.improve()
    next(turn)
    with pytest.raises(StopIteration) as ended:
        turn.send(reply)
    return bool(ended.value.value)


@pytest.mark.parametrize(
    ("reply", "before", "after"),
    [
        (SolverReply(Ended.SOLVED, proven=True), 0.2, 0.26),
        (SolverReply(Ended.SOLVED, proven=True), 0.9, 1.0),
        (SolverReply(Ended.OUT_OF_TIME), 0.2, 0.14),
        (None, 0.025, 0.02),
    ],
)
def test_neighbourhoods_free_more_once_they_are_solved_and_less_where_they_bring_nothing(
    reply: SolverReply | None, before: float, after: float
) -> None:
    """Three tenths more or less, never more than all moves nor fewer than a fiftieth."""
    moves = Neighbourhoods(staying_put().improver, by_cohort)
    moves.share.size = before
    turn = moves.improve()
    next(turn)
    with pytest.raises(StopIteration):
        turn.send(reply)

    assert moves.share.size == pytest.approx(after)


@pytest.mark.slow
def test_a_neighbourhood_that_brings_a_better_plan_unproven_keeps_its_size() -> None:
    """It is as large as it may be, and still finds something."""
    program = known()[0]
    better = solve(mip_of(program), Job(program.lower, program.upper, gap=0.05))
    moves = Neighbourhoods(staying_put().improver, by_cohort)
    before = moves.share.size
    turn = moves.improve()
    next(turn)
    with pytest.raises(StopIteration) as ended:
        turn.send(SolverReply(Ended.OUT_OF_TIME, solution=better.solution))

    assert ended.value.value
    assert moves.share.size == before


@pytest.mark.slow
def test_chunks_make_staying_put_cheaper_and_say_so() -> None:
    """The first few chunks of the worked example save something, and know that they do."""
    chunks = staying_put()
    state, said = chunks.improver.state, []
    before = state.cost
    for _ in range(3):
        turn = chunks.improve()
        job, costs = next(turn), state.cost
        with pytest.raises(StopIteration) as ended:
            turn.send(solve(state.mip, job))
        said.append(ended.value.value)
        assert said[-1] == (state.cost < costs)

    assert any(said)
    assert state.cost < before


@pytest.mark.parametrize("missing", ["best", "relaxed"])
def test_without_a_plan_or_a_relaxation_nothing_is_asked(missing: str) -> None:
    """Either is enough."""
    chunks = staying_put()
    setattr(chunks.improver.state, missing, None)
    with pytest.raises(StopIteration):
        next(chunks.improve())


def test_where_nobody_can_move_the_lane_ends() -> None:
    """Open to no other office: staying put, and nothing around it to look for."""
    program = program_of(books_of(scenario(cohorts=(cohort("kyc", never_to=("bengaluru",)),))))
    state = SearchState(mip_of(program), gap=0.0)
    state.relaxed = np.zeros(len(program.lower))
    turn = lane.improve(program, state, TimeBudget(None), 0, starts_of(program))
    jobs = list(islice(worked_off(turn, state), 20))

    assert moves_of(program).size == 0
    assert 0 < len(jobs) < 20
    assert state.best is not None


def worked_off(turn: PlanLane, state: SearchState) -> Generator[Job, None, None]:
    """Jobs of a lane, each worked off before the next."""
    job = next(turn)
    while job is not None:
        yield job
        try:
            job = turn.send(solve(state.mip, job))
        except StopIteration:
            return


def test_a_way_that_leads_to_better_plans_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice better, then not: the next way's turn; one way comes between all others."""
    went: list[str] = []

    def way(name: str, *, better: int) -> Generator[Job, SolverReply | None, bool]:
        went.append(name)
        yield Job(np.zeros(0), np.zeros(0))
        return went.count(name) <= better

    monkeypatch.setattr(Between, "improve", lambda _: way("between", better=2))
    monkeypatch.setattr(Chunks, "improve", lambda _: way("chunk", better=0))
    monkeypatch.setattr(ways, "flip", lambda _: way("flips", better=0))
    monkeypatch.setattr(Neighbourhoods, "improve", lambda _: way("moves", better=0))
    for job in islice(ways.improve_around(staying_put().improver, quick=False), 8):
        assert job is not None

    assert went[:4] == ["between", "between", "between", "chunk"]
    assert went[4:] == ["between", "flips", "between", "moves"]


@pytest.mark.slow
def test_a_plan_is_made_of_few_moves_until_the_relaxation_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where relaxations take long the first plan does not wait for that of all moves."""
    monkeypatch.setattr(lane, "QUICK_ENTRIES", 0)
    program = known()[0]
    state, whole = SearchState(mip_of(program), gap=0.001), []
    turn = lane.improve(program, state, TimeBudget(None), 0, starts_of(program))
    job, costs = next(turn), []
    while job is not None:
        whole.append(job.whole)
        job = turn.send(solve(state.mip, replace(job, nodes=1)))
        costs.append(state.cost)

    assert state.relaxed is None
    assert whole[:2] == [True, False]
    assert whole[-1]
    assert sum(whole) == 3, "nobody moved, moves rounded down, and a search from there"
    assert costs[-1] < 0.99 * costs[0]


def test_a_relaxation_that_is_there_is_rounded_off_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No plan of few moves then, however long relaxations take."""
    monkeypatch.setattr(lane, "QUICK_ENTRIES", 0)
    program, relaxed, _ = known()
    state = SearchState(mip_of(program), gap=0.001)
    monkeypatch.setattr(lane, "_of_few_moves", lambda _: pytest.fail("a plan of few moves"))
    state.relaxed = relaxed.solution
    turn = lane.improve(program, state, TimeBudget(None), 0, starts_of(program))
    _, job = islice(worked_off(turn, state), 2)

    assert not job.whole
