"""``relocate compare``: two to five plans beside staying put, in one world."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.choices import Audience, Language
from models.readable import counted
from planner.cli.options import (
    JUDGING_SECONDS,
    JudgingLimitOption,
    OverlayOption,
    SettingOption,
    scenario_of,
)
from planner.cli.outputs import check_folders, check_not_read, paper_files
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.readers import WAITING, AudienceOption, LanguageOption, WaitingOption
from planner.cli.terminal import mention, tell, wrapped
from planner.exports.formats import FORMATS_BY_SUFFIX, suffix_words

if TYPE_CHECKING:
    from planner.api import Comparison


def compare(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE FILE...", help="Two to five plan files.")
    ],
    *,
    world: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="SCENARIO",
            help="Value all plans in this scenario; by default in that of the first plan.",
            show_default=False,
        ),
    ] = None,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=paper_files,
            help="Also write the paper to a file: "
            f"{suffix_words(FORMATS_BY_SUFFIX)}; may be repeated.",
        ),
    ] = None,
    audience: AudienceOption = Audience.BOARD,
    language: LanguageOption = Language.ENGLISH,
    waiting: WaitingOption = WAITING,
    time_limit: JudgingLimitOption = JUDGING_SECONDS,
) -> None:
    """Compare two to five plan files with each other.

    Each is judged first, as `verify` does. All are valued in one world, and staying put stands
    beside them.
    """
    from planner import api

    if not api.FEWEST_COMPARED <= len(files) <= api.MOST_PLANS:
        number = f"{api.FEWEST_COMPARED} to {api.MOST_PLANS}"
        words = f"give {number} plan files; there are {len(files)}."
        raise typer.BadParameter(words, param_hint="FILE")
    if world is None and (overlays or settings):
        raise typer.BadParameter("--with and --set change the world of --in SCENARIO: give it.")
    common = scenario_of(world, overlays, settings) if world is not None else None
    check_folders(out or ())
    check_not_read(out or (), files)
    work = partial(
        api.compare_files,
        files,
        common=common,
        common_name=world or "",
        waiting_seconds=waiting,
        seconds=time_limit,
    )
    found = run_with_progress(work, ProgressLine(f"Judging {counted(len(files), 'plan file')}"))
    tell(_words(found, audience, language))
    mention("")
    for path in out or ():
        found.write(path, audience, language)
        mention(f"Written: {path}")


def _words(found: Comparison, audience: Audience, language: Language) -> str:
    """The decision in words, then the options one below the other."""
    from planner.cli.tables import table_words

    decision = found.paper(audience, language).sheets[0].sentences
    shown = found.shown_to(audience, language)
    return "\n\n".join(
        [
            "\n".join(map(wrapped, decision)),
            *(table_words(table, notes=len(table.notes)) for table in shown),
        ]
    )
