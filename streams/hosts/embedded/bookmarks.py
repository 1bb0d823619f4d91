"""How far a file has been read, and by what it is known again: its name may be another's by now."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

_LOOKED_AT = 4096
"""Bytes at the beginning, and before the place up to which it was read."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in a file."""

    read_bytes: int
    """Up to which it has been read."""
    sha256: str = ""
    """Of what was read, its beginning and its end; empty where nobody has noted it."""


NOWHERE = Bookmark(0)


def bookmark(stream: BinaryIO, read_bytes: int) -> Bookmark:
    """The place up to which a file has been read; where the stream stands does not change."""
    stands = stream.tell()
    stream.seek(0)
    seen = sha256(stream.read(min(_LOOKED_AT, read_bytes)))
    stream.seek(max(0, read_bytes - _LOOKED_AT))
    seen.update(stream.read(min(_LOOKED_AT, read_bytes)))
    stream.seek(stands)
    return Bookmark(read_bytes, seen.hexdigest())


def is_in(stream: BinaryIO, known: Bookmark) -> bool:
    """Whether a place is one of this file, as far as anybody can tell."""
    if known.read_bytes > os.fstat(stream.fileno()).st_size:
        return False
    return not known.sha256 or bookmark(stream, known.read_bytes) == known
