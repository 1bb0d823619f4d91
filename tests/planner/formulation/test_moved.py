"""How many heads can have moved, worked by hand for ten posts, two of them vacant."""

from datetime import date

import numpy as np
import pytest

from models.limits import Team, TeamKind
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.expanded_plan import expand
from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import most_moved
from planner.formulation.sets import MODES, sets_of
from planner.formulation.variables import HEADS, conceivable, declare_moves
from planner.rules import RULES, rules_of
from planner.rules.compose import bounds_of, compose
from planner.rules.exposure.case_charges import heads_there
from tests.support.builders import cohort, scenario
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds


def moved(
    *modes: Mode,
    first: int = 0,
    when: str = "period",
    batch: int = 0,
    free: str = "",
    falls_to: int = 10,
) -> list[int]:
    """Most that can have moved where only some modes are admitted, from a period on."""
    team = Team(id="b", kind=TeamKind.MINIMUM_BATCH, cohorts=("c",), minimum=max(batch, 1))
    whole = scenario(
        cohorts=(cohort("c", vacant=2),),
        teams=(team,) if batch else (),
        headcount=(HeadcountStep(cohort="c", effective_from=date(2027, 7, 1), posts=falls_to),)
        if falls_to < 10
        else (),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    )
    sets = sets_of(books_of(whole))
    rules = [rule for rule in RULES if rule.name in {"vacancies", "teams"} - {free}]
    builder = ProgramBuilder(sets, bounds=bounds_of(sets, rules))
    admitted = conceivable(sets)
    admitted[:, :, [mode not in modes for mode in MODES]] = False
    admitted[..., :first] = False
    declare_moves(builder, admitted)
    every = np.ones(builder.groups[HEADS].size, dtype=np.bool_)
    return [int(most) for most in most_moved(builder, every, when)[0]]


def test_all_posts_can_have_moved_once_a_move_is_admitted() -> None:
    """From the third quarter, from the second, never."""
    assert moved(Mode.TRANSFER, first=2) == [0, 0, 10, 10]
    assert moved(Mode.TRANSFER, Mode.REFILL, first=1) == [0, 10, 10, 10]
    assert moved() == [0, 0, 0, 0]


def test_who_leaves_after_a_hand_over_has_landed_before() -> None:
    """A redundancy leaves home a quarter after the successor lands."""
    assert moved(Mode.REDUNDANCY) == [10, 10, 10, 10]
    assert moved(Mode.REDUNDANCY, when="leaves") == [0, 10, 10, 10]


def test_refills_alone_are_no_more_than_the_vacancies_so_far() -> None:
    """Without the rule every post can be refilled elsewhere."""
    assert moved(Mode.REFILL) == [2, 2, 2, 2]
    assert moved(Mode.REFILL, free="vacancies") == [10, 10, 10, 10]


def test_vacancies_that_do_not_fill_a_batch_move_nobody() -> None:
    """Nine at once are more than are ever vacant; two are not; transfers need no vacancy."""
    assert moved(Mode.REFILL, batch=2) == [2, 2, 2, 2]
    assert moved(Mode.REFILL, batch=9) == [0, 0, 0, 0]
    assert moved(Mode.REFILL, batch=9, free="teams") == [2, 2, 2, 2]
    assert moved(Mode.REFILL, Mode.TRANSFER, batch=9) == [10, 10, 10, 10]


def test_of_posts_that_fall_the_most_there_ever_are_can_have_moved() -> None:
    """Ten until July, then three: ten can go before, and fill a batch of nine."""
    assert moved(Mode.TRANSFER, falls_to=3) == [10, 10, 10, 10]
    assert moved(Mode.TRANSFER, falls_to=3, batch=9) == [10, 10, 10, 10]


@pytest.mark.parametrize("seed", seeds(range(200, 204), quick=2))
def test_no_lawful_plan_has_fewer_or_more_there_than_the_range(seed: int) -> None:
    """Companies of up to 100 plans, each plan judged by the audit."""
    every = tiny_company(seed, 100)
    program = compose(sets_of(every.books), rules_of(every.scenario))
    for plan, _ in every.lawful():
        after = expand(every.books, plan)
        for case in program.sets.books.exposure.cases:
            if columns := program.groups.get(f"there {case.id}"):
                there = np.array(heads_there(after, case))
                assert (program.lower[columns.ids] <= there).all()
                assert (there <= program.upper[columns.ids]).all()
