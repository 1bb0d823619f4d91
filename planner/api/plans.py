"""Make a plan for a scenario, or replay a history and plan day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from models.choices import RangeUse, Solver
from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import REPLANNING_LIMITS, SearchLimits
from planner.api.results import PlanResult
from planner.api.scenarios import expect_scenario
from planner.api.stopping import StoppingCriterion, limits_of

if TYPE_CHECKING:
    from datetime import date

    from models.clash import Clash
    from planner.optimizer.state import SearchHooks, Watch
    from streams.replay import Day


ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

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
    solver: Solver | str = Solver.SEARCH,
    seed: int = 0,
    ranges: RangeUse = RangeUse.JUDGE,
    hooks: SearchHooks | None = None,
) -> PlanResult:
    """Search for the cheapest plan that keeps every rule.

    Parameters
    ----------
    scenario
        The scenario.
    stop
        When to stop, as in ``MaxRuntime(10) | Gap(0.01)``; by default after 60 seconds or at a gap
        of 0.1%, whichever comes first. A limit that is not named keeps its default.
    solver
        Our own search, or one call to ``highs``, ``scip`` or ``cp_sat``; a `Solver` or its value.
    seed
        Seed of the solver's random choices.
    ranges
        What to do with the ranges of uncertain inputs: ``judge`` the plan at their ends and in a
        random sample, which is cut short after the time limit plus 20 seconds; ``replan`` at the
        ends of the most important ones as well, which takes up to the same time again; or
        ``ignore`` them.
    hooks
        A plan to start from, a progress callback, and a stop signal.

    Raises
    ------
    InputError
        The solver or the use of ranges is unknown; or the scenario is not valid at an end of a
        range (unless ignored); or a fixed effort is combined with a time, or with a solver that
        stops by the clock.
    """
    from planner import sensitivity
    from planner.optimizer.state import NO_HOOKS
    from planner.planning import make_plan
    from planner.sensitivity.instead import with_plans

    expect_scenario(scenario)
    limits = limits_of(stop, SearchLimits(solver=choice(Solver, solver, "solver"), seed=seed))
    use = choice(RangeUse, ranges, "ranges")
    inputs = sensitivity.uncertain_inputs(scenario) if use is not RangeUse.IGNORE else ()
    result = make_plan(scenario, limits, hooks or NO_HOOKS)
    if result.clash is not None and (hooks is None or not hooks.stopped):
        clash = with_relaxations(scenario, result.clash, limits)
        result = result.model_copy(update={"clash": clash})
    # A sample may take longer than a plan with a short time limit.
    seconds = None if limits.deterministic else limits.seconds + SAMPLE_SECONDS
    sample = sensitivity.Sample(seed, seconds=seconds)
    if hooks is not None and hooks.stopped:
        # After Ctrl-C the sample is skipped as well.
        use = RangeUse.IGNORE
    judged_for = None if use is RangeUse.IGNORE else inputs
    judged = sensitivity.with_uncertainty(scenario, result, judged_for, sample)
    if use is RangeUse.REPLAN and judged.plan is not None and judged.sensitivity is not None:
        planned = with_plans(scenario, judged.plan, judged.sensitivity, inputs, limits)
        judged = judged.model_copy(update={"sensitivity": planned})
    return PlanResult(scenario, judged)


def with_relaxations(scenario: Scenario, clash: Clash, limits: SearchLimits) -> Clash:
    """The clash with what would have to give, looked for up to the same time again."""
    from planner.explain import infeasible
    from planner.optimizer.optimise import NO_END

    seconds = NO_END if limits.deterministic else limits.seconds
    return infeasible.with_relaxations(
        scenario, clash, solver=limits.solver, time_limit_seconds=seconds
    )


def choice(kind: type[ChoiceT], value: str, argument: str) -> ChoiceT:
    """One of the choices, by its value.

    Raises
    ------
    InputError
        There is no such choice.
    """
    try:
        return kind(value)
    except ValueError:
        known = f"Known: {', '.join(kind)}."
        raise InputError.of(
            "is not one of the choices", field=argument, found=str(value), next_step=known
        ) from None


def replay(
    scenario: Scenario,
    events: Path,
    *,
    until: date | None = None,
    stop: StoppingCriterion | None = None,
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
    stop
        When each search stops; by default after 20 seconds or at a gap of 0.5%. After a
        `FixedEffort` every run gives the same result.

    Raises
    ------
    InputError
        Some lines of the files are not events, the last day cannot be replayed, or a fixed effort
        is combined with a time.
    """
    from planner.api.event_files import LONGEST_HISTORY, history
    from planner.replan import replan
    from streams.replay import replay as replay_days

    expect_scenario(scenario)
    limits = limits_of(stop, REPLANNING_LIMITS)
    begins = scenario.planning_date
    if until is not None and not begins <= until <= begins + LONGEST_HISTORY:
        step = f"A day from {begins} on, the planning date, and of the fifty years after it."
        raise InputError.of(
            "is outside the days that can be played", "until", found=str(until), next_step=step
        )
    return replay_days(scenario, history(events, begins), replan, limits, until)


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
