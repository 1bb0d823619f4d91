"""The options of a what-if, which commands that plan share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.what_if import WhatIf
from planner.cli.naming import as_options
from planner.cli.terminal import mention

if TYPE_CHECKING:
    from models.scenario import Scenario
    from models.settings import Overlay

_SEVERAL = {
    "forbid": (
        "--forbid",
        "[COHORT:]OFFICE",
        "No posts, or none of a cohort, move to an office.",
    ),
    "keep": ("--keep", "COHORT[:POSTS]", "Posts of a cohort stay: all, or at least so many."),
    "pin": (
        "--pin",
        "COHORT:OFFICE:PERIOD:POSTS[:MODE]",
        "At least so many posts move there in a period, as in kyc:singapore:2027-Q1:3.",
    ),
    "without": (
        "--without",
        "MEASURE|ROUTE",
        "A measure is not started; a route, of all or as ENTITY/GROUP/ROUTE, is not filed.",
    ),
    "full": ("--full", "OFFICE", "The office has no free seats and can add none."),
    "matters": ("--if", "MATTER[:STAGE]", "A matter is in force by now, or at another stage."),
}
"""Options that may be repeated: flag, form of the value, help; by field of `WhatIf`."""

_ONCE = {
    "wait": (
        "--wait",
        "QUARTERS",
        "Start nothing new for so many quarters; the horizon ends on the same day.",
    ),
    "because": ("--because", "TEXT", "Why this is tried; it is kept in the files."),
    "save_overlay": (
        "--save-overlay",
        "NAME",
        "Keep what is tried as an overlay of the scenario, for --with NAME.",
    ),
}

_FLAGS = {name: flag for name, (flag, _, _) in {**_SEVERAL, **_ONCE}.items()}


@dataclass(frozen=True)
class Trial:
    """What the options of a what-if ask for."""

    asked: WhatIf
    overlay_name: str

    @property
    def options(self) -> list[str]:
        """The options again, without that which saves an overlay."""
        texts = [(name, text) for name in _SEVERAL for text in getattr(self.asked, name)]
        once = [(name, str(getattr(self.asked, name) or "")) for name in ("wait", "because")]
        return [word for name, text in [*texts, *once] if text for word in (_FLAGS[name], text)]

    def on(self, scenario: Scenario) -> Overlay | None:
        """The overlay that it becomes; None where nothing is to be tried.

        Parameters
        ----------
        scenario
            The scenario with everything else that is laid over it.

        Raises
        ------
        InputError
            Some of it cannot be read, changes nothing or cannot be kept.
        """
        from planner import api

        if self.asked.asks:
            with as_options(**_FLAGS):
                return api.what_if(scenario, self.asked)
        if self.asked.because or self.overlay_name:
            option = "--because" if self.asked.because else "--save-overlay"
            words = f"{option} needs something to try: --forbid, --keep, --pin, --without, "
            raise typer.BadParameter(f"{words}--full, --wait or --if.")
        return None

    def save(self, source: str, overlay: Overlay | None) -> None:
        """Save the overlay beside its scenario if it is given a name, and say where.

        Raises
        ------
        InputError
            It cannot be saved there or by that name.
        """
        from planner import api

        if overlay is None or not self.overlay_name:
            return
        with as_options(**_FLAGS):
            path = api.save_overlay(source, replace(overlay, name=self.overlay_name))
        mention(f"Saved {path}: --with {self.overlay_name} applies it.")


def takes_what_if(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a what-if, in place of its argument ``trial``."""

    @wraps(command)
    def with_trial(*args: object, **values: Any) -> None:
        texts = {name: tuple(values.pop(name) or ()) for name in _SEVERAL}
        asked = WhatIf(wait=values.pop("wait"), because=values.pop("because"), **texts)
        command(*args, trial=Trial(asked, values.pop("save_overlay")), **values)

    parameters: list[Parameter] = []
    for name, parameter in signature(command, eval_str=True).parameters.items():
        parameters += _options() if name == "trial" else [parameter]
    # Typer reads the options from the signature and their types from the annotations.
    vars(with_trial)["__signature__"] = Signature(parameters)
    with_trial.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_trial


def _options() -> list[Parameter]:
    several = [
        _option(name, list[str] | None, None, flag, metavar, f"{words} May be repeated.")
        for name, (flag, metavar, words) in _SEVERAL.items()
    ]
    wait, *texts = _ONCE.items()
    waiting = _option(wait[0], int, 0, *wait[1], min=0)
    return [*several, waiting, *(_option(name, str, "", *each) for name, each in texts)]


def _option(
    name: str, kind: object, default: object, flag: str, metavar: str, words: str, **more: Any
) -> Parameter:
    option = typer.Option(flag, metavar=metavar, help=words, show_default=False, **more)
    return Parameter(
        name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option]
    )
