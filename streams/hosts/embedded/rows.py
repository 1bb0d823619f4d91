"""Records of the log as they are written, as they are read again, and as they stand by now."""

from __future__ import annotations

from dataclasses import dataclass

from streams.log import Disposition


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the log."""

    standing: Disposition
    id: str | None = None
    raw: bytes | None = None
    """Left out of repetitions, and of dead letters that are too long to keep."""
    reason: str | None = None
    sha256: str | None = None
    """Of its bytes as they came; worked out where it is left out."""
    origin: str | None = None
    """Where a dead letter or a parked event came from: the source, and up to which byte."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as the log has it now."""

    position: int
    standing: str
    id: str | None
    raw: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Restanding:
    """What becomes of a record that was folded, and by this release cannot be."""

    position: int
    standing: Disposition
    reason: str
