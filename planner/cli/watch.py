"""``relocate watch``: what is open in a journal or at a broker, and how it changes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import Problem, TryAgainError
from planner.cli.options import BrokerChoice, JournalChoice, JsonOption, one_of
from planner.cli.screen import mention, tell

if TYPE_CHECKING:
    from planner.notify import Notifier
    from streams.hosts.standing import Standing
    from streams.recommend import Snapshot

_LOOK_SECONDS = 0.5

_DAYS = 7
"""Before it lapses, a recommendation is told again, unless another number is asked for."""


def watch(
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    once: Annotated[bool, typer.Option("--once", help="Show what is open now, and leave.")] = False,
    as_json: JsonOption = False,
    notify: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="RELOCATE_NOTIFY",
            help="Tell this address, by POST, what is new, lapses soon or is stuck: "
            "docs/operations.md.",
            show_default=False,
        ),
    ] = None,
    notify_command: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND",
            help="Tell this command the same, on its standard input.",
            show_default=False,
        ),
    ] = None,
    notify_days: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=365,
            help="Tell so many days before it lapses.  [default: 7]",
            show_default=False,
        ),
    ] = None,
    notified: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Remembers what has been told.  [default: beside the journal]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show what is open, with days to start by and causes, and every change until Ctrl-C."""
    where = one_of(journal, broker)
    with ExitStack() as stack:
        stack.enter_context(suppress(KeyboardInterrupt))
        found: Notifier | None = None
        if notify is not None or notify_command is not None:
            file, days = _file(notified, where), _DAYS if notify_days is None else notify_days
            found = stack.enter_context(_telling(notify, notify_command, file, days))
        elif notify_days is not None or notified is not None:
            raise typer.BadParameter(
                "--notify-days and --notified go with --notify or --notify-command."
            )
        if isinstance(where, str):
            told = _watch_broker(where, found, once=once, as_json=as_json)
        else:
            told = _watch_journal(where, found, once=once, as_json=as_json)
        if not told:
            step = "The same command tries it again."
            raise TryAgainError([Problem("Not all could be told", next_step=step)])


def _telling(
    address: str | None, command: str | None, file: Path, days: int
) -> AbstractContextManager[Notifier]:
    from planner.api.telling import telling

    if address is not None and command is not None:
        raise typer.BadParameter("Name --notify or --notify-command, not both.")

    def failed(why: str) -> None:
        mention(f"Could not tell: {why}. It is tried again.")

    return telling(address, command, file, days, failed)


def _file(file: Path | None, where: Path | str) -> Path:
    """Where it is written down what has been told."""
    if file is not None:
        return file
    if isinstance(where, str):
        raise typer.BadParameter("With --broker, name the file that remembers it: --notified FILE.")
    return where.with_name(f"{where.name}.notified")


def _watch_broker(broker: str, notifier: Notifier | None, *, once: bool, as_json: bool) -> bool:
    from planner.api import kafka

    known: dict[str, Snapshot] | None = None

    def show(found: tuple[Snapshot, ...]) -> None:
        nonlocal known
        if known is None:
            known = _show(found, None, as_json=as_json)
        else:
            known |= _show_changes(found, known, as_json=as_json)

    if notifier is not None:
        return kafka.watch_and_tell(broker, show, notifier, once=once)
    kafka.watch(broker, show, once=once)
    return True


def _watch_journal(journal: Path, notifier: Notifier | None, *, once: bool, as_json: bool) -> bool:
    from planner.api import embedded, telling

    reader = embedded.journal(journal)
    try:
        known = _show(reader.readable_snapshots(), reader.balance(), as_json=as_json)
        told = notifier is None or telling.tell(notifier, known, reader)
        # What can be read has been shown; that something cannot is told as well.
        reader.snapshots()
        while not once:
            time.sleep(_LOOK_SECONDS)
            known |= _show_changes(reader.snapshots(), known, as_json=as_json)
            if notifier is not None and notifier.due:
                telling.tell(notifier, known, reader)
    finally:
        reader.close()
    return told


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
