"""The commands of ``relocate``, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.main import get_command

from planner.cli.leaving import MEANINGS
from planner.cli.terminal import tell

COMMANDS = (
    "new",
    "roster",
    "check",
    "plan",
    "frontier",
    "alternatives",
    "explain",
    "compare",
    "export",
    "verify",
    "rules",
    "signals",
    "replay",
    "run",
    "worker",
    "watch",
    "decide",
    "publish",
    "topics",
    "dead-letters",
    "backup",
)
"""Each is a function of the same name, in a module of the same name beside this one."""

_VERSION = "--version"

_ABOUT = (
    "Plan where posts sit when rules on data and people change: which roles move, when, at what "
    "cost, and why. A person decides; this is not legal advice."
)
_CODES = f"Exit codes: {'; '.join(f'{code} {words}' for code, words in MEANINGS.items())}."


def command_line(words: Sequence[str] = ()) -> Callable[..., object]:
    """Put the commands together: the one that is called, or all of them to be listed.

    Parameters
    ----------
    words
        What the program is called with.
    """
    app = typer.Typer(
        help=_ABOUT,
        epilog=_CODES,
        add_completion=False,
        no_args_is_help=True,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_before_any_command)
    for name in _needed(words):
        app.command(name)(_load(name))
    return get_command(app)


def _needed(words: Sequence[str]) -> Sequence[str]:
    first = words[0] if words else ""
    if first == _VERSION:
        return ()
    return (first,) if first in COMMANDS else COMMANDS


def _load(name: str) -> Callable[..., object]:
    function = name.replace("-", "_")
    command: Callable[..., object] = getattr(import_module(f"planner.cli.{function}"), function)
    return command


def _before_any_command(
    *,
    version: Annotated[bool, typer.Option(_VERSION, help="Show the version and exit.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as version_of

        tell(f"relocate {version_of('relocation-planner')}")
        raise typer.Exit
