"""Plans: looked for, audited again, and made day by day over a history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from models.errors import InputError, Problem
from models.plan import Plan
from models.result import Result
from models.scenario import Scenario

if TYPE_CHECKING:
    from datetime import date

    from planner.optimizer.incumbent import Watch
    from planner.optimizer.optimise import SearchHooks
    from streams.replay import Day


SAMPLE_SECONDS = 20.0
"""What a sample of a plan's inputs may take longer than the plan itself."""


def search_hooks(
    *, reference: Plan | None = None, watch: Watch | None = None, stop: Event | None = None
) -> SearchHooks:
    """What to start a search from, whom to tell of its progress, and what ends it.

    Parameters
    ----------
    reference
        A plan to start from, of this scenario or one much like it.
    watch
        Hears of every better plan and every higher bound.
    stop
        Set to end a search at once, with the best plan so far.
    """
    from planner.optimizer.optimise import SearchHooks

    return SearchHooks(reference, watch, stop)


def plan(
    scenario: Scenario,
    *,
    solver: str = "search",
    gap: float = 0.001,
    time_limit_seconds: float = 60.0,
    seed: int = 0,
    ranges: bool = True,
    anew: bool = False,
    deterministic: bool = False,
    hooks: SearchHooks | None = None,
) -> Result:
    """Look for the cheapest lawful plan.

    Parameters
    ----------
    scenario
        What is planned.
    solver
        ``search``, or one call to ``highs``, ``scip`` or ``cp_sat``.
    gap
        Relative gap of the objective at which to stop.
    time_limit_seconds
        Wall-clock seconds after which to stop.
    seed
        Seed of the solver's random choices.
    ranges
        Whether to judge the plan at the ends of its inputs' ranges and in a sample of them; of the
        sample fewer draws are made where it takes longer than the time limit and 20 seconds.
    anew
        Whether to plan anew as well at the ends of those that matter most, within the same time
        again.
    deterministic
        Count steps in place of seconds, so that the result is the same every time.
    hooks
        A plan to start from, a callback for progress, and a way to end it.

    Raises
    ------
    InputError
        With ``ranges``, the scenario does not hold together at an end of one; a deterministic plan
        of a solver that cannot promise one.
    """
    from models.search_limits import SearchLimits, Solver
    from planner import sensitivity
    from planner.optimizer.optimise import NO_HOOKS
    from planner.planning import make_plan

    if deterministic and Solver(solver) is not Solver.SEARCH:
        message = f"{solver} stops by the clock, so its plan is not the same every time"
        raise InputError([Problem(message, next_step="Leave out --solver or --deterministic.")])
    limits = SearchLimits(
        solver=Solver(solver),
        gap=gap,
        seconds=time_limit_seconds,
        seed=seed,
        deterministic=deterministic,
    )
    inputs = sensitivity.uncertain_inputs(scenario) if ranges else ()
    result = make_plan(scenario, limits, hooks or NO_HOOKS)
    # A sample may take longer than a plan that had little time.
    seconds = None if deterministic else time_limit_seconds + SAMPLE_SECONDS
    sample = sensitivity.Sample(seed, seconds=seconds)
    # Whoever ends a search with Ctrl-C waits for no sample either.
    stopped = hooks is not None and hooks.stop is not None and hooks.stop.is_set()
    judged_for = inputs if ranges and not stopped else None
    told = sensitivity.with_uncertainty(scenario, result, judged_for, sample)
    if not anew or stopped or told.plan is None or told.sensitivity is None:
        return told
    judged = sensitivity.planned_anew(scenario, told.plan, told.sensitivity, inputs, limits)
    return told.model_copy(update={"sensitivity": judged})


def replay(
    scenario: Scenario,
    events: Path,
    *,
    until: date | None = None,
    gap: float = 0.005,
    time_limit_seconds: float = 20.0,
    deterministic: bool = False,
) -> Iterator[Day]:
    """Play a history again, a day at a time.

    Parameters
    ----------
    scenario
        Published on its planning date.
    events
        A file of events or of signals, one a line, or a folder of such files.
    until
        Last day that is played; none for that of the last event.
    gap, time_limit_seconds
        How hard to look for each plan.
    deterministic
        Whether the gap alone ends a search, so that every run says the same.

    Raises
    ------
    InputError
        Every line of the files that is no event, or the last day lies before the first.
    """
    from models.search_limits import SearchLimits
    from planner.event_files import LONGEST_HISTORY, events_of
    from planner.replan import replan
    from streams.replay import replayed

    limits = SearchLimits(gap=gap, seconds=time_limit_seconds, deterministic=deterministic)
    begins = scenario.planning_date
    if until is not None and not begins <= until <= begins + LONGEST_HISTORY:
        step = f"A day from {begins} on, the planning date, and of the fifty years after it."
        raise InputError(
            [Problem("is no day to play to", "--until", found=str(until), next_step=step)]
        )
    return replayed(scenario, events_of(events, begins), replan, limits, until)


def write_replay(days: Sequence[Day], path: Path) -> None:
    """Write a replay as JSON, one day a line; no timings, so that the same days are the same bytes.

    Small counts of heads are withheld.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    from planner.exports.recommendations import line_of
    from planner.exports.writing import replace_file

    replace_file(path, b"".join(line_of(day) for day in days))
