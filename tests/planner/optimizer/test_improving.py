"""Improving known plans without proof: against brute force, from staying put."""

from __future__ import annotations

import time

import pytest

from models.plan import Plan
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.baselines import baselines_of
from planner.formulation.decisions import plan_of
from planner.optimizer.improving import improve_known
from planner.optimizer.job import Ended
from planner.optimizer.primal.start import starts_of
from planner.optimizer.state import SearchHooks
from tests.planner.optimizer.programmes import program_of, shanghai
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

EFFORT = SearchLimits(gap=0.0, deterministic=True)


@pytest.mark.parametrize("seed", seeds(range(20), quick=6))
def test_neighbourhoods_find_plans_that_brute_force_finds(seed: int) -> None:
    """Tiny companies, with no call on the whole: lawful, no worse than the start."""
    every = tiny_company(seed, 300)
    program = program_of(every.books)
    reply = improve_known(program, EFFORT, starts_of(program), small=0)
    best = every.least_total
    if reply.solution is None:
        return

    assert best is not None
    judgement = audit(plan_of(program, reply.solution), every.books)
    assert judgement.lawful, judgement.violations
    assert best <= judgement.total
    assert reply.bound <= judgement.total + 1
    staying = audit(Plan(), every.books)
    assert not staying.lawful or judgement.total <= staying.total


@pytest.mark.parametrize("seed", seeds(range(20), quick=6))
def test_one_call_settles_a_small_programme(seed: int) -> None:
    every = tiny_company(seed, 300)
    program = program_of(every.books)
    reply = improve_known(program, SearchLimits(gap=0.0), starts_of(program))

    assert (reply.solution is None) == (every.least_total is None)
    if reply.solution is not None:
        assert audit(plan_of(program, reply.solution), every.books).total == every.least_total


@pytest.mark.parametrize("limits", [EFFORT, SearchLimits(gap=0.0, seconds=60)])
def test_a_search_without_a_plan_to_start_from_ends(limits: SearchLimits) -> None:
    """There is nothing to improve; nobody waits until time is up."""
    began = time.monotonic()
    every = tiny_company(2, 300)
    reply = improve_known(program_of(every.books), limits, (), small=0)

    assert every.least_total is not None
    assert (reply.ended, reply.solution) == (Ended.OUT_OF_TIME, None)
    assert time.monotonic() - began < 30


def test_that_there_is_no_plan_is_said_where_the_relaxation_proves_it() -> None:
    every = tiny_company(1, 300)
    program = program_of(every.books)
    reply = improve_known(program, EFFORT, starts_of(program), small=0)

    assert every.least_total is None
    assert (reply.ended, reply.solution) == (Ended.INFEASIBLE, None)


@pytest.mark.slow
def test_the_worked_example_is_improved_from_a_baseline() -> None:
    """Ten seconds on `shanghai-2026`: better than at the start, and reported on the way."""
    seen: list[int] = []
    books, program = shanghai()
    baselines = baselines_of(books)
    starts = starts_of(program, still=baselines.of(baselines.better).plan)
    hooks = SearchHooks(watch=lambda found: seen.append(found.best or 0))
    reply = improve_known(program, SearchLimits(seconds=10), starts, hooks)

    assert reply.solution is not None
    costs = [cost for cost in seen if cost]
    assert costs == sorted(costs, reverse=True)
    assert reply.cost < costs[0]
