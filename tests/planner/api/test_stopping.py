"""Criteria for stopping: what they refuse, and what they come to together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from models.search_limits import REPLANNING_LIMITS, SearchLimits
from planner import api
from planner.api.stopping import limits_of


def limits(stop: api.StoppingCriterion | None) -> SearchLimits:
    return limits_of(stop, SearchLimits())


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
        limits_of(api.FixedEffort(), SearchLimits(solver=api.Solver.HIGHS))


def test_a_fixed_effort_does_not_go_with_a_time() -> None:
    """It would end after its steps however long they take, and not at the first that holds."""
    for both in (api.FixedEffort() | api.MaxRuntime(5), api.MaxRuntime(5) | api.FixedEffort()):
        with pytest.raises(InputError, match=r"stop: .*Give FixedEffort\(\) or MaxRuntime"):
            api.plan(api.load("tiny"), stop=both)


def test_each_face_has_defaults_of_its_own(tmp_path: Path) -> None:
    """A replay and a host stop as a search after an event does, unless they are told."""
    assert limits_of(None, REPLANNING_LIMITS) == REPLANNING_LIMITS
    told = limits_of(api.Gap(0.0), REPLANNING_LIMITS)
    assert (told.gap, told.seconds) == (0.0, REPLANNING_LIMITS.seconds)
    (tmp_path / "e.jsonl").write_text("", encoding="utf-8")
    both = api.FixedEffort() | api.MaxRuntime(5)
    with pytest.raises(InputError, match="stop: is a fixed effort"):
        api.replay(api.load("tiny"), tmp_path / "e.jsonl", stop=both)


def test_a_solver_is_named_by_a_value_or_by_its_text() -> None:
    """The same plan either way."""
    tiny = api.load("tiny")
    one, other = (
        api.plan(tiny, solver=each, ranges=api.RangeUse.IGNORE)
        for each in (api.Solver.HIGHS, "highs")
    )
    assert one.result.provenance.solver == other.result.provenance.solver == "highs"


def test_a_solver_that_there_is_not_is_told_with_those_there_are() -> None:
    known = r"solver: is not one of the choices .*gurobi.* search, highs, scip, cp_sat"
    with pytest.raises(InputError, match=known):
        api.plan(api.load("tiny"), solver="gurobi")


def test_what_can_be_done_with_ranges_is_told() -> None:
    """Not true or false: there are three ways."""
    with pytest.raises(InputError, match=r"ranges: is not one of .*False.* ignore, judge, replan"):
        api.plan(api.load("tiny"), ranges=False)  # type: ignore[arg-type]
