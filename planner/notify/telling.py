"""Tells what there is to tell: one thing after the other, again until it has come, once each."""

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
from planner.notify.notices import Sight, notices, seen
from planner.notify.sending import NotSentError, Send
from planner.notify.told import Told, keep_told, read_told
from streams.hosts.embedded.journal import WriterLock

LOOK_SECONDS = 5.0
"""Between two looks at what there is to tell."""

FIRST_RETRY_SECONDS = 5.0
LONGEST_RETRY_SECONDS = 300.0


@dataclass
class Notifier:
    """Whoever tells; a file remembers what."""

    path: Path
    send: Send
    within: timedelta
    """How long before it lapses a recommendation is told of again."""
    failed: Callable[[str], None] = lambda _why: None
    """Told why something could not be sent, once until it can be."""
    told: Told = field(default_factory=Told)
    clock: Callable[[], float] = monotonic
    """For waiting, in seconds."""
    _failures: int = 0
    """In a row."""
    _look_at: float = 0.0
    _tries: Counter[str] = field(default_factory=Counter)

    @property
    def due(self) -> bool:
        """Whether it is time to look."""
        return self.clock() >= self._look_at

    def look(self, sight: Sight, now: datetime) -> bool:
        """Tell what there is to tell, up to the first thing that cannot be sent.

        What failed least is tried first, so that one that nobody takes does not hold up the rest.
        A notice counts as told once it has come and that has been written down: a kill in between
        lets it be told again, under the same id.

        Returns
        -------
        bool
            Whether all has been told.

        Raises
        ------
        InputError
            What has been told cannot be written down.
        """
        self._keep(seen(sight, self.told, now))
        found = list(notices(sight, self.told, now, self.within))
        for notice in sorted(found, key=lambda each: self._tries[each.id]):
            try:
                self.send(notice.id, json.dumps(notice.document).encode())
            except NotSentError as error:
                self._put_off(notice.id, str(error))
                return False
            self._failures = 0
            self._keep(notice.tell(self.told))
        self._look_at = self.clock() + LOOK_SECONDS
        return True

    def _keep(self, told: Told) -> None:
        if told != self.told:
            keep_told(self.path, told)
            self.told = told

    def _put_off(self, name: str, why: str) -> None:
        if not self._failures:
            self.failed(why)
        wait = min(FIRST_RETRY_SECONDS * 2**self._failures, LONGEST_RETRY_SECONDS)
        self._look_at = self.clock() + wait
        self._failures = min(self._failures + 1, 20)
        self._tries[name] += 1


@contextmanager
def telling(
    path: Path, send: Send, within: timedelta, failed: Callable[[str], None]
) -> Iterator[Notifier]:
    """Whoever tells, and nobody else with the same file.

    Raises
    ------
    InputError
        The file says something else than what has been told, or cannot be read or written.
    TryAgainError
        Another process tells with it.
    """
    if problem := unwritable(path):
        raise InputError([problem])
    lock = WriterLock(path)
    try:
        found = Notifier(path, send, within, failed, read_told(path))
        keep_told(path, found.told)
        yield found
    finally:
        lock.let_go()
