"""The options of a what-if, which commands that plan share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from models.what_if import WhatIf
from planner.cli.naming import as_options
from planner.cli.terminal import mention

if TYPE_CHECKING:
    from models.scenario import Scenario
    from models.settings import Overlay


def _several(name: str, metavar: str, about: str) -> typer.models.OptionInfo:
    words = f"{about} May be repeated."
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=words)
    return option


ForbidOption = Annotated[
    list[str] | None,
    _several("--forbid", "[COHORT:]OFFICE", "No posts, or none of a cohort, move to an office."),
]
KeepOption = Annotated[
    list[str] | None,
    _several("--keep", "COHORT[:POSTS]", "Posts of a cohort stay: all, or at least so many."),
]
PinOption = Annotated[
    list[str] | None,
    _several(
        "--pin",
        "COHORT:OFFICE:PERIOD:POSTS[:MODE]",
        "At least so many posts move there in a period, as in kyc:singapore:2027-Q1:3.",
    ),
]
WithoutOption = Annotated[
    list[str] | None,
    _several(
        "--without",
        "MEASURE|ROUTE",
        "A measure is not started; a route, of all or as ENTITY/GROUP/ROUTE, is not filed.",
    ),
]
FullOption = Annotated[
    list[str] | None,
    _several("--full", "OFFICE", "The office has no free seats and can add none."),
]
IfOption = Annotated[
    list[str] | None,
    _several("--if", "MATTER[:STAGE]", "A matter is in force by now, or at another stage."),
]
WaitOption = Annotated[
    int,
    typer.Option(
        "--wait",
        min=0,
        metavar="QUARTERS",
        help="Start nothing new for so many quarters; the horizon ends on the same day.",
        show_default=False,
    ),
]
BecauseOption = Annotated[
    str,
    typer.Option(
        "--because",
        metavar="TEXT",
        help="Why this is tried; it is kept in the files.",
        show_default=False,
    ),
]
SaveOverlayOption = Annotated[
    str,
    typer.Option(
        "--save-overlay",
        metavar="NAME",
        help="Keep what is tried as an overlay of the scenario, for --with NAME.",
        show_default=False,
    ),
]


def what_if(wait: int, because: str, **texts: list[str] | None) -> WhatIf:
    """What a command line asks for; texts by the fields of `WhatIf`."""
    asked = {name: tuple(each or ()) for name, each in texts.items()}
    return WhatIf(wait=wait, because=because, **asked)


def overlay_asked_for(scenario: Scenario, asked: WhatIf, name: str) -> Overlay | None:
    """The overlay of a what-if; None where nothing is to be tried.

    Parameters
    ----------
    scenario
        The scenario with everything else that is laid over it.
    asked
        What is to be tried.
    name
        The name by which it is to be saved, if it is.

    Raises
    ------
    InputError
        Some of it cannot be read, changes nothing or cannot be kept.
    """
    from planner import api

    if asked.asks:
        with as_options(**_OPTIONS):
            return api.what_if(scenario, asked)
    if asked.because or name:
        option = "--because" if asked.because else "--save-overlay"
        words = f"{option} needs something to try: --forbid, --keep, --pin, --without, "
        raise typer.BadParameter(f"{words}--full, --wait or --if.")
    return None


def save(source: str, overlay: Overlay | None, name: str) -> None:
    """Save an overlay beside its scenario if it is given a name, and say where.

    Raises
    ------
    InputError
        It cannot be saved there or by that name.
    """
    from planner import api

    if overlay is None or not name:
        return
    with as_options(**_OPTIONS):
        path = api.save_overlay(source, replace(overlay, name=name))
    mention(f"Saved {path}: --with {name} applies it.")


_OPTIONS = {
    **{name: f"--{name}" for name in ("forbid", "keep", "pin", "without", "full", "wait")},
    "matters": "--if",
    "because": "--because",
    "save_overlay": "--save-overlay",
}
