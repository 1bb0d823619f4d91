"""``relocate backup``: a copy of a journal, also while a host writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.readable import counted
from planner.cli.options import JournalOption
from planner.cli.screen import mention


def backup(
    copy: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Where the copy goes; an older copy makes way."),
    ],
    *,
    journal: JournalOption,
    rescue: Annotated[
        bool,
        typer.Option("--rescue", help="Save what can be read of a damaged one into a new file."),
    ] = False,
) -> None:
    """Copy a journal while a host may be at work, and check that the copy is whole."""
    from planner.api.logs import back_up
    from planner.api.logs import rescue as rescued
    from planner.cli.changes import balance_words

    if rescue:
        balance = rescued(journal, copy)
        mention(f"Written: {copy}. {balance_words(balance)}")
        mention("`relocate dead-letters` says what is lost; `relocate run` works out what is open.")
        return
    position = back_up(journal, copy)
    mention(f"Written: {copy}, {counted(position, 'record')}, checked.")
