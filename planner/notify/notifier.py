"""Sends the notices that are due, one after another: each once, and again until delivered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from models.errors import InputError
from planner.exports.writing import unwritable
from planner.notify.notices import Overview, carry_over, notices
from planner.notify.notified import Notified, read_notified, write_notified
from planner.notify.sending import NotSentError, Send
from streams.hosts.embedded.journal import WriterLock

LOOK_SECONDS = 5.0
"""Time between two looks for notices."""

FIRST_RETRY_SECONDS = 5.0
LONGEST_RETRY_SECONDS = 300.0


@dataclass
class Notifier:
    """Sends notices, and keeps in a file which it has sent."""

    path: Path
    send: Send
    within: timedelta
    """How long before a recommendation lapses a second notice is sent."""
    failed: Callable[[str], None] = lambda _why: None
    """Called with the reason when sending begins to fail, and not again before it has succeeded."""
    notified: Notified = field(default_factory=Notified)
    clock: Callable[[], float] = monotonic
    """Seconds, for waiting between attempts."""
    _failures: int = 0
    """Number of failures in a row."""
    _look_at: float = 0.0
    _tries: Counter[str] = field(default_factory=Counter)

    @property
    def due(self) -> bool:
        """Whether it is time to look."""
        return self.clock() >= self._look_at

    def look(self, overview: Overview, now: datetime) -> bool:
        """Send the notices that are due, up to the first that cannot be sent.

        The notice that failed least often goes first, so that one that is always refused does not
        hold up the others. A notice counts as sent once it has been delivered and this has been
        written to the file. If the process dies in between, it is sent again under the same id.

        Returns
        -------
        bool
            Whether all of them were sent.

        Raises
        ------
        InputError
            The file of what has been notified cannot be written.
        """
        self._keep(carry_over(overview, self.notified, now))
        found = list(notices(overview, self.notified, now, self.within))
        for notice in sorted(found, key=lambda each: self._tries[each.id]):
            try:
                self.send(notice.id, json.dumps(notice.document).encode())
            except NotSentError as error:
                self._put_off(notice.id, str(error))
                return False
            self._failures = 0
            self._keep(notice.add_to(self.notified))
        self._look_at = self.clock() + LOOK_SECONDS
        return True

    def _keep(self, notified: Notified) -> None:
        if notified != self.notified:
            write_notified(self.path, notified)
            self.notified = notified

    def _put_off(self, name: str, why: str) -> None:
        if not self._failures:
            self.failed(why)
        wait = min(FIRST_RETRY_SECONDS * 2**self._failures, LONGEST_RETRY_SECONDS)
        self._look_at = self.clock() + wait
        self._failures = min(self._failures + 1, 20)
        self._tries[name] += 1


@contextmanager
def open_notifier(
    path: Path, send: Send, within: timedelta, failed: Callable[[str], None]
) -> Iterator[Notifier]:
    """Open a notifier; no other process uses the same file meanwhile.

    Raises
    ------
    InputError
        The file is not a record of notices, or cannot be read or written.
    TryAgainError
        Another process is using it.
    """
    if problem := unwritable(path):
        raise InputError([problem])
    lock = WriterLock(path)
    try:
        found = Notifier(path, send, within, failed, read_notified(path))
        write_notified(path, found.notified)
        yield found
    finally:
        lock.let_go()
