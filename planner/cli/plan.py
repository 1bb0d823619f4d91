"""``relocate plan``: the cheapest plan that keeps every rule, beside staying put."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from models.choices import Audience, Language, RangeUse, Solver
from models.readable import in_percent
from planner.cli.naming import as_options
from planner.cli.options import (
    PLAN_GAP,
    PLAN_SECONDS,
    DeterministicOption,
    GapOption,
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SeedOption,
    SettingOption,
    TimeLimitOption,
    scenario_of,
)
from planner.cli.outputs import FOLDER, check_folders, default_files, paper_files, write_plans
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.readers import AudienceOption, LanguageOption
from planner.cli.searching import effort, exit_without_plan, expect_lawful
from planner.cli.terminal import mention, tell
from planner.cli.what_if import Trial, takes_what_if
from planner.exports.formats import DEFAULT_FORMATS, FORMATS_BY_SUFFIX, suffix_words

if TYPE_CHECKING:
    from models.settings import Overlay
    from planner.api.results import PlanResult
    from planner.api.types import Progress, SearchHooks


@takes_what_if
def plan(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    trial: Trial,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=paper_files,
            help="Write to this file, in the format of its suffix: "
            f"{suffix_words(FORMATS_BY_SUFFIX)}; may be repeated. verify, compare and export read "
            ".parquet.",
            show_default=f"{suffix_words(each.suffix for each in DEFAULT_FORMATS)} in {FOLDER}/",
        ),
    ] = None,
    audience: AudienceOption = Audience.BOARD,
    language: LanguageOption = Language.ENGLISH,
    gap: GapOption = PLAN_GAP,
    time_limit: TimeLimitOption = PLAN_SECONDS,
    solver: Annotated[
        Solver,
        typer.Option(help="Our own search, or a single call to one of the solvers beneath it."),
    ] = Solver.SEARCH,
    seed: SeedOption = 0,
    ranges: Annotated[
        bool | None,
        typer.Option(
            "--ranges/--no-ranges",
            help="Also make plans for the ends of the ranges that matter most, for up to the same "
            "time again; or ignore ranges, which is faster.",
            show_default="judge the plan at their ends and in a sample",
        ),
    ] = None,
    deterministic: DeterministicOption = False,
    apply: Annotated[
        int | None,
        typer.Option(
            "--apply",
            min=1,
            metavar="NUMBER",
            help="If no plan exists, write this change of those that make one possible as the "
            "overlay relaxation-NUMBER.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find the cheapest plan that keeps every rule.

    It is set beside staying put, where nobody moves.
    """
    from planner import api

    scenario = scenario_of(source, overlays, settings)
    overlay = trial.on(scenario)
    if overlay is not None:
        scenario = api.with_overlay(scenario, overlay)
    files = out or default_files(source, scenario)
    check_folders(files, makes_folder=not out)
    if apply is not None:
        with as_options(save_overlay="--apply"):
            api.check_overlay_file(source, f"relaxation-{apply}")
    trial.save(source, overlay)
    limit = "a fixed effort" if deterministic else f"at most {time_limit:g} s"
    limit += ", and as long again for the ends of ranges" if ranges else ""
    searches = solver is Solver.SEARCH
    stop = Event() if searches else None
    progress = ProgressLine(f"Planning {scenario.name}, {limit}", stop)
    work = partial(
        api.plan,
        scenario,
        stop=effort(time_limit, gap, deterministic=deterministic),
        solver=solver,
        seed=seed,
        ranges=_RANGES[ranges],
        hooks=_hooks(progress, scenario.currency) if searches else None,
    )
    with as_options(stop="--deterministic"):
        result = run_with_progress(work, progress)
    hand_over(result, files, audience, language, as_json=as_json)
    if apply is not None:
        with as_options(relaxation="--apply", save_overlay="--apply"):
            mention(_apply(result, apply, source, overlay))
    exit_without_plan(result.status)


_RANGES = {None: RangeUse.JUDGE, True: RangeUse.REPLAN, False: RangeUse.IGNORE}
"""What ``--ranges``, ``--no-ranges`` or neither asks for."""


def _apply(result: PlanResult, number: int, source: str, tried: Overlay | None) -> str:
    """Save a relaxation as an overlay, and say so."""
    from planner import api

    if result.result.clash is None:
        return "\nNo change is saved: none is needed, or it is not known that one is."
    relaxed = api.relaxation_overlay(result.result, number, tried)
    path = api.save_overlay(source, relaxed)
    asked = ", and what was tried with it" if tried is not None else ""
    return f"\nSaved {path}: --with {path.stem} applies it{asked}."


def _hooks(progress: ProgressLine, currency: str) -> SearchHooks:
    """Let progress be shown, and Ctrl-C end the search with the best plan so far."""
    from planner import api
    from planner.wording.amounts import money_words

    def show(found: Progress) -> None:
        if found.best is not None:
            progress.news = f", {money_words(found.best, currency)}"
            if found.gap is not None:
                progress.news += f", gap {in_percent(found.gap)}"

    return api.search_hooks(watch=show, stop=progress.stop)


def hand_over(
    result: PlanResult,
    files: list[Path],
    audience: Audience = Audience.BOARD,
    language: Language = Language.ENGLISH,
    *,
    as_json: bool,
) -> None:
    """Write a result to files and show it.

    Raises
    ------
    RuntimeError
        The audit refused the plan: nothing of it is shown.
    """
    from planner.cli.report import files_words, report

    expect_lawful(result.status)
    if result.plan is None:
        files = []
    write_plans(result, files, audience, language)
    if as_json:
        tell(json.dumps(result.document(), indent=2))
        mention(files_words(files))
    else:
        tell(report(result.result, result.scenario))
        tell(f"\n{files_words(files)}")
