"""Where events are read from: a file, a folder of files, or standard input; one event a line."""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from models.errors import InputError, Problem
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


class Source(Protocol):
    """Lines of a place, as they come."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most."""


def source_of(place: str, read_bytes: Mapping[str, int], *, follow: bool = False) -> Source:
    """The source that a place is.

    Parameters
    ----------
    place
        A file, a folder, or ``-`` for standard input.
    read_bytes
        Of each file, what has been read before.
    follow
        Wait for more at the end.

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
    return Files(Path(place), dict(read_bytes), follow)


@dataclass
class Files:
    """Lines of a file, or of the ``*.jsonl`` of a folder in the order of their names.

    What has been read is not read again. A file that is followed counts up to its last whole line,
    since the rest may still be written; one that has become shorter is read from its start.
    """

    place: Path
    at: dict[str, int] = field(default_factory=dict)
    """Bytes read of each file."""
    follow: bool = False
    ended: bool = False

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most.

        Raises
        ------
        InputError
            A file cannot be read.
        """
        found: list[Line] = []
        for path in self._paths():
            if len(found) < most:
                found += self._of(path, most - len(found))
        self.ended = not self.follow and len(found) < most
        return found

    def whole(self) -> list[str]:
        """Files that have been read to their end."""
        found = []
        for path in self._paths():
            with suppress(FileNotFoundError):
                if self.at.get(str(path), 0) >= path.stat().st_size:
                    found.append(str(path))
        return found

    def _paths(self) -> list[Path]:
        place = self.place.resolve()
        return sorted(place.glob("*.jsonl")) if place.is_dir() else [place]

    def _of(self, path: Path, most: int) -> list[Line]:
        name, found = str(path), []
        try:
            size, at = path.stat().st_size, self.at.get(name, 0)
            if size == at:
                return []
            with path.open("rb") as stream:
                stream.seek(at if at < size else 0)
                for raw in _read(stream, unfinished=not self.follow):
                    self.at[name] = stream.tell()
                    if raw.strip():
                        found.append(Line(raw, name, stream.tell()))
                    if len(found) == most:
                        break
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise InputError([Problem(f"cannot be read: {reason}", file=name)]) from None
        return found


def _read(stream: BinaryIO, *, unfinished: bool) -> Iterator[bytes]:
    """Lines without their ends; the last one only if it has an end, or may do without."""
    while line := stream.readline(LARGEST_BYTES + 2):
        rest = line
        while len(rest) > LARGEST_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(LARGEST_BYTES + 2)
        if rest.endswith(b"\n") or unfinished:
            yield line.rstrip(b"\r\n")[: LARGEST_BYTES + 1]


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
            if line.strip():
                raw = line.rstrip(b"\r")[: LARGEST_BYTES + 1]
                self._waiting.append(Line(raw, STDIN, self._read_bytes))


def _has_something(handle: int) -> bool:
    return bool(select.select([handle], [], [], 0)[0])
