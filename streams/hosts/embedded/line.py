"""One record of a source, and how far the source has been read with it."""

from __future__ import annotations

from dataclasses import dataclass

from streams.hosts.embedded.bookmarks import Bookmark


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
