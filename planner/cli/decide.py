"""``relocate decide``: what a person says to a recommendation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from models.answer import DecisionKind, Reason
from planner.cli.options import BrokerChoice, JournalChoice, one_of
from planner.cli.screen import tell, wrapped


def decide(
    recommendation: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    revision: Annotated[
        str,
        typer.Argument(
            metavar="REVISION", help="As `watch` shows it beside the id.", show_default=False
        ),
    ],
    verdict: Annotated[DecisionKind, typer.Argument(show_default=False)],
    *,
    reason: Annotated[Reason, typer.Option(metavar="CODE", help=", ".join(Reason))],
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    heads: Annotated[
        int | None, typer.Option(metavar="N", help="How many, of a part.", show_default=False)
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="When to ask again.", show_default=False
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            metavar="ROLE", envvar="RELOCATE_BY", help="Who decides: a role, never a name."
        ),
    ] = "unnamed",
) -> None:
    """Accept a recommendation or a part of it, put it off, say no, or take back what was said."""
    from planner.api.logs import DecisionRequest, open_log
    from planner.cli.changes import reading_words

    day = until.date() if until is not None else None
    log = open_log(one_of(journal, broker))
    event = log.decide(DecisionRequest(recommendation, revision, verdict, reason, heads, day, by))
    said = (
        f"{verdict.value} {event.recommendation}, because of {reason.value}, by {event.by}: "
        f"{event.id}."
    )
    tell(wrapped(f"{said}{reading_words(log)}"))
