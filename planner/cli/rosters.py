"""What commands that read a roster share: their options, and what they show and ask."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.naming import as_options
from planner.cli.terminal import tell, wrapped

if TYPE_CHECKING:
    from planner.api.types import RosterDraft, RosterUpdate

MappingOption = Annotated[
    Path | None,
    typer.Option(
        "--mapping", metavar="FILE", help="What the roster's columns and values mean (YAML)."
    ),
]
RosterSettings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="The same for one thing, such as planning_date=2026-12-01 or rates.SGD=5.3.",
    ),
]
ControlOption = Annotated[
    list[str] | None,
    typer.Option(
        "--control",
        metavar="AMOUNT",
        help="Yearly pay of all people by payroll, such as 'CNY 123,456,789'.",
    ),
]
CostControlOption = Annotated[
    str | None,
    typer.Option(
        "--control-cost",
        metavar="AMOUNT",
        help="Yearly cost of all posts by the budget, open ones too, in the planning currency.",
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Take what is shown, without asking.")]


def new_from_roster(
    folder: Path,
    roster: Path,
    mapping: Path | None,
    settings: Sequence[str],
    controls: Sequence[str],
    cost: str | None,
    *,
    yes: bool,
) -> None:
    """Make a folder of the cohorts of a roster, once somebody has confirmed them."""
    from planner.api.rosters import read_roster

    with as_options(
        settings="--set", control="--control", cost="--control-cost", mapping="--mapping"
    ):
        draft = read_roster(roster, folder, mapping, settings, controls, cost)
    show(draft)
    confirm(f"Write these cohorts to {folder}?", yes=yes)
    draft.write()
    tell(f"{folder} holds the cohorts; {folder}/roster-receipt.md lists what to fill in next.")


def show(draft: RosterDraft | RosterUpdate) -> None:
    """Show what was read, what small groups join, and what became of the rows."""
    _section("Read", draft.found)
    _section("Small groups that join their nearest", draft.joinings)
    _section("Rows and pay", [each.exact or each.text for each in draft.receipt])


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        tell("\n".join([title, *(wrapped(line, indent=2, hanging=2) for line in lines), ""]))


def confirm(question: str, *, yes: bool) -> None:
    """Ask, unless somebody has said yes; where nobody can be asked, say how to.

    Raises
    ------
    BadParameter
        There is nobody to ask.
    Exit
        The answer is no.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter(
            "Nothing was written: confirm what is shown above with --yes.", param_hint="--yes"
        )
    if not typer.confirm(question):
        tell("Nothing was written.")
        raise typer.Exit
