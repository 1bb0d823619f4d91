"""The commands of ``relocate``, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from typer.main import get_command

from planner.cli.alternatives import alternatives
from planner.cli.backup import backup
from planner.cli.check import check
from planner.cli.compare import compare
from planner.cli.dead_letters import dead_letters
from planner.cli.decide import decide
from planner.cli.explain import explain
from planner.cli.export import export
from planner.cli.frontier import frontier
from planner.cli.leaving import MEANINGS
from planner.cli.new import new
from planner.cli.plan import plan
from planner.cli.publish import publish
from planner.cli.replay import replay
from planner.cli.roster import roster
from planner.cli.rules import rules
from planner.cli.run import run
from planner.cli.signals import signals
from planner.cli.terminal import tell
from planner.cli.topics import topics
from planner.cli.verify import verify
from planner.cli.watch import watch
from planner.cli.worker import worker

COMMANDS = (
    new,
    roster,
    check,
    plan,
    frontier,
    alternatives,
    explain,
    compare,
    export,
    verify,
    rules,
    signals,
    replay,
    run,
    worker,
    watch,
    decide,
    publish,
    topics,
    dead_letters,
    backup,
)

_ABOUT = (
    "Plan where posts sit when rules on data and people change: which roles move, when, at what "
    "cost, and why. A person decides; this is not legal advice."
)
_CODES = f"Exit codes: {'; '.join(f'{code} {words}' for code, words in MEANINGS.items())}."


def command_line() -> Callable[..., object]:
    """Put the commands together."""
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
    for command in COMMANDS:
        app.command()(command)
    return get_command(app)


def _before_any_command(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as version_of

        tell(f"relocate {version_of('relocation-planner')}")
        raise typer.Exit
