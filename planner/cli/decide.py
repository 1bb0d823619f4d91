"""``relocate decide``: what a person decides on a recommendation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from models.choices import DecisionKind, Reason
from planner.cli.naming import as_options
from planner.cli.options import BrokerChoice, JournalChoice, log_place
from planner.cli.terminal import tell, wrapped

_OPTIONS = {
    "recommendation": "ID",
    "revision": "REVISION",
    "heads": "--posts",
    "until": "--until",
    "by": "--by",
}


def decide(
    recommendation: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Of the recommendation, as `watch` shows it.", show_default=False
        ),
    ],
    revision: Annotated[
        str,
        typer.Argument(
            metavar="REVISION",
            help="What the decision is about, as `watch` shows it after the id.",
            show_default=False,
        ),
    ],
    verdict: Annotated[
        DecisionKind,
        typer.Argument(
            metavar="VERDICT",
            help="part accepts some of the posts, defer asks again later, withdraw takes back an "
            "earlier decision.",
            show_default=False,
        ),
    ],
    *,
    reason: Annotated[Reason, typer.Option(metavar="CODE", help=f"Why: {', '.join(Reason)}.")],
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    posts: Annotated[
        int | None, typer.Option(metavar="N", help="With part: how many posts.", show_default=False)
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="With defer: when to ask again.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            metavar="ROLE", envvar="RELOCATE_BY", help="Who decides: a role, never a name."
        ),
    ] = "unnamed",
) -> None:
    """Accept, defer or reject a recommendation.

    A part of its posts can be accepted, and an earlier decision withdrawn.
    """
    from planner.api.logs import DecisionRequest, open_log
    from planner.cli.changes import reading_words

    day = until.date() if until is not None else None
    log = open_log(log_place(journal, broker))
    request = DecisionRequest(recommendation, revision, verdict, reason, posts, day, by)
    with as_options(**_OPTIONS):
        event = log.decide(request)
    said = (
        f"{verdict.value} {event.recommendation}, because of {reason.value}, by {event.by}: "
        f"{event.id}."
    )
    tell(wrapped(f"{said}{reading_words(log)}"))
