"""``relocate dead-letters``: what came and was no event, and sending it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.options import BrokerChoice, JournalChoice, JsonOption, one_of
from planner.cli.screen import counted, mention, tell

MOST_SHOWN = 1000

if TYPE_CHECKING:
    from streams.hosts.letters import Letter


def dead_letters(
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    resend: Annotated[
        bool,
        typer.Option("--resend", help="Hand those to the host that are events by now."),
    ] = False,
    show: Annotated[
        bool,
        typer.Option("--show", help="With what they say, which can tell on people."),
    ] = False,
    parked: Annotated[
        bool,
        typer.Option("--parked", help="In place of them: events that only a later release reads."),
    ] = False,
    last: Annotated[
        int, typer.Option("--last", metavar="N", min=1, help="Show no more than the last ones.")
    ] = MOST_SHOWN,
    as_json: JsonOption = False,
) -> None:
    """List what came and was no event, with where and why; send again what has become one."""
    where = one_of(journal, broker)
    if resend and parked:
        raise typer.BadParameter("Say one of --resend and --parked: a later release reads them.")
    if resend:
        sent, when = _resend(where)
        _say_sent(sent, when, as_json=as_json)
        return
    if isinstance(where, str):
        from planner.api import kafka

        letters = kafka.parked(where) if parked else kafka.dead_letters(where)
    else:
        from planner.api import embedded

        look = embedded.parked if parked else embedded.dead_letters
        letters = look(where, last + 1)
    rows = [_row(each, show=show) for each in letters[-last:]]
    none = "No parked events." if parked else "No dead letters."
    tell(json.dumps(rows) if as_json else _words(rows, none))
    if len(letters) > last:
        mention(f"The last {last:,} are shown; --last {10 * last} shows more.")
    if isinstance(where, Path):
        from planner.api import embedded

        # What can be read has been shown; that something cannot be trusted is told as well.
        embedded.refuse_damage(where, letters)


def _resend(where: Path | str) -> tuple[Sequence[Letter], str]:
    """What was sent again, and when it will be read."""
    from planner.cli.changes import waiting_words

    if isinstance(where, str):
        from planner.api import kafka

        return kafka.resend(where), ""
    from planner.api import embedded

    sent, host_at_work = embedded.resend(where)
    return sent, f" {waiting_words(host_at_work=host_at_work)}"


def _say_sent(sent: Sequence[Letter], when: str, *, as_json: bool) -> None:
    if as_json:
        tell(json.dumps([_row(each, show=False) for each in sent]))
    elif sent:
        tell(f"Sent {counted(len(sent), 'letter')} again.{when}")
    else:
        tell("None has become an event: mend them and `relocate publish` them.")


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
    from planner.cli.grids import Heading, grid

    if not rows:
        return none
    headings = [Heading(word) for word in ("Position", "Why", "SHA-256", "From")]
    listed = [(r["position"], r["reason"], r["sha256"][:12], r["origin"]) for r in rows]
    contents = [f"\n{r['position']}: {r['content']}" for r in rows if "content" in r]
    return "\n".join([grid(headings, listed), *contents])
