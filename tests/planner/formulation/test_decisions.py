"""Each field of a plan is one decision, and plans and values of variables turn into each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
import pytest

from models.plan import MeasureStart, Plan, SeatRelease
from models.plan_in_force import Firmness
from models.scenario import Scenario
from planner.books import books_of
from planner.formulation.decisions import plan_of, values_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import sets_of
from planner.rules import RULES
from planner.rules.compose import compose
from planner.rules.measures import MEASURE
from tests.support.companies import exporting
from tests.support.duties import measure
from tests.support.limiting import in_force
from tests.support.random_companies.company import KINDS, tiny_company

SEEDS, MOST_PLANS, DRAWS = range(1000, 1004), 1_000_000, 10


def program_of(company: Scenario) -> Program:
    """The programme of all rules, of those too that the company switches off."""
    return compose(sets_of(books_of(company)), RULES)


@cache
def programs() -> tuple[Program, ...]:
    """Programmes of random companies."""
    companies = (tiny_company(seed, MOST_PLANS, kind) for kind, seed in product(KINDS, SEEDS))
    return tuple(program_of(every.scenario) for every in companies)


def drawn() -> Iterator[tuple[Program, Floats]]:
    """Each programme with random decisions within their bounds, half of them none, many times."""
    dice = np.random.default_rng(0)
    for program, _ in product(programs(), range(DRAWS)):
        decided = np.zeros(len(program.lower))
        for columns, _ in program.decisions:
            most = program.upper[columns.ids].astype(np.int64)
            decided[columns.ids] = dice.integers(0, most + 1) * dice.integers(0, 2, columns.size)
        yield program, decided


def test_every_field_of_a_plan_is_one_decision_and_every_decision_a_field() -> None:
    """Of a company that exports data, and that has announced a move which could be put on hold."""
    announced = in_force(1, standing=Firmness.ANNOUNCED)
    program = program_of(exporting(incumbent=(announced,)))

    assert sorted(each.field for _, each in program.decisions) == sorted(Plan.model_fields)


@pytest.mark.slow
def test_which_decisions_a_search_may_decide_with_fewer_or_leaves_open() -> None:
    """Numbers can be fewer; how many posts are on hold follows from the moves that are made."""
    decisions = [each for program in programs() for _, each in program.decisions]

    assert {each.field for each in decisions if each.counts} == {
        *("moves", "placements", "blocks", "releases"),
    }
    assert {each.field for each in decisions if each.follows} == {"holds"}


@pytest.mark.slow
def test_plans_of_all_kinds_are_written_into_variables_and_read_back_unchanged() -> None:
    """Among random companies each field of a plan has rows, and none is lost or changed."""
    seen = set()
    for program, decided in drawn():
        plan = plan_of(program, decided)
        assert plan_of(program, values_of(program, plan)) == plan
        seen |= {field for field, rows in plan if rows}

    assert seen == set(Plan.model_fields)


@pytest.mark.slow
def test_values_read_as_a_plan_are_written_back_unchanged() -> None:
    """Those of measures apart: a plan says only when each comes into force."""
    for program, decided in drawn():
        written = values_of(program, plan_of(program, decided))
        for columns, decision in program.decisions:
            if decision.name != MEASURE:
                assert np.array_equal(written[columns.ids], decided[columns.ids]), decision.name


def test_a_measure_is_in_force_from_its_start_on() -> None:
    """From the third quarter; from the first if it started before the horizon."""
    program = program_of(exporting(measures=(measure("devices"), measure("masking"))))
    starts = (("devices", "2027-Q3"), ("masking", "2026-Q2"), ("unheard_of", "2027-Q1"))
    plan = Plan(measures=tuple(MeasureStart(measure=name, period=at) for name, at in starts))

    values = values_of(program, plan)[program.groups[MEASURE].ids]

    assert values.reshape(2, 4).tolist() == [[0, 0, 1, 1], [1, 1, 1, 1]]


def test_a_measure_in_force_already_is_no_decision() -> None:
    """What is in force on the planning date is not started."""
    program = program_of(exporting(measures=(measure("devices", in_force=True),)))

    assert plan_of(program, program.upper).measures == ()


def test_a_row_that_no_variable_stands_for_is_left_out() -> None:
    """Of an office that there is not, in a period that is over."""
    foreign = Plan(releases=(SeatRelease(office="atlantis", period="2019-Q1", seats=1),))

    assert not values_of(program_of(exporting()), foreign).any()
