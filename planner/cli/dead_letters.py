"""``relocate dead-letters``: records that are not events, and sending them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.readable import counted
from planner.cli.options import BrokerChoice, JournalChoice, JsonOption, log_place
from planner.cli.terminal import mention, tell

MOST_SHOWN = 1000

if TYPE_CHECKING:
    from planner.api.logs import Letter, Log


def dead_letters(
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    resend: Annotated[
        bool,
        typer.Option("--resend", help="Hand in again those that are valid events by now."),
    ] = False,
    show: Annotated[
        bool,
        typer.Option("--show", help="Show their content too; it may be personal data."),
    ] = False,
    parked: Annotated[
        bool,
        typer.Option(
            "--parked",
            help="List events that only a later release can read, in place of dead letters.",
        ),
    ] = False,
    last: Annotated[
        int,
        typer.Option("--last", metavar="N", min=1, help="Show this many at most, the last ones."),
    ] = MOST_SHOWN,
    as_json: JsonOption = False,
) -> None:
    """List records that are not valid events, and why.

    What has become valid meanwhile can be sent again.
    """
    from planner.api.logs import open_log

    where = log_place(journal, broker)
    if resend and parked:
        raise typer.BadParameter(
            "Give either --resend or --parked: parked events are read by a later release."
        )
    log = open_log(where)
    if resend:
        _resend(log, as_json=as_json)
        return
    letters = log.parked(last + 1) if parked else log.dead_letters(last + 1)
    rows = [_row(each, show=show) for each in letters[-last:]]
    none = "No parked events." if parked else "No dead letters."
    tell(json.dumps(rows) if as_json else _words(rows, none))
    if len(letters) > last:
        mention(f"The last {last:,} are shown; --last {10 * last} shows more.")
    # What can be read has been shown; that something cannot be trusted is an error all the same.
    log.refuse_damage(letters)


def _resend(log: Log, *, as_json: bool) -> None:
    from planner.cli.changes import reading_words

    sent = log.resend()
    if as_json:
        tell(json.dumps([_row(each, show=False) for each in sent]))
    elif sent:
        tell(f"Sent {counted(len(sent), 'letter')} again.{reading_words(log)}")
    else:
        tell(
            "Nothing to send again: none of the dead letters is a valid event yet. "
            "Fix them and use `relocate publish`."
        )


def _row(letter: Letter, *, show: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "position": letter.position,
        "reason": letter.reason,
        "sha256": letter.sha256,
        "origin": letter.origin,
    }
    if show and letter.raw is not None:
        row["content"] = letter.raw.decode("utf-8", "backslashreplace")
    return row


def _words(rows: Sequence[dict[str, Any]], none: str) -> str:
    from planner.cli.tables import Heading, grid

    if not rows:
        return none
    headings = [Heading(word) for word in ("Position", "Why", "SHA-256", "From")]
    listed = [(r["position"], r["reason"], r["sha256"][:12], r["origin"]) for r in rows]
    contents = [f"\n{r['position']}: {r['content']}" for r in rows if "content" in r]
    return "\n".join([grid(headings, listed), *contents])
