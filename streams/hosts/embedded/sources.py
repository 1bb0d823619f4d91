"""Where events are read from: a file, a folder of files, or standard input; one event a line."""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from models.errors import InputError, Problem
from streams.hosts.embedded.bookmarks import NOWHERE, Bookmark, bookmark, is_in
from streams.lines import files_of, is_said, lines, opened, unreadable
from streams.wire import LARGEST_BYTES

STDIN = "-"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a source."""

    raw: bytes
    """Cut off one byte beyond the largest that an event may have."""
    source: str
    read_bytes: int
    """Of the source, with this line."""
    bookmark: Bookmark | None = None
    """How far the source has been read, where this line is the last of those read together."""


class Source(Protocol):
    """Lines of a place, as they come."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most."""


def source_of(
    place: str,
    read: Mapping[str, Bookmark],
    *,
    follow: bool = False,
    told: Callable[[str], None] = lambda _words: None,
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
    told
        Told of files that are others than those read before, and of lines that wait.

    Raises
    ------
    InputError
        It is neither a file nor a folder.
    """
    if place == STDIN:
        return Stdin()
    if not Path(place).exists():
        step = "Name a file or folder of events, one a line, or - for standard input."
        raise InputError([Problem("is not there", file=place, next_step=step)])
    return Files(Path(place), dict(read), follow, told)


@dataclass
class Files:
    """Lines of a file, or of the ``*.jsonl`` of a folder in the order of their names.

    What has been read is not read again. A file counts up to its last whole line, since the rest
    may still be written. Another one under the same name is read from its start.
    """

    place: Path
    at: dict[str, Bookmark] = field(default_factory=dict)
    """How far each file has been read."""
    follow: bool = False
    told: Callable[[str], None] = lambda _words: None
    ended: bool = False
    _waits: set[str] = field(default_factory=set, init=False)
    """Files whose last line has no end, of which that has been told."""
    _done: dict[str, tuple[int, ...]] = field(default_factory=dict, init=False)
    """Files of which all has been read, as they were then: to open them again is for nothing."""

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most.

        Raises
        ------
        InputError
            A file cannot be read, or is no regular file.
        """
        found: list[Line] = []
        for path in files_of(self.place):
            if len(found) < most:
                found += self._of(path, most - len(found))
        self.ended = not self.follow and len(found) < most
        return found

    def whole(self) -> list[str]:
        """Files that have been read to their end."""
        found = []
        for path in files_of(self.place):
            with suppress(FileNotFoundError):
                if self.at.get(str(path), NOWHERE).read_bytes >= path.stat().st_size:
                    found.append(str(path))
        return found

    def _of(self, path: Path, most: int) -> list[Line]:
        name = str(path)
        try:
            state = _state(path)
            if state == self._done.get(name):
                return []
            with opened(path) as stream:
                found, is_all = self._next(stream, name, most)
        except OSError as error:
            raise unreadable(path, error) from None
        if is_all:
            self._done[name] = state
        return found

    def _next(self, stream: BinaryIO, name: str, most: int) -> tuple[list[Line], bool]:
        """The next lines of a file, and whether they are all that there are."""
        if not is_in(stream, self.at.get(name, NOWHERE)):
            self.at[name] = NOWHERE
            self.told(f"{name} is another file than was read before: it is read from its start.")
        found, end, is_all = list[Line](), self.at.get(name, NOWHERE).read_bytes, True
        stream.seek(end)
        for raw, is_whole in lines(stream):
            if not is_whole:
                self._wait_for_end(name, raw)
                break
            end = stream.tell()
            if is_said(raw):
                found.append(Line(raw, name, end))
            if len(found) == most:
                is_all = False
                break
        self.at[name] = bookmark(stream, end)
        if found:
            found[-1] = replace(found[-1], bookmark=self.at[name])
        return found, is_all

    def _wait_for_end(self, name: str, raw: bytes) -> None:
        if raw.strip() and not self.follow and name not in self._waits:
            self._waits.add(name)
            self.told(f"{name}: its last line has no end yet, and waits for it.")


@dataclass
class Stdin:
    """Lines of standard input; ids tell what has been read before."""

    ended: bool = False
    _waiting: deque[Line] = field(default_factory=deque)
    _rest: bytes = b""
    _read_bytes: int = 0

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most."""
        over = False
        while not over and len(self._waiting) < most and _has_something(sys.stdin.fileno()):
            chunk = os.read(sys.stdin.fileno(), _CHUNK)
            self._take(chunk)
            over = not chunk
        self.ended = over and not self._waiting
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def _take(self, chunk: bytes) -> None:
        *whole, rest = (self._rest + chunk).split(b"\n")
        if not chunk:
            whole, rest = [rest], b""
        # A line without an end must not fill the memory.
        self._rest = rest[: LARGEST_BYTES + 1]
        for line in whole:
            self._read_bytes += len(line) + 1
            if is_said(line):
                raw = line.rstrip(b"\r")[: LARGEST_BYTES + 1]
                self._waiting.append(Line(raw, STDIN, self._read_bytes))


def _state(path: Path) -> tuple[int, ...]:
    found = path.stat(follow_symlinks=False)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _has_something(handle: int) -> bool:
    return bool(select.select([handle], [], [], 0)[0])
