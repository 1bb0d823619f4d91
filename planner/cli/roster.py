"""``relocate roster``: a later roster becomes dated counts of a scenario's cohorts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.naming import as_options
from planner.cli.rosters import MappingOption, RosterSettings, YesOption, confirm, show
from planner.cli.terminal import tell


def roster(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of a scenario, made of an earlier roster.")
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The later roster: XLSX or CSV.")],
    *,
    on: Annotated[
        datetime,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Day on which the roster was true."),
    ],
    mapping: MappingOption = None,
    setting: RosterSettings = None,
    yes: YesOption = False,
) -> None:
    """Count posts anew from a later roster."""
    from planner.api.rosters import read_update

    with as_options(settings="--set", mapping="--mapping", on="--on"):
        update = read_update(folder, file, on.date(), mapping, setting or ())
    show(update)
    if not update.steps:
        tell("No count differs from what the scenario foresees: nothing was written.")
        return
    confirm(f"Write these counts to {folder}?", yes=yes)
    update.write(folder)
    tell(f"New counts in {folder}/headcount.csv, from {update.on} on: {len(update.steps)}.")
