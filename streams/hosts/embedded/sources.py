"""Where events are read from: a file, a folder of files, or standard input; one event a line."""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from models.errors import InputError
from streams.hosts.embedded.files import INSTEAD, Bookmark, Files, Line
from streams.lines import STDIN, files_of, has_content, open_regular, unreadable
from streams.wire import LARGEST_BYTES


class Source(Protocol):
    """Lines of a place, as they come."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, at most this many."""


def check_readable(place: str) -> None:
    """Refuse a source that cannot be read, before anything is begun for it.

    Raises
    ------
    InputError
        It is neither a file nor a folder, or a file of it cannot be opened.
    """
    if place == STDIN:
        return
    if not Path(place).exists():
        raise InputError.of("is not there", place, next_step=INSTEAD)
    for path in files_of(Path(place)):
        try:
            open_regular(path, INSTEAD).close()
        except OSError as error:
            raise unreadable(path, error, INSTEAD) from None


def source_of(
    place: str,
    read: Mapping[str, Bookmark],
    *,
    follow: bool = False,
    tell: Callable[[str], None] = lambda _words: None,
) -> Source:
    """The source that a place is.

    Parameters
    ----------
    place
        A file, a folder, or ``-`` for standard input.
    read
        How far each file has been read before.
    follow
        Wait for more at the end.
    tell
        Called with messages about files replaced and last lines without an end.
    """
    if place == STDIN:
        return Stdin()
    return Files(Path(place), dict(read), follow, tell)


_CHUNK = 1 << 20


@dataclass
class Stdin:
    """Lines of standard input; ids tell what has been read before."""

    ended: bool = False
    _waiting: deque[Line] = field(default_factory=deque)
    _rest: bytes = b""
    _read_bytes: int = 0

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, at most this many."""
        over = False
        while not over and len(self._waiting) < most and _has_something(sys.stdin.fileno()):
            chunk = os.read(sys.stdin.fileno(), _CHUNK)
            self._take(chunk)
            over = not chunk
        self.ended = over and not self._waiting
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def _take(self, chunk: bytes) -> None:
        # A line without an end must not fill the memory, nor be copied for every piece of it.
        if chunk and b"\n" not in chunk:
            self._rest += chunk[: LARGEST_BYTES + 1 - len(self._rest)]
            return
        *whole, rest = (self._rest + chunk).split(b"\n")
        if not chunk:
            whole, rest = [rest], b""
        self._rest = rest[: LARGEST_BYTES + 1]
        for line in whole:
            self._read_bytes += len(line) + 1
            if has_content(line):
                raw = line.rstrip(b"\r")[: LARGEST_BYTES + 1]
                self._waiting.append(Line(raw, STDIN, self._read_bytes))


def _has_something(handle: int) -> bool:
    return bool(select.select([handle], [], [], 0)[0])
