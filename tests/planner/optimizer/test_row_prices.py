"""Prices kept for the next search: rows known again, and a bound before anything is solved."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.books import books_of
from planner.formulation.program import Floats, Program
from planner.optimizer.dual_bound import dual_bound
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import search, tight
from planner.optimizer.primal.start import starts_of
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.row_prices import RowPrices, row_prices_for
from planner.optimizer.solver import solve
from planner.optimizer.state import Progress, SearchHooks
from tests.planner.optimizer.programmes import program_of, shanghai


def tightened_of(scenario: Scenario) -> Program:
    return tight(program_of(books_of(scenario)))


@cache
def relaxed(program: Program) -> SolverReply:
    reply = solve(mip_of(program), Job(program.lower, program.upper, whole=False))
    assert reply.row_prices is not None
    return reply


def prices_of(program: Program) -> Floats:
    prices = relaxed(program).row_prices
    assert prices is not None
    return prices


def bound_at(program: Program, prices: Floats) -> float:
    return dual_bound(with_finite_bounds(mip_of(program)), prices)


def after_an_event() -> Scenario:
    """The worked example with a post vacant in one cohort, which changes the rows of vacancies."""
    books, _ = shanghai()
    first, *others = books.scenario.cohorts
    changed = first.model_copy(update={"vacant": first.vacant + 1})
    return books.scenario.model_copy(update={"cohorts": (changed, *others)})


def test_the_same_programme_gets_its_own_prices_back() -> None:
    """Also through bytes: no two rows of the worked example are taken for each other."""
    program = tight(shanghai()[1])
    prices = prices_of(program)
    kept = RowPrices.from_bytes(RowPrices.of(program, prices).to_bytes())

    np.testing.assert_array_equal(row_prices_for(program, kept), prices)


@pytest.mark.slow
def test_after_an_event_they_prove_nearly_as_much_as_new_ones() -> None:
    """Within a tenth of a per cent of the new relaxation, and never above it."""
    kept = RowPrices.of(tight(shanghai()[1]), prices_of(tight(shanghai()[1])))
    changed = tightened_of(after_an_event())
    bound, new = bound_at(changed, row_prices_for(changed, kept)), relaxed(changed).bound

    assert new * 0.999 < bound <= new + 1


def test_rows_that_were_not_there_have_no_price() -> None:
    """Prices of nothing are prices of zero."""
    program = tight(shanghai()[1])

    assert not row_prices_for(program, RowPrices(np.zeros(0), np.zeros(0))).any()


@pytest.mark.slow
def test_a_search_that_knows_prices_has_a_bound_first_and_keeps_its_own() -> None:
    """The first thing it tells is a bound within a tenth of a per cent of the relaxation."""
    program = shanghai()[1]
    progress: list[Progress] = []
    kept: list[RowPrices] = []
    known = RowPrices.of(tight(program), prices_of(tight(program)))
    hooks = SearchHooks(watch=progress.append, known_row_prices=known, keep_row_prices=kept.append)
    search(program, SearchLimits(gap=0.1, seconds=60.0), hooks, starts_of(program))

    assert progress[0].best is None
    assert progress[0].bound is not None
    assert progress[0].bound > relaxed(tight(program)).bound * 0.999


@pytest.mark.slow
def test_what_is_kept_is_of_the_relaxation_solved() -> None:
    """Without known prices a search leaves those of its relaxation."""
    program = shanghai()[1]
    kept: list[RowPrices] = []
    hooks = SearchHooks(keep_row_prices=kept.append)
    search(program, SearchLimits(gap=0.02, seconds=60.0), hooks, starts_of(program))

    bound = bound_at(tight(program), row_prices_for(tight(program), kept[0]))
    assert bound > relaxed(tight(program)).bound * 0.9999
