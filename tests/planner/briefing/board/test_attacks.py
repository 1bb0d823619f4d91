"""What a reader of papers for a board can find out about small flows: never fewer than five values.

Three attacks, on one paper and on two: readers who know how papers are made and try every company,
companies that differ in small flows only, and a solver that works on what is printed.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest
from ortools.sat.python import cp_model

from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan
from models.outlook import Flow
from models.rounding import nearest, shown_pool, shown_stock
from models.workforce import Mode
from planner.briefing.board import for_board
from tests.support.small_companies import (
    FLOOR,
    MODES,
    OFFICES,
    PERIODS,
    Cell,
    Posts,
    cell,
    company,
    random_posts,
)

Paper = Callable[[Posts], object]


def board(posts: Posts) -> object:
    return for_board(company({"Base": posts}, PERIODS[:3])).model_dump_json()


def exact(posts: Posts) -> object:
    return company({"Base": posts}, PERIODS[:3]).model_dump_json()


def exact_total(posts: Posts) -> object:
    return board(posts), sum(posts.values())


def nearest_total(posts: Posts) -> object:
    return board(posts), nearest(sum(posts.values()), FLOOR)


def unmerged(posts: Posts) -> object:
    return nearest_total(posts), tuple(shown_stock(each, FLOOR) for each in posts.values())


# ------------------------------------------------------------ readers who try every company

WORLDS = {
    "one way, three periods": ([cell(t) for t in range(3)], range(8)),
    "two ways, two periods": ([cell(t, to) for to in OFFICES[2:] for t in range(2)], range(7)),
    "two modes": ([cell(t, mode=mode) for mode in MODES[:2] for t in range(2)], range(7)),
}


def widths(paper: Paper, cells: list[Cell], counts: range) -> Iterator[tuple[int, int]]:
    """True small counts with the width of what every company with the same paper has there."""
    alike: defaultdict[object, list[tuple[int, ...]]] = defaultdict(list)
    for posts in product(counts, repeat=len(cells)):
        alike[paper(dict(zip(cells, posts, strict=True)))].append(posts)
    for group in alike.values():
        for column in zip(*group, strict=True):
            width = max(column) - min(column) + 1
            yield from ((count, width) for count in set(column) if 0 < count < FLOOR)


@pytest.mark.slow
@pytest.mark.parametrize("world", WORLDS)
def test_whoever_tries_every_company_keeps_five_values(world: str) -> None:
    assert min(width for _, width in widths(board, *WORLDS[world])) >= FLOOR


def test_whoever_tries_every_company_of_three_flows_keeps_five_values() -> None:
    assert min(width for _, width in widths(board, [cell(0), cell(1), cell(2)], range(6))) >= FLOOR


@pytest.mark.parametrize("paper", [exact, exact_total, nearest_total, unmerged])
def test_this_attack_succeeds_on_other_papers(paper: Paper) -> None:
    cells = [cell(0), cell(1, "tokyo")]

    assert min(width for _, width in widths(paper, cells, range(8))) < FLOOR


def changes(paper: Paper, cells: list[Cell], counts: range) -> Iterator[int]:
    """Widths of the first cell if a second paper has all as before, but nothing there."""
    alike: defaultdict[object, set[int]] = defaultdict(set)
    for first, *rest in product(counts, repeat=len(cells)):
        before = dict(zip(cells, (first, *rest), strict=True))
        alike[paper(before), paper(before | {cells[0]: 0})].add(first)
    for column in alike.values():
        if any(0 < count < FLOOR for count in column):
            yield max(column) - min(column) + 1


@pytest.mark.slow
def test_a_flow_that_is_gone_from_the_next_paper_keeps_five_values() -> None:
    assert min(changes(board, [cell(0), cell(1), cell(2)], range(6))) >= FLOOR
    assert min(changes(nearest_total, [cell(0), cell(1, "tokyo")], range(7))) < FLOOR


# ------------------------------------------------------------ companies with the same small flows


def with_other_small_flows(posts: Posts, seed: int) -> dict[Cell, int]:
    """The same company, with posts passed from one small flow to another of the same way."""
    draw, found = random.Random(seed), dict(posts)
    for one, other in combinations(found, 2):
        same_way = one[:3] == other[:3] and max(found[one], found[other]) <= FLOOR
        passed = draw.randint(0, min(found[one] - 1, FLOOR - found[other])) if same_way else 0
        found[one] -= passed
        found[other] += passed
    return found


def test_papers_do_not_depend_on_how_posts_are_spread_over_small_flows() -> None:
    changed = 0
    for seed in range(30):
        posts, beside = random_posts(seed), random_posts(seed + 1000)
        others = with_other_small_flows(posts, seed)
        changed += others != posts
        paper = for_board(company({"A": posts, "B": beside}))

        assert paper == for_board(company({"A": others, "B": beside}))
    assert changed > 10


@pytest.mark.parametrize("seed", range(5))
def test_papers_do_not_depend_on_the_size_of_a_flow_that_is_alone_and_small(seed: int) -> None:
    posts = random_posts(seed)
    alone = Cell(Mode.REDEPLOY, "shanghai", "tokyo", PERIODS[seed % 4])

    papers = [for_board(company({"A": posts | {alone: n}, "B": posts})) for n in range(1, 6)]

    assert all(paper == papers[0] for paper in papers)


# ------------------------------------------------------------ a solver on what is printed


class Reader:
    """Knows what is printed, how it was rounded, and nothing else."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.plans: list[dict[Cell, cp_model.IntVar]] = []

    def read(self, paper: Briefing) -> None:
        """Take in all counts of a paper."""
        for option in paper.options:
            if option.kind is ComparedKind.PLAN:
                self._read_plan(option)

    def _read_plan(self, option: ComparedPlan) -> None:
        model, count = self.model, {each: self.model.new_int_var(0, 200, "") for each in GRID}
        self.plans.append(count)
        alone = {cell_of(flow): flow.posts or 0 for flow in option.flows if flow.until is None}
        pools = {cell_of(flow)[:3]: flow.posts for flow in option.flows if flow.until is not None}
        for each, variable in count.items():
            shown = alone.get(each)
            if shown:
                model.add_linear_constraint(variable, max(6, shown - 4), shown + 4)
            else:
                model.add_linear_constraint(variable, 0, FLOOR)
        for way in {each[:3] for each in GRID}:
            low, high = POOLS[pools[way]] if way in pools else (0, 0)
            small = [count[each] for each in GRID if each[:3] == way and each not in alone]
            model.add_linear_constraint(sum(small), low, high)
        self._read_sums(option, count, alone)

    def _read_sums(
        self, option: ComparedPlan, count: dict[Cell, cp_model.IntVar], alone: Posts
    ) -> None:
        """Take in what large flows add up to, and how near totals are to the truth."""
        large = sum(alone.values())
        first = sum(flow.until is not None and flow.posts == 10 for flow in option.flows)
        self.model.add_linear_constraint(
            sum(count[each] for each in alone), large - 2, large + 2 + first
        )
        pools = sum(flow.until is not None for flow in option.flows)
        if option.posts_moved is not None:
            self.model.add_linear_constraint(
                sum(count.values()),
                option.posts_moved - 4 - 5 * pools,
                option.posts_moved + 4 + 5 * pools,
            )

    def posts_of(self, flow: Flow) -> cp_model.LinearExprT:
        """Posts of a flow of the first plan that is shown over all periods."""
        return sum(v for each, v in self.plans[0].items() if each[:3] == cell_of(flow)[:3])

    def width(self, of: cp_model.LinearExprT) -> int:
        """How many values there are from the least to the largest that it can have."""
        return self._end(of, largest=True) - self._end(of, largest=False) + 1

    def _end(self, of: cp_model.LinearExprT, largest: bool) -> int:
        if largest:
            self.model.maximize(of)
        else:
            self.model.minimize(of)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(self.model) == cp_model.OPTIMAL
        return solver.value(of)


