"""What came in, sorted: records for the log, and the events among them that are new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from streams.events import Event
from streams.hosts.admission import Admission
from streams.hosts.embedded.line import Line
from streams.hosts.embedded.rows import Kept, Record, Restanding
from streams.log import Disposition
from streams.wire import DeadLetter, Decoded, Parked, decoded, submitted

CHANGED = "its bytes are not those that were written"
DISOWNED = "what the log says of it are not the words that were written"
"""Why a record that was folded is a dead letter."""

KEPT_BYTES = 1_000_000
"""A dead letter up to this size is kept whole; of a longer one, where it stands and its hash."""


def sorted_out(
    lines: Iterable[Line], admission: Admission, now: datetime
) -> tuple[list[Record], list[Event]]:
    """Read lines of sources.

    Parameters
    ----------
    lines
        In the order in which they came.
    admission
        Judges them, one after the other.
    now
        The host's clock.

    Returns
    -------
    records, events
        One record a line, and the events that are to be folded.
    """
    records = [_record(line, submitted(line.raw, now), admission) for line in lines]
    return records, admission.events


def recalled(record: Kept) -> Event | Restanding:
    """What a record of the log says that was folded, or what becomes of it.

    It may be of a release that read more than this one does, or its bytes may be others by now.
    """
    if sha256(record.raw).hexdigest() != record.sha256:
        return Restanding(record.position, Disposition.DEAD, CHANGED)
    found = decoded(record.raw)
    if isinstance(found, DeadLetter):
        reason = f"cannot be read by this release: {found.reason}"
        return Restanding(record.position, Disposition.DEAD, reason)
    if isinstance(found, Parked):
        reason = f"{found.type}, version {found.version}"
        return Restanding(record.position, Disposition.PARKED, reason)
    if record.standing != Disposition.FOLDED or record.id != found.id:
        return Restanding(record.position, Disposition.DEAD, DISOWNED)
    return found


def _record(line: Line, found: Decoded, admission: Admission) -> Record:
    standing, letter = admission.judge(found, line.raw)
    origin, digest = f"{line.source}:{line.read_bytes}", sha256(line.raw).hexdigest()
    name = None if isinstance(found, DeadLetter | Parked) else found.id
    if letter is not None:
        raw = line.raw if len(line.raw) <= KEPT_BYTES else None
        return Record(standing, None, raw, letter.reason, digest, origin)
    if isinstance(found, Parked):
        reason = f"{found.type}, version {found.version}"
        return Record(standing, None, line.raw, reason, digest, origin)
    raw = line.raw if standing is Disposition.FOLDED else None
    return Record(standing, name, raw, sha256=digest)
