"""What commands that search for plans have in common: effort, waiting, and no plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import typer

from planner.cli.leaving import Code
from planner.cli.naming import as_options
from planner.cli.progress import ProgressLine, run_with_progress

if TYPE_CHECKING:
    from models.result import Status
    from planner.api import StoppingCriterion

FoundT = TypeVar("FoundT")


def effort(time_limit: float, gap: float, *, deterministic: bool) -> StoppingCriterion:
    """When to stop a search, as the options say.

    A fixed effort looks at no clock, so the time limit, which always has a value, is left out.
    """
    from planner import api

    most = api.FixedEffort() if deterministic else api.MaxRuntime(time_limit)
    return most | api.Gap(gap)


def find(work: Callable[..., FoundT], task: str, *, stop: StoppingCriterion, seed: int) -> FoundT:
    """Search while people see how long it takes; Ctrl-C ends it with what has been found.

    Parameters
    ----------
    work
        A search of `planner.api`; it takes when to stop, the seed and hooks.
    task
        What is being done, in a few words.
    stop
        When to stop.
    seed
        Seed of the solver's random choices.
    """
    from planner import api

    asked_to_stop = Event()
    hooks = api.search_hooks(stop=asked_to_stop)
    with as_options(stop="--deterministic"):
        search = partial(work, stop=stop, seed=seed, hooks=hooks)
        return run_with_progress(search, ProgressLine(task, asked_to_stop))


def expect_lawful(status: Status) -> None:
    """Refuse to show what the audit refused.

    Raises
    ------
    RuntimeError
        The solver's plan did not pass the audit.
    """
    from models.result import Status

    if status is Status.INVALID:
        raise RuntimeError("the plan that the solver returned did not pass the audit")


def exit_without_plan(status: Status) -> None:
    """End the command with the exit code for no plan, if there is none."""
    from models.result import Status

    codes = {Status.INFEASIBLE: Code.INFEASIBLE, Status.NO_PLAN_IN_TIME: Code.NO_PLAN_IN_TIME}
    if status in codes:
        raise typer.Exit(codes[status])
