"""Questions that shape a plan: which are asked, how answered, and rows that help to settle them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.family import Size, scenario_of
from models.plan import Plan
from models.scenario import Scenario
from planner.books import Books, books_of
from planner.formulation.decisions import values_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import sets_of
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.primal.flips import DOUBT, flipped_bounds, in_doubt, rounded_bounds
from planner.optimizer.primal.improver import structural_decisions
from planner.optimizer.solver import solve
from planner.optimizer.state import SearchState
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.mass_redundancy.consultations import CONSULTATIONS
from planner.scenario_files import load


@cache
def shanghai() -> tuple[Books, Program, Floats]:
    return relaxation(load("shanghai-2026"))


def relaxation(scenario: Scenario) -> tuple[Books, Program, Floats]:
    books = books_of(scenario)
    program = compose(sets_of(books), rules_of(books.scenario))
    mip = mip_of(program)
    relaxed = solve(mip, Job(mip.lower, mip.upper, whole=False)).solution
    assert relaxed is not None
    return books, program, relaxed


def known(program: Program, relaxed: Floats) -> SearchState:
    still = values_of(program, Plan())
    return replace(SearchState(mip_of(program), 0.001), best=still, relaxed=relaxed)


@pytest.mark.slow
def test_every_case_measure_dataset_and_filer_is_a_question() -> None:
    """No column belongs to two of them, and all are yes or no."""
    books, program, _ = shanghai()
    questions = structural_decisions(program)
    ids = np.concatenate(questions)
    assert len(ids) == len(np.unique(ids))
    assert len(questions) >= len(books.scenario.measures) + 1
    assert set(program.upper[ids]) <= {0.0, 1.0}
    assert program.integer[ids].all()


def test_open_answers_near_a_whole_number_are_rounded_and_no_others() -> None:
    """What the relaxation leaves at 0.2 becomes 0; what it leaves at 0.5 stays open."""
    _, program, relaxed = shanghai()
    questions = structural_decisions(program)
    ids = np.concatenate(questions)
    lower, upper = rounded_bounds(program, relaxed, questions, 0.3)
    distance = np.abs(relaxed - np.rint(relaxed))
    near = ids[(distance[ids] > 1e-6) & (distance[ids] <= 0.3)]
    others = np.setdiff1d(np.arange(len(relaxed)), near)
    assert len(near) > 0
    assert (lower[near] == upper[near]).all()
    assert np.abs(lower[near] - relaxed[near]).max() <= 0.3
    assert (lower[others] == program.lower[others]).all()
    assert (upper[others] == program.upper[others]).all()


def test_the_largest_doubt_is_asked_first_and_turned() -> None:
    """One column a question; its bounds meet at the answer that the plan does not give."""
    _, program, relaxed = shanghai()
    state = known(program, relaxed)
    asked = in_doubt(state, structural_decisions(program))
    assert state.best is not None
    doubt = np.abs(state.best - relaxed)[asked]
    assert len(asked) > 1
    assert (np.diff(doubt) <= 0).all()
    assert doubt.min() >= DOUBT
    lower, upper = flipped_bounds(program, asked[0], state.best)
    assert lower[asked[0]] == upper[asked[0]] == 1 - state.best[asked[0]]


def test_nobody_is_at_home_in_fractions_where_nobody_is_present() -> None:
    """Each resident cohort counts by itself: a tenth of the people no longer means a tenth.

    In the worked example nearly everyone stays, so that nobody is absent in fractions; in the
    family of benchmarks places are emptied.
    """
    books, program, relaxed = relaxation(scenario_of(Size.read("5x24x6"), 1))
    sets = sets_of(books)
    home = relaxed[program.groups["home"].ids].reshape(sets.posts.shape)
    seen = 0
    for case in books.exposure.cases:
        columns = program.groups.get(f"present {case.id}")
        if columns is not None:
            residents = sets.cohorts_in(case.residents)
            present = relaxed[columns.ids]
            seen += int((present < 1 - 1e-6).sum())
            assert (home[residents] <= sets.posts[residents] * present + 1e-6).all()
    assert seen > 0


def test_separations_of_a_window_beyond_the_line_are_consulted_on_in_fractions_too() -> None:
    """Half a year of the service company: no more than 19 but for what is consulted on.

    By itself the relaxation makes fewer redundant; here it has to be fifteen in each of two
    quarters, of which neither reaches the line alone.
    """
    books, program, _ = shanghai()
    lower = program.lower.copy()
    lower[program.groups["separated china-services"].ids[4:6]] = 15
    relaxed = solve(mip_of(program), Job(lower, program.upper, whole=False)).solution
    assert relaxed is not None
    entities = [entity.id for entity in books.scenario.entities]
    talks = program.groups[CONSULTATIONS]
    mine = talks.index["entity"] == entities.index("china-services")
    consulted = relaxed[talks.ids[mine]]
    total = program.groups["separated china-services"]
    separated, most = relaxed[total.ids], program.upper[total.ids].max()
    pairs = separated + np.concatenate([[0.0], separated[:-1]])
    covered = most * (consulted + np.concatenate([[0.0], consulted[:-1]]))
    assert pairs.max() > 19
    assert (pairs <= 19 + covered + 1e-6).all()
