"""``relocate watch``: what is open in a journal, and how it changes."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.options import JournalOption, JsonOption
from planner.cli.screen import tell

if TYPE_CHECKING:
    from streams.hosts.embedded.journal import Reader
    from streams.recommend import Snapshot

_LOOK_SECONDS = 0.5


def watch(
    *,
    journal: JournalOption,
    once: Annotated[bool, typer.Option("--once", help="Show what is open now, and leave.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what is open, with days to start by and causes, and every change until Ctrl-C."""
    from planner import api

    reader = api.journal(journal)
    try:
        known = _show(reader, as_json=as_json)
        while not once:
            time.sleep(_LOOK_SECONDS)
            known |= _show_changes(reader, known, as_json=as_json)
    except KeyboardInterrupt:
        pass
    finally:
        reader.close()


def _show(reader: Reader, *, as_json: bool) -> dict[str, Snapshot]:
    from planner.cli.changes import balance_words, document, open_words

    found = {shown.programme: shown for shown in reader.snapshots()}
    balance: dict[str, Any] = {each.value: count for each, count in reader.balance().items()}
    if as_json:
        programmes = [document(shown) for shown in found.values()]
        tell(json.dumps({"log": balance, "programmes": programmes}))
    else:
        tell("\n\n".join([*map(open_words, found.values()), balance_words(balance)]))
    return found


def _show_changes(
    reader: Reader, known: dict[str, Snapshot], *, as_json: bool
) -> dict[str, Snapshot]:
    """Show what has changed; a snapshot of a lower position is old news."""
    from planner.cli.changes import change_words, document
    from streams.recommend import Snapshot

    changed = {}
    for shown in reader.snapshots():
        nothing = Snapshot(programme=shown.programme, position=0, revision="")
        before = known.get(shown.programme, nothing)
        if shown.position > before.position:
            changed[shown.programme] = shown
            tell(json.dumps(document(shown)) if as_json else change_words(before, shown))
    return changed
