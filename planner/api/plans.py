"""Make a plan for a scenario, or replay a history and plan day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from models.choices import Solver
from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from planner.api.results import PlanResult
from planner.api.scenarios import expect_scenario
from planner.api.stopping import StoppingCriterion, limits_of

if TYPE_CHECKING:
    from datetime import date

    from planner.optimizer.state import SearchHooks, Watch
    from streams.replay import Day


SAMPLE_SECONDS = 20.0
"""Seconds that a sample of uncertain inputs may take beyond the time limit of the search."""


def search_hooks(
    *, reference: Plan | None = None, watch: Watch | None = None, stop: Event | None = None
) -> SearchHooks:
    """Optional hooks of a search: a plan to start from, a progress callback, a stop signal.

    Parameters
    ----------
    reference
        A plan to start from, of this scenario or one much like it.
    watch
        Called with every better plan and every higher bound.
    stop
        Set to end a search at once, with the best plan so far.
    """
    from planner.optimizer.state import SearchHooks

    return SearchHooks(reference, watch, stop)


def plan(
    scenario: Scenario,
    *,
    stop: StoppingCriterion | None = None,
    solver: str = "search",
    seed: int = 0,
    ranges: bool = True,
    anew: bool = False,
    hooks: SearchHooks | None = None,
) -> PlanResult:
    """Search for the cheapest plan that keeps every rule.

    Parameters
    ----------
    scenario
        The scenario.
    stop
        When to stop, as in ``MaxRuntime(10) | Gap(0.01)``; by default after 60 seconds or at a gap
        of of 0.1%, whichever comes first. A limit that is not named keeps its default.
    solver
        ``search``, or one call to ``highs``, ``scip`` or ``cp_sat``.
    seed
        Seed of the solver's random choices.
    ranges
        Whether to judge the plan at the ends of its inputs' ranges and in a random sample. The
        sample is cut short if it takes longer than the time limit plus 20 seconds.
    anew
        Whether to make new plans at the ends of the most important inputs as well, which takes up
        to the same time again.
    hooks
        A plan to start from, a progress callback, and a stop signal.

    Raises
    ------
    InputError
        The solver is unknown; or the scenario is not valid at an end of a range (with ``ranges``);
        or a fixed effort is combined with a solver that stops by the clock.
    """
    from planner import sensitivity
    from planner.optimizer.state import NO_HOOKS
    from planner.planning import make_plan

    expect_scenario(scenario)
    limits = limits_of(stop, _solver(solver), seed)
    inputs = sensitivity.uncertain_inputs(scenario) if ranges else ()
    result = make_plan(scenario, limits, hooks or NO_HOOKS)
    # A sample may take longer than a plan with a short time limit.
    seconds = None if limits.deterministic else limits.seconds + SAMPLE_SECONDS
    sample = sensitivity.Sample(seed, seconds=seconds)
    # After Ctrl-C the sample is skipped as well.
    stopped = hooks is not None and hooks.stop is not None and hooks.stop.is_set()
    judged_for = inputs if ranges and not stopped else None
    judged = sensitivity.with_uncertainty(scenario, result, judged_for, sample)
    if anew and not stopped and judged.plan is not None and judged.sensitivity is not None:
        planned = sensitivity.with_plans(scenario, judged.plan, judged.sensitivity, inputs, limits)
        judged = judged.model_copy(update={"sensitivity": planned})
    return PlanResult(scenario, judged)


def _solver(name: str) -> Solver:
    try:
        return Solver(name)
    except ValueError:
        known = f"Known: {', '.join(Solver)}."
        raise InputError.of(
            "is not a solver", field="solver", found=str(name), next_step=known
        ) from None


def replay(
    scenario: Scenario,
    events: Path,
    *,
    until: date | None = None,
    gap: float = 0.005,
    time_limit_seconds: float = 20.0,
    deterministic: bool = False,
) -> Iterator[Day]:
    """Replay a history day by day.

    Parameters
    ----------
    scenario
        What is planned; its planning date is the first day.
    events
        A file of events or of signals, one a line, or a folder of such files.
    until
        Last day; by default that of the last event.
    gap, time_limit_seconds
        Limits of each search.
    deterministic
        Whether only the gap ends a search, so that every run gives the same result.

    Raises
    ------
    InputError
        Some lines of the files are not events, or the last day cannot be replayed.
    """
    from models.search_limits import SearchLimits
    from planner.event_files import LONGEST_HISTORY, events_of
    from planner.replan import replan
    from streams.replay import replayed

    limits = SearchLimits(gap=gap, seconds=time_limit_seconds, deterministic=deterministic)
    begins = scenario.planning_date
    if until is not None and not begins <= until <= begins + LONGEST_HISTORY:
        step = f"A day from {begins} on, the planning date, and of the fifty years after it."
        raise InputError.of(
            "is outside the days that can be played", "--until", found=str(until), next_step=step
        )
    return replayed(scenario, events_of(events, begins), replan, limits, until)


def write_replay(days: Sequence[Day], path: Path) -> None:
    """Write a replay as JSON, one day per line, without timings: the same days give the same bytes.

    Small counts of posts are withheld.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    from planner.exports.recommendations import line_of
    from planner.exports.writing import replace_file

    replace_file(path, b"".join(line_of(day) for day in days))
