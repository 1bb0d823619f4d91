"""``relocate backup``: a copy of a journal, also while a host writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.readable import counted
from planner.cli.options import JournalOption
from planner.cli.terminal import mention


def backup(
    copy: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The copy to write; an older copy of the same journal is replaced."
        ),
    ],
    *,
    journal: JournalOption,
    rescue: Annotated[
        bool,
        typer.Option(
            "--rescue", help="Save what can be read of a damaged journal into a new file."
        ),
    ] = False,
) -> None:
    """Copy a journal, and check that the copy is whole.

    A host may be at work meanwhile.
    """
    from planner.api.logs import back_up
    from planner.api.logs import rescue as rescued
    from planner.cli.changes import balance_words

    if rescue:
        balance = rescued(journal, copy)
        mention(f"Written: {copy}. {balance_words(balance)}")
        mention(
            "`relocate dead-letters` lists what is lost; `relocate run` finds again what is open."
        )
        return
    position = back_up(journal, copy)
    mention(f"Written: {copy}, {counted(position, 'record')}, checked.")
