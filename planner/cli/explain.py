"""``relocate explain``: questions about a plan that has been made."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from models.choices import Audience, Language
from models.defaults import EXPLAIN_SECONDS, MANY_SEARCHES_SECONDS
from planner.cli.naming import as_options
from planner.cli.options import (
    PLAN_GAP,
    DeterministicOption,
    GapOption,
    JsonOption,
    PlanFileArgument,
    SeedOption,
    seconds,
)
from planner.cli.outputs import check_folders, check_replaceable, paper_files
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.readers import AudienceOption, LanguageOption
from planner.cli.terminal import mention, tell
from planner.exports.formats import FORMATS_BY_SUFFIX, suffix_words

if TYPE_CHECKING:
    from planner.api import Explanation

Question = Callable[..., "Explanation"]

_EXAMPLES = {
    "--why": "--why COHORT: what else could be done with its posts, and what that would cost",
    "--wave": "--wave PERIOD: what if what lands then is dropped, or lands a quarter later",
    "--binds": "--binds: what one unit more of each limit that the plan is at would be worth",
    "--break-even": "--break-even: how likely events have to be for the plan to pay",
    "--contingencies": "--contingencies: what the plan becomes if answers that it counts on are no",
}
"""What can be asked, each with an example."""


def explain(
    file: PlanFileArgument,
    *,
    why: Annotated[
        str | None,
        typer.Option(
            metavar="COHORT",
            help="Why its posts go where they go: all offices, modes and measures, and staying, "
            "by what they would cost.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="OFFICE",
            help="With --why: only this office, with more time for it; its own is for staying.",
            show_default=False,
        ),
    ] = None,
    wave: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD",
            help="If the moves that land in this period are dropped, or land a quarter later.",
            show_default=False,
        ),
    ] = None,
    binds: Annotated[
        bool,
        typer.Option(
            "--binds",
            help="What one unit more of each limit that the plan is at would be worth: a seat, a "
            "month of the budget, ten people of a quota.",
        ),
    ] = False,
    break_even: Annotated[
        bool,
        typer.Option(
            "--break-even",
            help="How likely events, and how large losses, have to be for the plan to pay.",
        ),
    ] = False,
    contingencies: Annotated[
        bool,
        typer.Option(
            "--contingencies",
            help="What the plan becomes if a filing is refused, permits are denied, or half of "
            "those who were to accept decline.",
        ),
    ] = False,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=paper_files,
            help="Write the plan with this answer and earlier ones, in the format of the suffix: "
            f"{suffix_words(FORMATS_BY_SUFFIX)}; may be repeated. Only files named like FILE are "
            "replaced.",
        ),
    ] = None,
    audience: AudienceOption = Audience.PLANNER,
    language: LanguageOption = Language.ENGLISH,
    gap: GapOption = PLAN_GAP,
    time_limit: Annotated[
        float | None,
        typer.Option(
            parser=seconds,
            metavar="SECONDS",
            help=f"Stop after this time; by default after {EXPLAIN_SECONDS:g}, with --binds, "
            f"--break-even and --contingencies after {MANY_SEARCHES_SECONDS:g}.",
            show_default=False,
        ),
    ] = None,
    seed: SeedOption = 0,
    deterministic: DeterministicOption = False,
    as_json: JsonOption = False,
) -> None:
    """Ask why a plan is as it is.

    Each answer is searched for from the plan, audited, and set beside it: what it would cost more,
    and what is proven of that. With --out the plan is written again with its answers, exactly.
    """
    from planner import api

    if to is not None and why is None:
        raise typer.BadParameter("--to goes with --why COHORT.")
    question = _one_of(
        {
            "--why": partial(api.why, cohort=why, to=to) if why is not None else None,
            "--wave": partial(api.wave, period=wave) if wave is not None else None,
            "--binds": api.binds if binds else None,
            "--break-even": api.break_even if break_even else None,
            "--contingencies": api.contingencies if contingencies else None,
        }
    )
    check_folders(out or ())
    check_replaceable(out or (), file)
    plan = run_with_progress(partial(api.read, file), ProgressLine(f"Judging {file}"))
    until: api.StoppingCriterion = api.Gap(gap)
    if deterministic:
        until |= api.FixedEffort()
    elif time_limit is not None:
        until |= api.MaxRuntime(time_limit)
    stop = Event()
    work = partial(question, plan, stop=until, seed=seed, hooks=api.search_hooks(stop=stop))
    with as_options(stop="--deterministic", cohort="--why", to="--to", period="--wave"):
        found = run_with_progress(work, ProgressLine("Looking for the answer", stop))
    for path in out or ():
        found.plan.write(path, audience, language)
    tell(json.dumps(found.document(), indent=2) if as_json else _words(found))
    if out:
        mention("\n".join(["", *(f"Written: {path}" for path in out)]))


def _one_of(questions: Mapping[str, Question | None]) -> Question:
    """The question that is asked."""
    asked = [each for each in questions.values() if each is not None]
    if len(asked) != 1:
        wrong = "Ask one question at a time" if asked else "Ask a question"
        raise typer.BadParameter("\n".join([f"{wrong}:", *_EXAMPLES.values()]))
    return asked[0]


_SHOWN = {
    "why": ("option", "total", "expected_loss", "low", "high", "verdict"),
    "why_shut": ("option", "limit"),
    "why_changes": ("option", "change"),
    "why_rules": ("option", "rule", "amount"),
    "wave_changes": ("option", "total", "money", "expected_loss", "low", "high", "verdict"),
    "wave_shut": ("option", "limit"),
    "wave_plans": ("option", "change"),
    "wave_rules": ("option", "rule", "amount"),
    "binding": ("limit", "unit", "gain", "least", "most", "estimate", "verdict"),
    "break_even": ("what", "ours", "low", "high", "staying_put", "staying_plus_measures"),
    "contingencies": ("if_so", "answered_on", "total", "low", "high", "becomes"),
    "break_even_matters": ("matter", "stage", "pays", "least", "most"),
}
"""Columns on a terminal, by table: an answer has one subject, which need not be repeated."""


def _words(found: Explanation) -> str:
    from planner.cli.tables import table_words

    return "\n\n".join(
        table_words(table, _SHOWN[table.name], notes=len(table.notes)) for table in found.parts
    )