GRID = [
    Cell(mode, origin, to, period)
    for mode in MODES
    for origin in OFFICES[:2]
    for to in OFFICES[2:]
    for period in PERIODS
]
_SUMS = [(shown_pool(n, len(PERIODS), FLOOR), n) for n in range(1, FLOOR * len(PERIODS) + 1)]
POOLS = {
    shown: (min(n for s, n in _SUMS if s == shown), max(n for s, n in _SUMS if s == shown))
    for shown in {shown for shown, _ in _SUMS}
}
"""What a number that is shown for small flows together may stand for."""


def cell_of(flow: Flow) -> Cell:
    return Cell(flow.mode, flow.origin, flow.destination, flow.period)


def small_cells(posts: Posts) -> list[Cell]:
    return [each for each, count in posts.items() if 0 < count < FLOOR]


def assert_solver_keeps_five(reader: Reader, plans: list[dict[Cell, int]], most: int) -> None:
    for number, posts in enumerate(plans):
        for each in small_cells(posts)[:most]:
            assert reader.width(reader.plans[number][each]) >= FLOOR


def hardest(seed: int) -> tuple[dict[Cell, int], dict[Cell, int], Cell]:
    """Two plans that differ in one small flow only: in one of them it is not there."""
    posts = random_posts(seed)
    gone = small_cells(posts)[0]
    return posts, {each: n for each, n in posts.items() if each != gone}, gone


