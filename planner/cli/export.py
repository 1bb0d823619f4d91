"""``relocate export``: a plan file in other formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import JudgingLimitOption, PlanFileArgument
from planner.cli.outputs import check_folders, plan_files
from planner.cli.screen import tell
from planner.cli.watching import Watching, watched
from planner.exports import PLAN_FORMATS, suffix_words


def export(
    file: PlanFileArgument,
    *,
    out: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            callback=plan_files,
            help=f"Where to, in the format of the suffix: {suffix_words(PLAN_FORMATS)}; "
            "may be repeated.",
        ),
    ],
    time_limit: JudgingLimitOption = 120.0,
) -> None:
    """Judge a plan file as `verify` does, and write it in other formats."""
    from planner import api

    check_folders(out)
    judge = partial(api.read, file, seconds=time_limit)
    result = watched(judge, Watching(f"Judging {file}"))
    for path in out:
        result.write(path)
    tell("\n".join(f"Written: {path}" for path in out))
