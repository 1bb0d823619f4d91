"""Bounds block by block, against brute force on small companies, the relaxation on larger ones."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from planner.formulation.program import Floats, Program
from planner.optimizer.blocks import blocks_of, row_blocks
from planner.optimizer.decomposition import BlockJob, block_bound
from planner.optimizer.dual_bound import dual_bound
from planner.optimizer.highs import integer_bound
from planner.optimizer.job import Job
from planner.optimizer.matrix import Mip, mip_of
from planner.optimizer.portfolio import tight
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.solver import solve
from tests.planner.optimizer.programmes import program_of, shanghai, tiny
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds


def by_blocks(program: Program, row_prices: Floats | None = None) -> tuple[Mip, BlockJob]:
    """A programme and the job that bounds it block by block, at the prices of its relaxation."""
    finite, blocks = with_finite_bounds(mip_of(program)), blocks_of(program)
    if row_prices is None:
        row_prices = solve(finite, Job(finite.lower, finite.upper, whole=False)).row_prices
        assert row_prices is not None
    rows = row_blocks(finite.matrix, blocks)
    return finite, BlockJob(finite.lower, finite.upper, row_prices, blocks, rows, nodes=1000)


@pytest.mark.parametrize("seed", seeds(range(200), quick=8))
def test_no_bound_by_blocks_is_above_the_cheapest_plan(seed: int) -> None:
    """Companies with rules of every family, at the relaxation's prices and at disturbed ones."""
    every = tiny_company(seed, 300)
    best = every.least_total
    if best is None:
        return
    mip, job = by_blocks(program_of(every.books))
    disturbed = job.row_prices * np.random.default_rng(seed).uniform(0.5, 1.5, len(job.row_prices))
    for row_prices in (job.row_prices, disturbed, np.zeros_like(disturbed)):
        told: list[float] = []
        bound = block_bound(mip, replace(job, row_prices=row_prices), told.append)

        assert dual_bound(mip, row_prices) - 1 <= bound <= best + 1
        assert told == sorted(told)
        assert all(each <= bound for each in told)


@pytest.mark.slow
def test_whole_blocks_prove_more_than_the_relaxation() -> None:
    """Shanghai: more than bounds that are tightened beforehand prove."""
    _, program = shanghai()
    mip, job = by_blocks(tight(program))

    assert block_bound(mip, job) > 1.0001 * dual_bound(mip, job.row_prices)


def test_without_time_the_bound_is_that_of_the_prices() -> None:
    """What no solver needs to prove stays."""
    _, program = tiny()
    mip, job = by_blocks(program)

    assert block_bound(mip, replace(job, nodes=None, seconds=0.0)) == pytest.approx(
        dual_bound(mip, job.row_prices), abs=1
    )


def test_one_block_of_all_columns_is_the_whole_programme() -> None:
    """Without linking rows nothing is lost, and less than a millionth is given away."""
    _, program = tiny()
    mip, job = by_blocks(program)
    one = replace(job, blocks=np.zeros_like(job.blocks), row_blocks=np.zeros_like(job.row_blocks))
    cost = solve(mip, Job(mip.lower, mip.upper)).cost

    assert cost * (1 - 2e-6) < block_bound(mip, one) <= cost


def test_a_programme_without_a_solution_has_no_bound() -> None:
    """Infeasibility is not taken from one solver alone."""
    _, program = tiny()
    mip = mip_of(program)
    zeros = np.zeros(len(mip.lower))

    assert integer_bound(mip.within(zeros, zeros), None, None, 0).bound == -np.inf


def test_highs_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither its name nor its log."""
    _, program = tiny()
    mip, job = by_blocks(program)
    block_bound(mip, job)

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "names",
    [
        ("ortools.math_opt.python.mathopt", "highspy"),
        ("highspy", "ortools.math_opt.python.mathopt"),
    ],
)
def test_both_homes_of_highs_load_beside_each_other(names: tuple[str, str]) -> None:
    """In either order; 1.15 of highspy could not."""
    code = "; ".join(f"import {name}" for name in names)
    subprocess.run([sys.executable, "-c", code], check=True)