def attack_one(seed: int) -> None:
    posts, reader = random_posts(seed), Reader()
    paper = for_board(company({"A": posts}))
    reader.read(paper)
    assert_solver_keeps_five(reader, [posts], 4)
    hidden = [flow for flow in paper.chosen.flows if flow.posts is None]
    assert all(reader.width(reader.posts_of(flow)) >= FLOOR for flow in hidden[:2])


def attack_both(seed: int) -> None:
    """A plan and its alternative, or two papers one after the other, that differ in one flow."""
    posts, later, gone = hardest(seed)
    reader = Reader()
    reader.read(for_board(company({"A": posts, "B": later})))
    first, second = reader.plans
    for each in GRID:
        if each != gone:
            reader.model.add(first[each] == second[each])
    assert reader.width(first[gone]) >= FLOOR
    reader.model.add(second[gone] == 0)
    assert reader.width(first[gone]) >= FLOOR
    assert_solver_keeps_five(reader, [posts], 2)


@pytest.mark.parametrize("seed", range(3))
def test_a_solver_keeps_five_values_of_one_paper(seed: int) -> None:
    attack_one(seed)


@pytest.mark.parametrize("seed", range(3))
def test_a_solver_keeps_five_values_of_two_plans_that_differ_in_one_flow(seed: int) -> None:
    attack_both(seed)


@pytest.mark.slow
def test_a_solver_keeps_five_values_of_two_hundred_companies() -> None:
    for seed in range(100, 300):
        attack_one(seed)
        attack_both(seed)


def test_the_solver_succeeds_if_a_total_is_exact() -> None:
    paper = for_board(company({"A": {cell(0): 3, cell(1, "tokyo"): 4}}))
    reader = Reader()
    reader.read(paper)
    reader.model.add(sum(reader.plans[0].values()) == 7)

    assert reader.width(reader.posts_of(paper.chosen.flows[0])) < FLOOR


def test_the_reader_allows_for_the_truth() -> None:
    for seed in range(10):
        posts, reader = random_posts(seed), Reader()
        reader.read(for_board(company({"A": posts})))
        for each, variable in reader.plans[0].items():
            reader.model.add(variable == posts.get(each, 0))

        assert reader.width(reader.plans[0][GRID[0]]) == 1
