"""Files of events, read as they grow: each whole line once, and another file from its start.

A bookmark says how far a file has been read, and has a hash to recognise it, since another file
may have its name by now.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from streams.lines import files_of, has_content, lines, open_regular, unreadable

_LOOKED_AT = 4096
"""Bytes that are hashed, at the beginning and before the place up to which it was read."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in a file."""

    read_bytes: int
    """Up to which it has been read."""
    sha256: str = ""
    """Hash of the beginning and end of what was read; empty if unknown."""


NOWHERE = Bookmark(0)


def bookmark(stream: BinaryIO, read_bytes: int) -> Bookmark:
    """The bookmark at a place of a file; the position of the stream stays the same."""
    stands = stream.tell()
    stream.seek(0)
    seen = sha256(stream.read(min(_LOOKED_AT, read_bytes)))
    stream.seek(max(0, read_bytes - _LOOKED_AT))
    seen.update(stream.read(min(_LOOKED_AT, read_bytes)))
    stream.seek(stands)
    return Bookmark(read_bytes, seen.hexdigest())


def is_in(stream: BinaryIO, known: Bookmark) -> bool:
    """Whether a bookmark belongs to this file, by its size and hash."""
    if known.read_bytes > os.fstat(stream.fileno()).st_size:
        return False
    return not known.sha256 or bookmark(stream, known.read_bytes) == known


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a source."""

    raw: bytes
    """Cut off one byte beyond the largest that an event may have."""
    source: str
    read_bytes: int
    """Up to the end of this line."""
    bookmark: Bookmark | None = None
    """Set on the last line of a batch: how far the source has been read."""


INSTEAD = "Name a file or folder of events, one a line, or - for standard input."


@dataclass
class Files:
    """Lines of a file, or of the ``*.jsonl`` of a folder in the order of their names.

    Nothing is read twice. A file is read up to its last complete line, since the rest may still be
    written. Another file under the same name is read from its start.
    """

    place: Path
    at: dict[str, Bookmark] = field(default_factory=dict)
    """How far each file has been read."""
    follow: bool = False
    tell: Callable[[str], None] = lambda _words: None
    """Called with messages about files replaced and last lines without an end."""
    ended: bool = False
    _waits: set[str] = field(default_factory=set, init=False)
    """Files whose last line has no end, once that has been reported."""
    _done: dict[str, tuple[int, ...]] = field(default_factory=dict, init=False)
    """State of files that have been read to their end; they are opened again only if it changes."""

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, at most this many.

        Raises
        ------
        InputError
            A file cannot be read, or is not a regular file.
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
            with open_regular(path, INSTEAD) as stream:
                found, is_all = self._next(stream, name, most)
        except OSError as error:
            raise unreadable(path, error, INSTEAD) from None
        if is_all:
            self._done[name] = state
        return found

    def _next(self, stream: BinaryIO, name: str, most: int) -> tuple[list[Line], bool]:
        """The next lines of a file, and whether they are all that there are."""
        if not is_in(stream, self.at.get(name, NOWHERE)):
            self.at[name] = NOWHERE
            self.tell(f"{name} is another file than was read before: it is read from its start.")
        found, end, is_all = list[Line](), self.at.get(name, NOWHERE).read_bytes, True
        stream.seek(end)
        for raw, is_whole in lines(stream):
            if not is_whole:
                self._wait_for_end(name, raw)
                break
            end = stream.tell()
            if has_content(raw):
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
            self.tell(f"{name}: its last line has no end yet, and waits for it.")


def _state(path: Path) -> tuple[int, ...]:
    found = path.stat(follow_symlinks=False)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
