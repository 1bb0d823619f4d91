"""``relocate watch``: what is open in a journal or at a broker, and how it changes."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import TryAgainError
from planner.cli.naming import as_options
from planner.cli.options import BrokerChoice, JournalChoice, JsonOption, log_place
from planner.cli.terminal import mention, tell

if TYPE_CHECKING:
    from planner.api.logs import Log, Snapshot, Update
    from planner.api.types import Notifier

_DAYS = 7
"""How long before it lapses a recommendation is notified again."""


def watch(
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    once: Annotated[bool, typer.Option("--once", help="Show what is open now, and exit.")] = False,
    as_json: JsonOption = False,
    notify: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="RELOCATE_NOTIFY",
            help="Notify this address, by POST, of what is new, lapses soon or is stuck: "
            "docs/operations.md.",
            show_default=False,
        ),
    ] = None,
    notify_command: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND",
            help="Run this command with the same notices on its standard input.",
            show_default=False,
        ),
    ] = None,
    notify_days: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=365,
            help="Notify again this many days before a recommendation lapses.",
            show_default=str(_DAYS),
        ),
    ] = None,
    notified: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Remember in this file what has been notified.",
            show_default="beside the journal",
        ),
    ] = None,
) -> None:
    """Show open recommendations, and follow their changes.

    Each is shown with the day to start by, what it takes, and the events that caused it. It runs
    until Ctrl-C.
    """
    from planner.api.logs import open_log

    where = log_place(journal, broker)
    with ExitStack() as stack:
        stack.enter_context(suppress(KeyboardInterrupt))
        notifier: Notifier | None = None
        if notify is not None or notify_command is not None:
            file, days = _file(notified, journal), _DAYS if notify_days is None else notify_days
            notifier = stack.enter_context(_open_notifier(notify, notify_command, file, days))
        elif notify_days is not None or notified is not None:
            raise typer.BadParameter(
                "--notify-days and --notified go with --notify or --notify-command."
            )
        log = open_log(where)
        watcher = _Watcher(log, notifier, once=once, as_json=as_json)
        log.follow(watcher.see, dead_letters=notifier is not None)
        if not watcher.all_sent:
            step = "The same command tries again."
            raise TryAgainError.of("not every notice could be sent", next_step=step)


def _open_notifier(
    address: str | None, command: str | None, file: Path, days: int
) -> AbstractContextManager[Notifier]:
    from planner.api.logs import open_notifier

    if address is not None and command is not None:
        raise typer.BadParameter("Give either --notify or --notify-command.")

    def failed(why: str) -> None:
        mention(f"A notice could not be sent: {why}. It will be tried again.")

    with as_options(address="--notify", command="--notify-command"):
        return open_notifier(address, command, file, days, failed)


def _file(file: Path | None, journal: Path | None) -> Path:
    """Where it is written down what has been sent."""
    if file is not None:
        return file
    if journal is None:
        raise typer.BadParameter("With --broker, give --notified FILE as well.")
    return journal.with_name(f"{journal.name}.notified")


@dataclass
class _Watcher:
    """Shows what is open, then what changes, and notifies."""

    log: Log
    notifier: Notifier | None
    once: bool
    as_json: bool
    all_sent: bool = True
    """Whether the last look at the notices sent every one that was due."""
    _known: dict[str, Snapshot] | None = field(default=None, init=False)

    def see(self, update: Update) -> bool:
        """Show an update, and say whether to go on."""
        from planner.api.logs import notify_all

        found = {each.programme: each for each in update.snapshots}
        if self._known is None:
            self._show(found)
            self._known = {}
        else:
            self._show_changes(found, self._known)
        self._known |= found
        if self.notifier is not None and self.notifier.due and update.dead_letters is not None:
            self.all_sent = notify_all(self.notifier, self._known, update.dead_letters())
        return not self.once

    def _show(self, found: dict[str, Snapshot]) -> None:
        """Show all that is open, and the balance of a journal."""
        from planner.cli.changes import balance_words, open_words
        from planner.exports.recommendations import snapshot_document

        balance = self.log.balance()
        if self.as_json:
            programmes = [snapshot_document(shown) for shown in found.values()]
            tell(json.dumps({"log": balance, "programmes": programmes}))
        else:
            words = [*map(open_words, found.values())]
            words += [balance_words(balance)] if balance is not None else []
            tell("\n\n".join(words or ["No programme has been planned yet."]))

    def _show_changes(self, found: dict[str, Snapshot], known: dict[str, Snapshot]) -> None:
        from planner.api.logs import Snapshot
        from planner.cli.changes import change_words
        from planner.exports.recommendations import snapshot_document

        for name, shown in found.items():
            before = known.get(name, Snapshot(programme=name, position=0, revision=""))
            if self.as_json:
                tell(json.dumps(snapshot_document(shown)))
            else:
                tell(change_words(before, shown))
