"""``relocate new``: a scenario of your own, copied from a bundled one or made from a roster."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.naming import as_options
from planner.cli.rosters import (
    ControlOption,
    CostControlOption,
    MappingOption,
    RosterSettings,
    YesOption,
    new_from_roster,
)
from planner.cli.terminal import tell

TEMPLATE = "tiny"


def new(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR|FILE.xlsx", help="The folder or workbook to make.", show_default=False
        ),
    ] = None,
    *,
    template: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"The bundled scenario to copy; {TEMPLATE} if none is named.",
            show_default=False,
        ),
    ] = None,
    workbook: Annotated[
        bool,
        typer.Option("--workbook", help="Make one Excel workbook instead of a folder of files."),
    ] = False,
    offices: Annotated[
        str | None,
        typer.Option(
            metavar="A,B",
            help="Offices of yours: the workbook has their law and what is known of their costs, "
            "and the rest to fill in.",
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Make the cohorts from an HR export instead (XLSX or CSV)."
        ),
    ] = None,
    mapping: MappingOption = None,
    setting: RosterSettings = None,
    control: ControlOption = None,
    control_cost: CostControlOption = None,
    yes: YesOption = False,
    list_them: Annotated[
        bool, typer.Option("--list", help="List the bundled scenarios and exit.")
    ] = False,
) -> None:
    """Start a scenario from an example or a roster."""
    from planner import api

    if list_them:
        tell("\n".join(api.bundled()))
        return
    if folder is None:
        raise typer.BadParameter(
            "Name the folder to make, such as `relocate new mine`.", param_hint="DIR"
        )
    workbook = workbook or folder.suffix.lower() == ".xlsx"
    if offices is not None and (not workbook or roster is not None or template is not None):
        raise typer.BadParameter(
            "It goes with --workbook, as in `relocate new my.xlsx --workbook --offices singapore`; "
            "a roster or a template has offices of its own.",
            param_hint="--offices",
        )
    if roster is not None:
        if workbook:
            raise typer.BadParameter("A roster becomes a folder.", param_hint="--workbook")
        if template is not None:
            raise typer.BadParameter(
                "A roster has cohorts of its own, so it copies no scenario.",
                param_hint="--template",
            )
        new_from_roster(
            folder, roster, mapping, setting or (), control or (), control_cost, yes=yes
        )
        return
    of_rosters = {
        "--mapping": mapping,
        "--set": setting,
        "--control": control,
        "--control-cost": control_cost,
        "--yes": yes,
    }
    given = [option for option, value in of_rosters.items() if value]
    if given:
        raise typer.BadParameter("It goes with --roster FILE.", param_hint=given[0])
    copied = template or TEMPLATE
    with as_options(template="--template", offices="--offices"):
        if workbook:
            names = [] if offices is None else _listed(offices)
            scenario = api.new_workbook(folder, copied, names)
        else:
            scenario = folder
            api.new(folder, copied)
    holds = f"a copy of {copied}" if offices is None else f"what is known of {offices}"
    edits = _WORKBOOK_EDITS if workbook else _FOLDER_EDITS
    tell(_next_steps(scenario, holds, edits))


def _listed(offices: str) -> list[str]:
    """Offices of a text that separates them by commas."""
    names = [name.strip() for name in offices.split(",") if name.strip()]
    if not names:
        raise typer.BadParameter("Name at least one office.", param_hint="--offices")
    return names


_FOLDER_EDITS = (
    "edit {0}/scenario.yaml: name, title, planning date, budget",
    "edit the tables beside it: start with {0}/cohorts.csv",
)
_WORKBOOK_EDITS = ("open it in a spreadsheet program, and answer the ten questions in front",)


def _next_steps(scenario: Path, holds: str, edits: Sequence[str]) -> str:
    return "\n".join(
        [
            f"{scenario} holds {holds}. Next:",
            *(f"  {edit.format(scenario)}" for edit in edits),
            f"  {shlex.join(['relocate', 'check', str(scenario)])}",
            f"  {shlex.join(['relocate', 'plan', str(scenario)])}",
        ]
    )
