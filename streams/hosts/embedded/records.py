"""Records of the journal: made from lines of sources, and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from streams.events import Event
from streams.hosts.admission import Admission
from streams.hosts.embedded.files import Line
from streams.log import Disposition
from streams.wire import DeadLetter, Decoded, Parked, decode, decode_submission


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """One record of the log."""

    disposition: Disposition
    id: str | None = None
    raw: bytes | None = None
    """None for repetitions, and for dead letters that are too long to keep."""
    reason: str | None = None
    sha256: str | None = None
    """Hash of the bytes received; computed from `raw` if empty."""
    origin: str | None = None
    """Where a dead letter or a parked event came from: the source, and up to which byte."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as the log now has it."""

    position: int
    disposition: str
    id: str | None
    raw: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class DispositionChange:
    """The new disposition of a folded record that this release cannot read."""

    position: int
    disposition: Disposition
    reason: str


CHANGED = "its bytes are not those that were written"
DISOWNED = "what the log says of it are not the words that were written"
"""Reason of a dead letter that had been folded."""

KEPT_BYTES = 1_000_000
"""A dead letter up to this size is kept whole; of a longer one, its place and hash."""


MOST_IN_A_ROW = 1_000
"""Consecutive invalid lines of a source that get a dead letter each; more share one."""


def records_of_lines(
    lines: Iterable[Line], admission: Admission, now: datetime, in_a_row: Counter[str]
) -> tuple[list[JournalRecord], list[Event]]:
    """Read lines of sources.

    Parameters
    ----------
    lines
        In the order in which they came.
    admission
        Judges them, one after the other.
    now
        The host's clock.
    in_a_row
        By source: how many lines that are not events it has ended with so far; counted on here.

    Returns
    -------
    records, events
        One record a line, and the events that are to be folded. Of lines that are not events, those
        beyond a thousand in a row have one record together: megabytes of noise would fill the disk.
    """
    records: list[JournalRecord] = []
    beyond: list[Line] = []
    for line in lines:
        found = decode_submission(line.raw, now)
        in_a_row[line.source] = in_a_row[line.source] + 1 if isinstance(found, DeadLetter) else 0
        if beyond and (beyond[0].source != line.source or not isinstance(found, DeadLetter)):
            records.append(_together(beyond))
            beyond = []
        if in_a_row[line.source] > MOST_IN_A_ROW:
            beyond.append(line)
        else:
            records.append(_record(line, found, admission))
    if beyond:
        records.append(_together(beyond))
    return records, admission.events


def read_again(record: Kept) -> Event | DispositionChange:
    """The event of a folded record, or its new disposition.

    It may be of a release that read more than this one does, or its bytes may be others by now.
    """
    if sha256(record.raw).hexdigest() != record.sha256:
        return DispositionChange(record.position, Disposition.DEAD, CHANGED)
    found = decode(record.raw)
    if isinstance(found, DeadLetter):
        reason = f"cannot be read by this release: {found.reason}"
        return DispositionChange(record.position, Disposition.DEAD, reason)
    if isinstance(found, Parked):
        reason = f"{found.type}, version {found.version}"
        return DispositionChange(record.position, Disposition.PARKED, reason)
    if record.disposition != Disposition.FOLDED or record.id != found.id:
        return DispositionChange(record.position, Disposition.DEAD, DISOWNED)
    return found


def _together(lines: Sequence[Line]) -> JournalRecord:
    """One dead letter for lines that are not events; their hash is that of the lines with ends."""
    digest = sha256(b"".join(line.raw + b"\n" for line in lines)).hexdigest()
    reason = f"{len(lines):,} more in a row that are not events; they are not kept"
    return JournalRecord(Disposition.DEAD, None, None, reason, digest, _origin(lines[-1]))


def _origin(line: Line) -> str:
    return f"{line.source}, up to byte {line.read_bytes}"


def _record(line: Line, found: Decoded, admission: Admission) -> JournalRecord:
    disposition, letter = admission.judge(found, line.raw)
    origin, digest = _origin(line), sha256(line.raw).hexdigest()
    name = None if isinstance(found, DeadLetter | Parked) else found.id
    if letter is not None:
        raw = line.raw if len(line.raw) <= KEPT_BYTES else None
        return JournalRecord(disposition, None, raw, letter.reason, digest, origin)
    if isinstance(found, Parked):
        reason = f"{found.type}, version {found.version}"
        return JournalRecord(disposition, None, line.raw, reason, digest, origin)
    raw = line.raw if disposition is Disposition.FOLDED else None
    return JournalRecord(disposition, name, raw, sha256=digest)
