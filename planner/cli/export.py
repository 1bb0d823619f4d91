"""``relocate export``: a plan file in other formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import JUDGING_SECONDS, JudgingLimitOption, PlanFileArgument
from planner.cli.outputs import check_folders, plan_files
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.terminal import tell
from planner.exports import PLAN_FORMATS, suffix_words


def export(
    file: PlanFileArgument,
    *,
    out: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            callback=plan_files,
            help=f"Write to this file, in the format of its suffix: {suffix_words(PLAN_FORMATS)}; "
            "may be repeated.",
        ),
    ],
    time_limit: JudgingLimitOption = JUDGING_SECONDS,
) -> None:
    """Write a plan file in other formats.

    It is judged first, as `verify` does.
    """
    from planner import api

    check_folders(out)
    judge = partial(api.read, file, seconds=time_limit)
    result = run_with_progress(judge, ProgressLine(f"Judging {file}"))
    for path in out:
        result.write(path)
    tell("\n".join(f"Written: {path}" for path in out))
