"""Relaxations rounded off to plans, on programmes that are small enough to know better."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from planner.audit import audit
from planner.formulation.decisions import plan_of
from planner.formulation.program import Floats, Program
from planner.formulation.variables import HOME
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of, without_redundant
from planner.optimizer.primal.diving import FIXINGS, Fixing, dive
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.lane import improve_large
from planner.optimizer.restriction import (
    cheapest_moves,
    landings_of,
    moves_of,
    net_cost,
    upper_without,
)
from planner.optimizer.solver import solve
from planner.optimizer.state import SearchState, TimeBudget
from planner.rules.routes import volumes
from planner.rules.routes.spells import SPELLS
from tests.planner.optimizer.programmes import program_of, shanghai, tiny
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

_, EXPORTS, MOST_EXPORTS, LEANT_ON = FIXINGS


def rounded_off(program: Program, relaxed: Floats) -> tuple[SearchState, list[Job]]:
    """What is known after a relaxation has been rounded off, and what was asked for that."""
    state, asked = SearchState(mip_of(program), gap=0.001), []
    lane = dive(Improver(program, state, TimeBudget(None), 0), relaxed)
    job = next(lane)
    while True:
        asked.append(job)
        try:
            job = lane.send(solve(state.mip, job))
        except StopIteration:
            return state, asked


def relaxation(program: Program) -> Floats:
    """Solution of the relaxation of all moves."""
    reply = solve(mip_of(program), Job(program.lower, program.upper, whole=False))
    assert reply.solution is not None
    return reply.solution


@cache
def of_the_worked_example() -> tuple[Floats, SearchState, list[Job]]:
    """Its relaxation, what is known after it has been rounded off, and what was asked for that."""
    _, program = shanghai()
    relaxed = relaxation(program)
    return relaxed, *rounded_off(program, relaxed)


@pytest.mark.parametrize("seed", seeds(range(10)))
def test_what_is_rounded_off_is_lawful(seed: int) -> None:
    """Ten companies with rules of every family: a plan, or none, but never an unlawful one."""
    every = tiny_company(seed, 300)
    program, best = program_of(every.books), every.least_total
    if best is None:
        return
    state, _ = rounded_off(program, relaxation(program))
    if state.best is not None:
        judgement = audit(plan_of(program, state.best), every.books)
        assert judgement.lawful, judgement.violations
        assert judgement.total >= best


@pytest.mark.slow
def test_a_plan_with_moves_rounded_down_comes_before_longer_searches() -> None:
    """The worked example: it makes no move that the rounded relaxation does not make whole."""
    _, program = shanghai()
    _, state, asked = of_the_worked_example()
    *_, last_relaxation, down, _, whole = asked
    rounded = solve(state.mip, last_relaxation).solution
    found = solve(state.mip, down).solution
    moves = moves_of(program).ids

    assert rounded is not None
    assert found is not None
    assert (found[moves] <= np.floor(rounded[moves] + 1e-6)).all()
    assert state.mip.cost(found) >= state.cost
    assert (down.upper <= whole.upper).all()


@pytest.mark.slow
def test_routes_and_exports_are_open_where_moves_rounded_down_are_not_lawful_with_them() -> None:
    """The worked example, answered as if there were no plan: as few moves, and all else is free."""
    _, program = shanghai()
    relaxed, _, _ = of_the_worked_example()
    state = SearchState(mip_of(program), gap=0.001)
    lane = dive(Improver(program, state, TimeBudget(None), 0), relaxed)
    down = next(lane)
    while not down.whole:
        down = lane.send(solve(state.mip, down))
    again = lane.send(SolverReply(Ended.INFEASIBLE, proven=True))
    moves, spells = moves_of(program).ids, program.groups[SPELLS].ids

    assert (down.lower[spells] == down.upper[spells]).all()
    assert (again.lower[spells] < again.upper[spells]).any()
    assert (again.upper[moves] == down.upper[moves]).all()
    assert solve(state.mip, again).solution is not None


@pytest.mark.slow
def test_a_plan_is_near_the_relaxation_it_comes_from() -> None:
    """The worked example's relaxation, rounded off, is a lawful plan within three per cent."""
    books, program = shanghai()
    relaxed, state, _ = of_the_worked_example()

    assert state.best is not None
    assert audit(plan_of(program, state.best), books).lawful
    assert state.cost <= 1.03 * state.mip.cost(relaxed)
    assert set(np.flatnonzero(state.best[moves_of(program).ids])) <= set(
        np.flatnonzero(relaxed[moves_of(program).ids])
    )


def test_routes_are_decided_before_anything_else() -> None:
    """Whatever is asked first, each exporter has one spell at most, and it is whole."""
    _, program = shanghai()
    _, _, asked = of_the_worked_example()
    spells = program.groups[SPELLS].ids

    assert len(asked) > 2
    for job in asked:
        assert (job.lower[spells] == job.upper[spells]).all()
    assert [job.whole for job in asked] == [False] * (len(asked) - 3) + [True] * 3


@pytest.mark.parametrize(
    ("decide", "about", "at_least", "at_most"),
    [
        (EXPORTS, "exported", [0, 1, 1], [0, 1, 1]),
        (MOST_EXPORTS, "exported", [0, 0, 1], [0, 0, 1]),
        (LEANT_ON, "measure", [0, 0, 1], [1, 1, 1]),
    ],
)
def test_what_is_decided_is_what_the_relaxation_does(
    decide: Fixing, about: str, at_least: list[int], at_most: list[int]
) -> None:
    """Three at 0, 0.2 and 0.8: exports are settled, and nothing to lean on is ruled out."""
    _, program = shanghai()
    columns = next(each for name, each in program.groups.items() if name.split()[0] == about)
    free = columns.ids[program.lower[columns.ids] < program.upper[columns.ids]][:3]
    relaxed = program.lower.copy()
    relaxed[free] = [0.0, 0.2, 0.8]
    lower, upper = decide(program, relaxed, (program.lower.copy(), program.upper.copy()))

    assert (lower[free].tolist(), upper[free].tolist()) == (at_least, at_most)


