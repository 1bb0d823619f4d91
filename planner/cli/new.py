"""``relocate new``: a scenario of one's own, to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.screen import tell

TEMPLATE = "tiny"


def new(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The new folder.", show_default=False),
    ] = None,
    *,
    template: Annotated[
        str, typer.Option(metavar="NAME", help="The bundled scenario to copy.")
    ] = TEMPLATE,
    list_them: Annotated[
        bool, typer.Option("--list", help="List the bundled scenarios and leave.")
    ] = False,
) -> None:
    """Copy a bundled scenario into a new folder, to be edited."""
    from planner import api

    if list_them:
        tell("\n".join(api.bundled()))
        return
    if folder is None:
        raise typer.BadParameter("Name the new folder.", param_hint="DIR")
    api.new(folder, template)
    tell(_next_steps(folder, template))


def _next_steps(folder: Path, template: str) -> str:
    return "\n".join(
        [
            f"{folder} holds a copy of {template}. Next:",
            f"  edit {folder / 'scenario.yaml'}: name, title, planning date, budget",
            f"  edit the tables beside it: start with {folder / 'cohorts.csv'}",
            f"  {shlex.join(['relocate', 'check', str(folder)])}",
            f"  {shlex.join(['relocate', 'plan', str(folder)])}",
        ]
    )
