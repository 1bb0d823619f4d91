"""Criteria for stopping: what they refuse, and what they come to together."""

from __future__ import annotations

from typing import Any

import pytest

from models.choices import Solver
from models.errors import InputError
from models.search_limits import SearchLimits
from planner import api
from planner.api.stopping import limits_of


def limits(stop: api.StoppingCriterion | None) -> SearchLimits:
    return limits_of(stop, Solver.SEARCH, seed=0)


def test_the_first_that_holds_ends_a_search() -> None:
    """The shorter time and the wider gap; what is not named stays as by default."""
    assert limits(None) == SearchLimits(seconds=60.0, gap=0.001)
    assert limits(api.MaxRuntime(5)) == SearchLimits(seconds=5, gap=0.001)
    assert limits(api.Gap(0.02)) == SearchLimits(seconds=60.0, gap=0.02)
    both = api.MaxRuntime(5) | api.Gap(0.0) | api.MaxRuntime(3) | api.Gap(0.01)
    assert limits(both) == SearchLimits(seconds=3, gap=0.01)
    assert limits(api.FixedEffort() | api.Gap(0.01)).deterministic


@pytest.mark.parametrize(
    ("criterion", "value", "words"),
    [
        (api.MaxRuntime, 0, "seconds above 0, as in MaxRuntime(60)"),
        (api.MaxRuntime, float("nan"), "seconds above 0"),
        (api.MaxRuntime, "60", "seconds above 0"),
        (api.Gap, 1, "Gap(0.001) is 0.1%"),
        (api.Gap, -0.1, "Gap(0.001) is 0.1%"),
        (api.Gap, "0.1%", "Gap(0.001) is 0.1%"),
    ],
)
def test_what_is_no_limit_is_refused_at_once(criterion: Any, value: object, words: str) -> None:
    """Where it is written, not after a search."""
    with pytest.raises(InputError) as caught:
        criterion(value)

    [problem] = caught.value.problems
    assert problem.found == str(value)
    assert words in problem.next_step


def test_a_fixed_effort_is_for_the_search_alone() -> None:
    """The other solvers stop by the clock."""
    with pytest.raises(InputError, match="stops by the clock"):
        limits_of(api.FixedEffort(), Solver.HIGHS, seed=0)


def test_a_solver_that_there_is_not_is_told_with_those_there_are() -> None:
    known = r"solver: is not one of the choices .*gurobi.* search, highs, scip, cp_sat"
    with pytest.raises(InputError, match=known):
        api.plan(api.load("tiny"), solver="gurobi")


def test_what_can_be_done_with_ranges_is_told() -> None:
    """Not true or false: there are three ways."""
    with pytest.raises(InputError, match=r"ranges: is not one of .*False.* ignore, judge, replan"):
        api.plan(api.load("tiny"), ranges=False)  # type: ignore[arg-type]
