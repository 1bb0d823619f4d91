"""``relocate export``: a paper on one plan, in any format."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from models.choices import Audience, Language
from planner.cli.options import JUDGING_SECONDS, JudgingLimitOption, PlanFileArgument
from planner.cli.outputs import check_folders, check_not_read, paper_files
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.readers import WAITING, AudienceOption, LanguageOption, WaitingOption
from planner.cli.terminal import tell
from planner.exports.formats import FORMATS_BY_SUFFIX, suffix_words


def export(
    file: PlanFileArgument,
    *,
    out: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            callback=paper_files,
            help="Write to this file, in the format of its suffix: "
            f"{suffix_words(FORMATS_BY_SUFFIX)}; may be repeated.",
        ),
    ],
    audience: AudienceOption = Audience.BOARD,
    language: LanguageOption = Language.ENGLISH,
    waiting: WaitingOption = WAITING,
    time_limit: JudgingLimitOption = JUDGING_SECONDS,
) -> None:
    """Write a paper on a plan.

    The plan file is judged first, as `verify` does.
    """
    from planner import api

    check_folders(out)
    check_not_read(out, [file])
    judge = partial(api.read, file, seconds=time_limit)
    result = run_with_progress(judge, ProgressLine(f"Judging {file}"))
    write = partial(
        api.write_plan, result, out, audience, language, is_export=True, waiting_seconds=waiting
    )
    run_with_progress(write, ProgressLine("Writing the paper"))
    tell("\n".join(f"Written: {path}" for path in out))
