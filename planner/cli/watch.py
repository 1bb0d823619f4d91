"""``relocate watch``: what is open in a journal or at a broker, and how it changes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.options import BrokerChoice, JournalChoice, JsonOption, one_of
from planner.cli.screen import tell

if TYPE_CHECKING:
    from streams.hosts.standing import Standing
    from streams.recommend import Snapshot

_LOOK_SECONDS = 0.5


def watch(
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    once: Annotated[bool, typer.Option("--once", help="Show what is open now, and leave.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what is open, with days to start by and causes, and every change until Ctrl-C."""
    where = one_of(journal, broker)
    try:
        if isinstance(where, str):
            _watch_broker(where, once=once, as_json=as_json)
        else:
            _watch_journal(where, once=once, as_json=as_json)
    except KeyboardInterrupt:
        pass


def _watch_broker(broker: str, *, once: bool, as_json: bool) -> None:
    from planner.api import kafka

    known: dict[str, Snapshot] | None = None

    def show(found: tuple[Snapshot, ...]) -> None:
        nonlocal known
        if known is None:
            known = _show(found, None, as_json=as_json)
        else:
            known |= _show_changes(found, known, as_json=as_json)

    kafka.watch(broker, show, once=once)


def _watch_journal(journal: Path, *, once: bool, as_json: bool) -> None:
    from planner.api import embedded

    reader = embedded.journal(journal)
    try:
        known = _show(reader.readable_snapshots(), reader.balance(), as_json=as_json)
        # What can be read has been shown; that something cannot is told as well.
        reader.snapshots()
        while not once:
            time.sleep(_LOOK_SECONDS)
            known |= _show_changes(reader.snapshots(), known, as_json=as_json)
    finally:
        reader.close()


def _show(
    snapshots: Iterable[Snapshot], balance: Mapping[Standing, int] | None, *, as_json: bool
) -> dict[str, Snapshot]:
    """Show all that is open; the workers of a broker tell no balance here."""
    from planner.cli.changes import balance_words, document, open_words

    found = {shown.programme: shown for shown in snapshots}
    log: dict[str, Any] | None = None
    if balance is not None:
        log = {each.value: count for each, count in balance.items()}
    if as_json:
        programmes = [document(shown) for shown in found.values()]
        tell(json.dumps({"log": log, "programmes": programmes}))
    else:
        words = [*map(open_words, found.values()), *map(balance_words, [log] if log else [])]
        tell("\n\n".join(words or ["No programme has been planned yet."]))
    return found


def _show_changes(
    snapshots: Iterable[Snapshot], known: dict[str, Snapshot], *, as_json: bool
) -> dict[str, Snapshot]:
    """Show what has changed; a snapshot of a lower position is old news."""
    from planner.cli.changes import change_words, document
    from streams.recommend import Snapshot

    changed = {}
    for shown in snapshots:
        nothing = Snapshot(programme=shown.programme, position=0, revision="")
        before = known.get(shown.programme, nothing)
        if shown.position >= before.position and shown != before:
            changed[shown.programme] = shown
            tell(json.dumps(document(shown)) if as_json else change_words(before, shown))
    return changed
