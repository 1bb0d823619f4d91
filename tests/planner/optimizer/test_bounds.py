"""No bound that a search reports is above a plan that somebody else finds: 200 companies.

A company is a small member of the benchmark family in which two cohorts may move. Bounds
come from every path of the search, forced; better plans come from the path that proves, and from
changing its plan move by move under the audit, which knows neither rows nor cuts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from benchmarks.family import Kind, Size, scenario_of
from models.plan import Move, Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.optimizer.portfolio import SIZES, Sizes, search
from planner.optimizer.primal.start import starts_of
from planner.optimizer.state import Progress, SearchHooks
from tests.planner.optimizer.programmes import program_of
from tests.planner.optimizer.searches import HUGE, LANES, LARGE
from tests.support.every_plan import broken
from tests.support.seeds import seeds

SIZE = Size.read("4x20x4")

PATHS = {
    "default": (SIZES, 0.0),
    "lanes": (LANES, 5e-4),
    "large": (LARGE, 5e-4),
    "huge": (HUGE, 5e-4),
}
"""Sizes that decide how to search, and the gap."""

Way = tuple[str, str, Mode, str]
"""Cohort, destination, mode, period."""

SWAPS = 25
"""Plans with one head moved in another way that are audited."""


def company(seed: int) -> Scenario:
    """A member of the family, of each kind in turn, with two cohorts that may move."""
    whole = scenario_of(SIZE, seed, list(Kind)[seed % len(Kind)])
    movers = np.random.default_rng(seed).permutation([each.id for each in whole.cohorts])[:2]
    return whole.model_copy(
        update={
            "cohorts": tuple(
                each if each.id in movers else each.model_copy(update={"only_to": (each.office,)})
                for each in whole.cohorts
            )
        }
    )


def searched(program: Program, sizes: Sizes, gap: float) -> tuple[list[int], Plan | None]:
    """Every bound that one path reports, on the way and at the end, and its plan."""
    progress: list[Progress] = []
    limits = SearchLimits(gap=gap, deterministic=True)
    hooks = SearchHooks(watch=progress.append)
    reply = search(program, limits, hooks, starts_of(program), sizes=sizes)
    plan = plan_of(program, reply.solution) if reply.solution is not None else None
    return [each.bound for each in progress if each.bound is not None], plan


def neighbours(plan: Plan, program: Program, seed: int) -> Iterator[Plan]:
    """Plans with one head more or fewer by one way in one period, then some with one head swapped.

    Nobody else is redeployed, since somebody would have to say where to.
    """
    scenario, axes = program.sets.scenario, program.groups[HEADS].index
    heads: dict[Way, int] = {
        (m.cohort, m.destination, m.mode, m.period): m.heads for m in plan.moves
    }
    homes = {each.id: each.office for each in scenario.cohorts}
    places = zip(*(axes[name] for name in ("cohort", "office", "mode", "period")), strict=True)
    named = (
        (scenario.cohorts[c].id, scenario.offices[o].id, MODES[m], scenario.periods[t].label)
        for c, o, m, t in places
    )
    ways = [way for way in named if way[2] is not Mode.REDEPLOY]
    less, more = [{way: -1} for way in ways if way in heads], [{way: 1} for way in ways]
    swaps = [{one: -1, other: 1} for one, other in product(heads, ways) if _swap(one, other)]
    chosen = np.random.default_rng(seed).permutation(len(swaps))[:SWAPS]
    for change in (*less, *more, *(swaps[i] for i in chosen)):
        changed = heads | {way: heads.get(way, 0) + number for way, number in change.items()}
        moves = tuple(
            Move(cohort=c, origin=homes[c], destination=o, mode=m, period=t, heads=number)
            for (c, o, m, t), number in changed.items()
            if number
        )
        yield plan.model_copy(update={"moves": moves})


def _swap(one: Way, other: Way) -> bool:
    return one != other and one[0] == other[0] and one[2] is not Mode.REDEPLOY


def costs(plans: Iterator[Plan], books: Books) -> Iterator[int]:
    """What the lawful ones among some plans cost, by the audit."""
    for plan in plans:
        # Most are not, which is soon seen; what they would cost is of no use.
        if not any(broken(plan, books)):
            judgement = audit(plan, books)
            if judgement.lawful:
                yield judgement.total


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(range(200)))
def test_no_bound_is_above_a_better_plan(seed: int) -> None:
    """Each path's bounds, against the best plan of all paths and of all its neighbours."""
    scenario = company(seed)
    books = books_of(scenario)
    program = program_of(books)
    found = {name: searched(program, *sizes) for name, sizes in PATHS.items()}
    plans = [plan for _, plan in found.values() if plan is not None]
    best = min(plans, key=lambda plan: audit(plan, books).total)
    cheapest = min(costs(iter((best, *neighbours(best, program, seed))), books))

    for name, (bounds, _) in found.items():
        assert bounds, name
        assert max(bounds) <= cheapest + 1, name
