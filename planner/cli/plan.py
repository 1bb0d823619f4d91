"""``relocate plan``: the cheapest lawful plan, beside staying put."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.leaving import Code
from planner.cli.options import (
    DeterministicOption,
    GapOption,
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SeedOption,
    SettingOption,
    SolverName,
    TimeLimitOption,
    scenario_of,
)
from planner.cli.outputs import FOLDER, check_folders, default_files, plan_files, write_plans
from planner.cli.screen import mention, tell
from planner.cli.watching import Watching, watched
from planner.exports import DEFAULT_FORMATS, PLAN_FORMATS, suffix_words

if TYPE_CHECKING:
    from planner.api.results import PlanResult
    from planner.optimizer.state import Progress, SearchHooks

_CODES = {"infeasible": Code.INFEASIBLE, "no_plan_in_time": Code.NO_PLAN_IN_TIME}


def plan(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=plan_files,
            help="Write here and nowhere else, in the format of the suffix: "
            f"{suffix_words(PLAN_FORMATS)}; verify, compare and export read .parquet. "
            "May be repeated.  [default: "
            f"{suffix_words(each.suffix for each in DEFAULT_FORMATS)} in {FOLDER}/]",
        ),
    ] = None,
    gap: GapOption = 0.001,
    time_limit: TimeLimitOption = 60.0,
    solver: SolverName = SolverName.SEARCH,
    seed: SeedOption = 0,
    ranges: Annotated[
        bool | None,
        typer.Option(
            "--ranges/--no-ranges",
            help="Plan anew as well, for up to the same time again, at the ends of the ranges that "
            "matter most; or do not look at ranges at all, for speed.  [default: judge the plan "
            "at their ends and in a sample]",
            show_default=False,
        ),
    ] = None,
    deterministic: DeterministicOption = False,
    as_json: JsonOption = False,
) -> None:
    """Look for the cheapest lawful plan and set it beside staying put."""
    from planner import api

    scenario = scenario_of(source, overlays, settings)
    files = out or default_files(source, scenario)
    check_folders(files, makes_folder=not out)
    limit = "a fixed effort" if deterministic else f"at most {time_limit:g} s"
    limit += " and as long again for plans at the ends of ranges" if ranges else ""
    searches = solver is SolverName.SEARCH
    stop = Event() if searches else None
    watching = Watching(f"Planning {scenario.name}, {limit}", stop)
    stop_at = api.MaxRuntime(time_limit) | api.Gap(gap)
    if deterministic:
        stop_at |= api.FixedEffort()
    work = partial(
        api.plan,
        scenario,
        stop=stop_at,
        solver=solver.value,
        seed=seed,
        ranges=ranges is not False,
        anew=ranges is True,
        hooks=_hooks(watching, scenario.currency) if searches else None,
    )
    result = watched(work, watching)
    hand_over(result, files, as_json=as_json)
    if result.status.value in _CODES:
        raise typer.Exit(_CODES[result.status.value])


def _hooks(watching: Watching, currency: str) -> SearchHooks:
    """Let progress be shown, and Ctrl-C end the search with the best plan so far."""
    from planner import api
    from planner.exports.words import money_words, percent_words

    def hear(progress: Progress) -> None:
        if progress.best is not None:
            watching.news = f", {money_words(progress.best, currency)}"
            if progress.gap is not None:
                watching.news += f", gap {percent_words(progress.gap)}"

    return api.search_hooks(watch=hear, stop=watching.stop)


def hand_over(result: PlanResult, files: list[Path], *, as_json: bool) -> None:
    """Write a result to files and show it.

    Raises
    ------
    RuntimeError
        The audit refused the plan: nothing of it is shown.
    """
    from planner.cli.report import files_words, report

    if result.status.value == "invalid":
        raise RuntimeError("the plan that the solver returned did not pass the audit")
    if result.plan is None:
        files = []
    write_plans(result, files)
    if as_json:
        tell(json.dumps(result.document(), indent=2))
        mention(files_words(files))
    else:
        tell(report(result.result, result.scenario))
        tell(f"\n{files_words(files)}")
