"""Goals beside what was measured, brackets of all races, and which instances a filter names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.bracket import brackets, rows
from benchmarks.contenders import Contender, Point
from benchmarks.contest import Contest
from benchmarks.goals import GOALS, gap, growth, memory, sooner
from benchmarks.instances import INSTANCES, OWN_SECONDS, SECONDS, scenario_named, selected
from benchmarks.run import seeds_in

NAME = "12x200x8/firm"


def raced(
    seed: int, *points: Point, contender: Contender = Contender.PLANNER, failure: str = ""
) -> Contest:
    """A contest of 120 seconds in which staying put costs 1200."""
    return Contest(NAME, seed, contender, 120.0, points, 1200, 5_000_000_000, failure)


def test_a_gap_in_time_is_the_median_of_the_seeds() -> None:
    """At 50 s: 1 %, 2 % and nothing. 1 % comes after 40, 60 and never."""
    contests = [
        raced(0, Point(40.0, 1000, 990.0), Point(60.0, 1000, 1000.0)),
        raced(1, Point(45.0, 1000, 980.0), Point(60.0, 1000, 990.0)),
        raced(2, Point(45.0, 1000, None)),
    ]

    assert gap(NAME, 0.02, 50).measured(contests) == ("2.00%; 2.0% after 45.0 s (3 seeds)", "yes")
    assert gap(NAME, 0.01, 50).measured(contests) == ("2.00%; 1.0% after 60.0 s (3 seeds)", "no")
    assert gap(NAME, 0.01, 200).measured(contests) == ("not measured", "")


def test_a_gap_of_the_saving_is_of_what_may_be_attained() -> None:
    """Best 1000, bound 950, staying put 1200: 50 of 250."""
    contests = [raced(0, Point(9.0, 1000, 950.0))]

    assert gap(NAME, 0.2, 100, of_saving=True).measured(contests)[1] == "yes"
    assert gap(NAME, 0.19, 100, of_saving=True).measured(contests)[1] == "no"


def test_each_seed_counts_once() -> None:
    """A run of half an hour beside one that was long enough for the goal does not."""
    usual = [raced(seed, Point(9.0, 1000, 950.0 + 10 * seed)) for seed in range(3)]
    long = replace(raced(2, Point(9.0, 1000, 1000.0)), limit_seconds=1800.0)

    assert gap(NAME, 0.04, 100).measured([long, *usual])[0].endswith("(3 seeds)")
    assert gap(NAME, 0.04, 100).measured([long, *usual])[1] == "yes"
    assert gap(NAME, 0.04, 1000).measured([long, *usual])[0].endswith("(1 seed)")


def test_a_failure_reaches_no_goal() -> None:
    """A plan that the audit refuses, however close its bound."""
    failed = [raced(0, Point(9.0, 1000, 1000.0), failure="unlawful")]

    assert gap(NAME, 0.01, 50).measured(failed) == ("none proven (1 seed)", "no")


def test_memory_growth_and_rivals() -> None:
    """5 GB; ten times the cohorts take 100 times as long: squared; HiGHS takes 8 times as long."""
    small = raced(0, Point(1.0, 1000, 990.0))
    large = replace(raced(0, Point(100.0, 1000, 990.0)), instance="large")
    rival = raced(0, Point(8.0, 1000, 990.0), contender=Contender.HIGHS)

    assert memory(NAME, 6).measured([small])[1] == "yes"
    assert memory(NAME, 5).measured([small])[1] == "no"
    assert growth(NAME, "large", 10, 0.01, 1.3).measured([small, large])[0].endswith("cohorts^2.00")
    assert growth(NAME, "large", 10, 0.01, 1.3).measured([small, large])[1] == "no"
    assert sooner(NAME, 10).measured([small, rival]) == ("highs 8.0", "no")
    assert sooner(NAME, 8).measured([small, rival])[1] == "yes"
    without_plan = replace(rival, points=(Point(8.0, None, 900.0),))
    assert sooner(NAME, 8).measured([small, without_plan]) == ("highs none", "yes")


def test_every_goal_is_of_an_instance_that_is_raced_for_as_long() -> None:
    """`make bench` measures each, but for what no race can; without races nothing is measured."""
    for goal in GOALS:
        assert set(goal.instances) <= set(INSTANCES)
        if goal.seconds is not None:
            assert goal.seconds <= OWN_SECONDS.get(goal.instances[0], SECONDS)
        assert goal.measured([]) == ("not measured", "")


def test_a_bracket_is_of_all_races_and_of_no_failure() -> None:
    """The best plan is HiGHS', the best bound ours; 1 % of 1000, 10 of 210. What
    is proven without a plan holds.
    """
    contests = [
        raced(0, Point(5.0, 1010, 980.0), Point(9.0, 1005, 990.0)),
        raced(0, Point(70.0, 1000, 900.0), contender=Contender.HIGHS),
        raced(0, Point(7.0, 900, 999.0), contender=Contender.SCIP, failure="unlawful"),
        raced(1, Point(7.0, None, 890.0), failure="no plan"),
        raced(1, Point(9.0, 900, None)),
    ]
    first, second = brackets(contests)

    assert (first.best and first.best.amount, first.bound and first.bound.amount) == (1000, 990)
    assert first.gap == pytest.approx(0.01)
    assert first.gap_of_saving == pytest.approx(10 / 210)
    assert second.gap == pytest.approx(10 / 900)
    assert rows([first])[0][4] == "highs, 70"
    assert rows([first])[0][6] == "planner, 9"


def test_seeds_of_a_bundled_scenario_share_a_bracket_and_replans_have_none() -> None:
    """The same problem for every seed of the solvers; a re-plan depends on the plan in force."""
    one, two = raced(0, Point(5.0, 1010, 980.0)), raced(1, Point(9.0, 1005, 970.0))
    same = [replace(each, instance="shanghai-2026") for each in (one, two)]
    again = replace(one, instance="shanghai-2026/replan")
    (found,) = brackets([*same, again])

    assert found.seed is None
    assert (found.best and found.best.amount, found.bound and found.bound.amount) == (1005, 980)


def test_a_filter_names_instances_by_how_they_begin() -> None:
    """Part by part, in the order of the patterns, each once; a whole name is itself only, known or
    not.
    """
    assert selected(["12x400x8"]) == ("12x400x8/open", "12x400x8/firm")
    assert selected(["12x200x8/firm"]) == ("12x200x8/firm",)
    assert selected(["12x200x8"])[-1] == "12x200x8/firm/replan"
    assert selected(["6x40x4/firm", "12x400x8/open", "12x400x8"]) == (
        "6x40x4/firm",
        "12x400x8/open",
        "12x400x8/firm",
    )


def test_seeds_are_a_range_or_a_list() -> None:
    assert seeds_in("0-4") == (0, 1, 2, 3, 4)
    assert seeds_in("0,2,5-6") == (0, 2, 5, 6)
    with pytest.raises(ValueError, match="write them as"):
        seeds_in("five")


def test_names_say_which_scenario() -> None:
    """A size alone is open; a re-plan is of the scenario before the event."""
    assert scenario_named("4x20x4", 1) == scenario_named("4x20x4/open", 1)
    assert scenario_named("4x20x4/firm/replan", 1) == scenario_named("4x20x4/firm", 1)
    assert scenario_named("tiny", 0) == scenario_named("tiny", 1)
    with pytest.raises(ValueError, match="write a size and a kind"):
        scenario_named("4x20x4/company", 0)
