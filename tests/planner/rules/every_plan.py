"""Every plan that could be lawful, one after another, and the cheapest that the audit lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from math import comb

from models.plan import BlockOrder, Move, Placement, Plan
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of

JUDGED_MOVE_BY_MOVE = frozenset({"horizon", "eligibility", "core_data", "lead_times"})
"""Rules that look at each move alone: what breaks them breaks them in any company of moves."""


def slots(scenario: Scenario, books: Books) -> list[list[Move]]:
    """For each cohort, the moves of one head that no rule forbids for themselves.

    Nobody is redeployed whose role takes the posts of no other cohort.
    """
    choices: list[list[Move]] = []
    for cohort in scenario.cohorts:
        able = any(_takers(scenario, cohort.id))
        modes = [mode for mode in Mode if able or mode is not Mode.REDEPLOY]
        every = (
            Move(
                cohort=cohort.id,
                origin=cohort.office,
                destination=office.id,
                mode=mode,
                period=period.label,
                heads=1,
            )
            for office, mode, period in product(scenario.offices, modes, scenario.periods)
        )
        choices.append([move for move in every if _may_be_part(move, books)])
    return choices


def _takers(scenario: Scenario, cohort: str) -> list[str]:
    """Other cohorts, where the roles of both stand in one line of the substitutes table."""
    roles = {each.id: each.role for each in scenario.cohorts}
    lines = {(row.role_from, row.role_to) for row in scenario.substitutes}
    return [other for other in roles if other != cohort and (roles[cohort], roles[other]) in lines]


def placements(scenario: Scenario, moves: Sequence[Move]) -> list[tuple[Placement, ...]]:
    """Every way to place the people whose posts are redeployed, on the day their posts leave."""
    labels = [period.label for period in scenario.periods]
    overlap = scenario.modes.redeploy.overlap_periods
    leaving: dict[tuple[str, str], int] = {}
    for each in moves:
        if each.mode is Mode.REDEPLOY:
            key = each.cohort, labels[labels.index(each.period) + overlap]
            leaving[key] = leaving.get(key, 0) + each.heads
    ways = [
        [
            tuple(
                Placement(cohort=cohort, into=into, period=period, heads=number)
                for into, number in zip(takers, spread, strict=True)
                if number
            )
            for spread in counts(len(takers), heads)
            if sum(spread) == heads
        ]
        for (cohort, period), heads in leaving.items()
        for takers in (_takers(scenario, cohort),)
    ]
    return [tuple(each for way in picked for each in way) for picked in product(*ways)]


def _may_be_part(move: Move, books: Books) -> bool:
    broken = {finding.rule for finding in audit(Plan(moves=(move,)), books).violations}
    return not broken & JUDGED_MOVE_BY_MOVE


@cache
def counts(places: int, most: int) -> tuple[tuple[int, ...], ...]:
    """All ways to spread at most so many over places."""
    if not places:
        return ((),)
    return tuple(
        (first, *rest) for first in range(most + 1) for rest in counts(places - 1, most - first)
    )


def number_of_plans(scenario: Scenario, choices: Sequence[Sequence[Move]]) -> int:
    """How many plans there are to judge."""
    number, span = 1, len(scenario.periods)
    for cohort, moves in zip(scenario.cohorts, choices, strict=True):
        most = scenario.posts[cohort.id][-1]
        number *= comb(len(moves) + most, most)
    for office in scenario.offices:
        number *= comb(span + office.max_blocks, office.max_blocks)
    return number


def every_plan(
    scenario: Scenario,
    choices: Sequence[Sequence[Move]],
    may_be_part: Callable[[tuple[Move, ...]], bool] = lambda _: True,
) -> Iterator[Plan]:
    """All plans of these moves that send away no more than the last period's posts.

    A plan that sends more breaks the rule of posts, since every move here is complete in time.
    Moves of one cohort that may not be part of a plan are left out with all plans they are in.
    """
    of_moves = [
        [
            moved
            for heads in counts(len(moves), scenario.posts[cohort.id][-1])
            if may_be_part(moved := _moved(moves, heads))
        ]
        for cohort, moves in zip(scenario.cohorts, choices, strict=True)
    ]
    of_blocks = [_ordered(scenario, office.id, office.max_blocks) for office in scenario.offices]
    for picked in product(*of_moves):
        moves = tuple(move for each in picked for move in each)
        for placed, ordered in product(placements(scenario, moves), product(*of_blocks)):
            blocks = tuple(order for each in ordered for order in each)
            yield Plan(moves=moves, placements=placed, blocks=blocks)


def _moved(moves: Sequence[Move], heads: Sequence[int]) -> tuple[Move, ...]:
    return tuple(
        move.model_copy(update={"heads": number})
        for move, number in zip(moves, heads, strict=True)
        if number
    )


def _ordered(scenario: Scenario, office: str, most: int) -> list[tuple[BlockOrder, ...]]:
    return [
        tuple(
            BlockOrder(office=office, period=period.label, blocks=number)
            for period, number in zip(scenario.periods, numbers, strict=True)
            if number
        )
        for numbers in counts(len(scenario.periods), most)
    ]


def cheapest_total(scenario: Scenario) -> int | None:
    """Total of the cheapest lawful plan; none where no plan is lawful."""
    books = books_of(scenario)
    judgements = (audit(plan, books) for plan in every_plan(scenario, slots(scenario, books)))
    return min((judgement.total for judgement in judgements if judgement.lawful), default=None)
