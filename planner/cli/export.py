"""``relocate export``: a plan file in other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import PlanFileArgument
from planner.cli.outputs import check_folders, plan_files
from planner.cli.screen import tell


def export(
    file: PlanFileArgument,
    *,
    out: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            callback=plan_files,
            help="Where to, in the format of the suffix: .csv .json .xlsx .html .parquet; "
            "may be repeated.",
        ),
    ],
) -> None:
    """Write a plan file in other formats."""
    from planner import api

    check_folders(out)
    scenario, result = api.read(file)
    for path in out:
        api.write(result, scenario, path)
    tell("\n".join(f"Written: {path}" for path in out))
