"""What a reader who knows every price can find out of a board's amounts: no hidden count.

Real companies: a plan is briefed, made fit for a board, and read. Readers know the scenario, the
rounding, and how much every amount changes for one post more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import pytest
from ortools.sat.python import cp_model

from models.base import Frozen
from models.briefing import Briefing
from models.calendar import Horizon
from models.named import NamedPlan
from models.plan import Move, Plan
from models.workforce import Mode
from planner.briefing.board import board_briefing_of, for_board
from planner.briefing.board.plans import plan_as_shown
from planner.briefing.build import briefing_of
from planner.briefing.flows import flows
from tests.support.builders import cohort, jurisdiction, move, pay, scenario, service
from tests.support.duties import redundancy_law
from tests.support.named_plans import named
from tests.support.uncertain_company import LIKELIHOOD, PAY
from tests.support.uncertain_company import company as uncertain

COMPANY = scenario(
    cohorts=(cohort("kyc", posts=60), cohort("aml", posts=12)),
    horizon=Horizon(periods=4, tail_periods=4),
    pay=(pay("analyst", "shanghai", "USD 91000"), pay("analyst", "bengaluru", "USD 73000")),
    jurisdictions=(
        jurisdiction("china", mass_redundancy=redundancy_law(heads=40, covers_days=100)),
        jurisdiction("india"),
    ),
    service=(service("kyc", 60, 5, "USD 4000"), service("aml", 12, 5, "USD 4000")),
)
QUARTERS = ("2027-Q1", "2027-Q2", "2027-Q3")
LARGE = move(31, Mode.TRANSFER, "2027-Q2")


def plan(*small: int, large: tuple[Move, ...] = (LARGE,)) -> NamedPlan:
    """So many dismissals in each quarter, beside a large transfer."""
    few = [
        move(heads, Mode.REDUNDANCY, quarter)
        for heads, quarter in zip(small, QUARTERS, strict=False)
        if heads
    ]
    return named("Go", COMPANY, Plan(moves=(*large, *few)))


@cache
def board(*small: int) -> str:
    return board_briefing_of([plan(*small)], title="Go").model_dump_json()


@cache
def rounded(*small: int) -> Briefing:
    """A paper with the exact amounts, rounded."""
    return for_board(briefing_of([plan(*small)], title="Go"))


def amounts(part: object) -> Iterator[int]:
    """Every large whole number of a briefing, in order: counts of posts are below a thousand."""
    if isinstance(part, Frozen):
        for _, value in part:
            yield from amounts(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from amounts(value)
    elif isinstance(part, int) and not isinstance(part, bool) and abs(part) >= 100_000:
        yield part


def test_the_paper_is_the_same_for_one_to_five_posts() -> None:
    assert len({board(few) for few in range(1, 6)}) == 1
    assert len({rounded(few).model_dump_json() for few in range(1, 6)}) > 1


def test_the_paper_is_the_same_for_all_counts_of_a_large_flow_that_are_shown_alike() -> None:
    """Alone, 28 to 32 posts are shown as 30."""
    papers = {
        board_briefing_of(
            [plan(2, large=(move(heads, Mode.TRANSFER, "2027-Q2"),))], title="Go"
        ).model_dump_json()
        for heads in range(28, 33)
    }

    assert len(papers) == 1


def test_triggers_ranges_and_worlds_are_the_same_for_one_to_five_posts() -> None:
    """With inputs of which only a range is known, and a second plan beside."""
    of = uncertain(PAY, LIKELIHOOD)
    papers = {
        board_briefing_of(
            [
                named("Go", of, Plan(moves=(move(few),))),
                named("Later", of, Plan(moves=(move(6, period="2027-Q2"),))),
            ],
            title="Go",
        ).model_dump_json()
        for few in (1, 3, 5)
    }

    assert len(papers) == 1


def widths(paper: Callable[..., object], cells: int) -> Iterator[int]:
    """Of readers who try every company: the widths of what has the same paper."""
    alike: defaultdict[object, list[tuple[int, ...]]] = defaultdict(list)
    for small in product(range(6), repeat=cells):
        alike[paper(*small)].append(small)
    for group in alike.values():
        for column in zip(*group, strict=True):
            if any(0 < count < 5 for count in column):
                yield max(column) - min(column) + 1


@pytest.mark.slow
def test_whoever_tries_every_company_keeps_five_values() -> None:
    assert min(widths(board, 2)) >= 5
    assert min(widths(lambda *small: rounded(*small).model_dump_json(), 2)) < 5


def fewest(step: int, exact: Briefing, told: Briefing) -> int:
    """How many counts a solver leaves that knows what no and one dismissal make of each amount.

    It takes each amount for what the plan costs, to the nearest step.
    """
    none, one = (list(amounts(briefing_of([plan(few)], title="Go").chosen.value)) for few in (0, 1))
    model = cp_model.CpModel()
    count = model.new_int_var(1, 5, "")
    for base, other, shown in zip(none, one, amounts(told.chosen.value), strict=True):
        amount = base + (other - base) * count
        model.add_linear_constraint(amount, shown - step // 2, shown + step // 2)
    ends = []
    for sense in (model.minimize, model.maximize):
        sense(count)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        ends.append(solver.value(count))
    return ends[1] - ends[0] + 1


def test_a_solver_that_knows_prices_succeeds_if_amounts_are_the_exact_ones() -> None:
    papers = [rounded(few) for few in range(1, 6)]

    assert min(fewest(each.amount_step, each, each) for each in papers) < 5


def test_a_plan_as_it_is_shown_has_the_posts_that_are_shown() -> None:
    """Nine and four of two cohorts are shown as 15; two and two more as 1 to 5: three."""
    made = Plan(
        moves=(
            move(9, Mode.TRANSFER, "2027-Q2"),
            move(4, Mode.TRANSFER, "2027-Q2", cohort="aml"),
            move(2, Mode.REDUNDANCY, "2027-Q1"),
            move(2, Mode.REDUNDANCY, "2027-Q3"),
        )
    )

    shown = plan_as_shown(COMPANY, made, 5)

    posts = [(flow.mode, flow.period, flow.posts) for flow in flows(shown)]
    assert posts == [(Mode.TRANSFER, "2027-Q2", 15), (Mode.REDUNDANCY, "2027-Q3", 3)]
    assert {each.cohort: each.heads for each in shown.moves if each.mode is Mode.TRANSFER} == {
        "kyc": 11,
        "aml": 4,
    }


def test_no_cohort_loses_more_posts_than_it_has() -> None:
    """All twelve are nine and three: ten and three are one too many."""
    made = Plan(
        moves=(
            move(9, Mode.TRANSFER, "2027-Q1", cohort="aml"),
            move(3, Mode.REDUNDANCY, "2027-Q2", cohort="aml"),
        )
    )

    assert [each.heads for each in plan_as_shown(COMPANY, made, 5).moves] == [10, 2]


def test_a_plan_may_break_a_limit_as_it_is_shown_and_is_lawful_as_it_is() -> None:
    """Whether it keeps every rule is said of the plan itself."""
    exact = briefing_of([plan(1)], title="Go")
    told = board_briefing_of([plan(1)], title="Go")

    assert exact.chosen.value is not None
    assert told.chosen.value is not None
    assert told.chosen.value.broken == exact.chosen.value.broken