@pytest.mark.slow
def test_plans_of_large_programmes_come_from_relaxations_first() -> None:
    """Once there is a relaxation the lane asks for others, then for a plan."""
    _, program = shanghai()
    state = SearchState(mip_of(program), gap=0.001)
    lane = improve_large(program, state, TimeBudget(None), 0, ())
    assert next(lane) is None
    state.relaxed = relaxation(program)
    job, asked = lane.send(None), []
    while job is not None and not job.whole:
        asked.append(job)
        job = lane.send(solve(state.mip, job))

    assert asked
    assert job is not None
    assert state.best is None


@pytest.mark.slow
def test_what_cannot_be_decided_is_left_to_the_search_at_the_end() -> None:
    """Exports without a route are too many; a plan is looked for all the same."""
    _, program = shanghai()
    upper = program.upper.copy()
    upper[program.groups[SPELLS].ids] = 0.0
    upper_without = replace(program, upper=upper)
    relaxed = relaxation(upper_without)
    for name, columns in program.groups.items():
        if name.split()[0] == "exported":
            relaxed[columns.ids] = program.upper[columns.ids]
    state, asked = rounded_off(upper_without, relaxed)

    assert asked[-1].whole
    assert state.best is not None


@pytest.mark.parametrize("seed", seeds(range(10)))
def test_implied_rows_cut_off_no_plan(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them the cheapest plan costs the same."""
    monkeypatch.setattr(volumes, "MOST_COVERS", 0)
    program = program_of(tiny_company(seed, 300).books)
    mip, job = mip_of(program), Job(program.lower, program.upper)
    without = replace(job, multipliers=without_redundant(program))

    assert solve(mip, without).cost == pytest.approx(solve(mip, job).cost)


def test_only_rows_of_which_there_are_too_many_are_implied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The worked example has too few; all searches for plans do without those of one with more."""
    books, program = shanghai()
    assert not program.redundant.any()
    monkeypatch.setattr(volumes, "MOST_COVERS", 0)
    more = program_of(books)
    assert 0 < more.redundant.sum() < len(more.redundant) / 10
    job = Improver(more, SearchState(mip_of(more), 0.001), TimeBudget(None), 0).job(
        (more.lower, more.upper), 1.0
    )

    assert job.multipliers is not None
    assert (np.isnan(job.multipliers) == ~more.redundant).all()


def test_a_move_costs_less_by_what_its_post_no_longer_costs_at_home() -> None:
    """Ten moves of one head each, made in the columns of moves and of who is still at home."""
    _, program = shanghai()
    heads, home = moves_of(program), program.groups[HOME]
    for i in range(0, heads.size, heads.size // 10):
        moved = np.zeros(len(program.lower))
        moved[heads.ids[i]] = 1.0
        left = home.index["period"] >= heads.index["leaves"][i]
        moved[home.ids[left & (home.index["cohort"] == heads.index["cohort"][i])]] = -1.0
        assert net_cost(program)[i] == pytest.approx(program.objective @ moved)


def test_the_cheapest_moves_of_each_cohort_are_cheapest() -> None:
    """Two of each that are not let in yet, none dearer than one that stays out."""
    _, program = shanghai()
    heads = moves_of(program)
    cost, let_in = program.objective[heads.ids], np.arange(heads.size) % 2 == 0
    few = cheapest_moves(heads, cost, let_in, 2)

    assert not (few & let_in).any()
    for cohort in np.unique(heads.index["cohort"][~let_in]):
        mine = (heads.index["cohort"] == cohort) & ~let_in
        assert few[mine].sum() == min(2, mine.sum())
        assert cost[mine & few].max() <= cost[mine & ~few].min(initial=np.iinfo(np.int64).max)


@pytest.mark.parametrize("seed", range(3))
def test_landings_shut_with_their_moves_and_nothing_is_lost(seed: int) -> None:
    """Whatever is left out, the relaxation is what it is with all landings open."""
    _, program = shanghai()
    out = np.random.default_rng(seed).random(moves_of(program).size) < 0.7
    upper, landings = upper_without(program, landings_of(program), out), landings_of(program).every
    plain = program.upper.copy()
    plain[moves_of(program).ids[out]] = program.lower[moves_of(program).ids[out]]
    mip, job = mip_of(program), Job(program.lower, upper, whole=False)

    assert (upper[landings] < plain[landings]).any()
    assert (upper[landings] == plain[landings]).any()
    assert solve(mip, job).cost == pytest.approx(
        solve(mip, replace(job, upper=plain)).cost, rel=1e-9
    )


@pytest.mark.parametrize(("asked", "first"), [(0.005, 0.05), (0.001, 0.01), (0.0, 0.01)])
def test_a_first_plan_is_not_proven_as_far_as_the_best(asked: float, first: float) -> None:
    """Ten times the gap that is asked for, and one in a hundred at least: there is more to come."""
    _, program = tiny()
    lane = dive(
        Improver(program, SearchState(mip_of(program), asked), TimeBudget(None), 0), program.lower
    )
    job = next(lane)
    with suppress(StopIteration):
        while True:
            job = lane.send(None)

    assert job.whole
    assert job.gap == pytest.approx(first)
