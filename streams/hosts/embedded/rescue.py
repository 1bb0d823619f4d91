"""What can be saved of a damaged journal.

The log alone is saved, record by record, each at its position, and how far sources were read. What
cannot be read any more counts as dead there; the rest follows from the log at the next start. The
copy is written to the side and takes its name once it is whole.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from models.errors import InputError, Problem
from streams.hosts.embedded.files import Bookmark
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.records import CHANGED, DISOWNED, JournalRecord
from streams.hosts.embedded.tables import FAULTS, connected
from streams.log import Disposition

UNREADABLE = "its record cannot be read any more"
"""Reason of a dead letter of which nothing is left."""

_BATCH = 500

_LEAST_BYTES = 8
"""Least bytes of a record; a claim of more records than fit into the file is not believed."""


def rescue(journal: Path, copy: Path) -> Mapping[Disposition, int]:
    """Save what can be read of a journal, and return the balance of the new one.

    Parameters
    ----------
    copy
        A new file.

    Raises
    ------
    InputError
        The copy is there already, the journal is not, or nothing can be read of it.
    """
    if not journal.is_file():
        step = "Name the journal that is damaged."
        raise InputError.of("is not there", str(journal), next_step=step)
    target = Path(os.path.realpath(copy))
    if target.exists():
        step = "What is rescued goes into a new file: name another one."
        raise InputError.of("is there already", str(copy), next_step=step)
    aside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with closing(connected(journal, write=False)) as base:
            last = _last(base, journal)
            with closing(Journal(aside)) as book:
                _save(base, last, book)
                balance = book.balance()
        aside.rename(target)
    except FAULTS:
        raise InputError([_lost(journal)]) from None
    finally:
        for left in target.parent.glob(f"{aside.name}*"):
            with suppress(OSError):
                left.unlink()
    return balance


def _last(base: sqlite3.Connection, journal: Path) -> int:
    """The last position that the file can have room for."""
    (kind,) = base.execute("SELECT max(type) FROM sqlite_schema WHERE name = 'log'").fetchone()
    if kind != "table":
        raise InputError([_lost(journal)])
    for query in (
        "SELECT seq FROM sqlite_sequence WHERE name = 'log'",
        "SELECT position FROM log ORDER BY position DESC LIMIT 1",
    ):
        with suppress(*FAULTS, TypeError, ValueError):
            (found,) = base.execute(query).fetchone()
            return min(int(found), journal.stat().st_size // _LEAST_BYTES)
    return 0


def _lost(journal: Path) -> Problem:
    step = "Restore a copy."
    return Problem("is damaged: nothing of it can be read", file=str(journal), next_step=step)


def _save(base: sqlite3.Connection, last: int, book: Journal) -> None:
    ids: set[str] = set()
    for start in range(1, last + 1, _BATCH):
        with book.writing():
            stop = min(start + _BATCH, last + 1)
            book.append(_record(base, position, ids) for position in range(start, stop))
    with book.writing():
        for name, bookmark in _sources(base):
            book.read_up_to(name, bookmark)


def _record(base: sqlite3.Connection, position: int, ids: set[str]) -> JournalRecord:
    """A record as far as it can be read; of a damaged one, the bytes alone."""
    query = "SELECT standing, id, raw, reason, sha256, origin FROM log WHERE position = ?"
    try:
        row = base.execute(query, (position,)).fetchone()
    except FAULTS:
        row = None
    if row is None:
        return JournalRecord(Disposition.DEAD, reason=UNREADABLE)
    disposition, name, raw, reason, digest, origin = row
    raw = raw if isinstance(raw, bytes) else None
    reason, digest, origin = map(_text, (reason, digest, origin))
    is_whole = disposition in set(Disposition) and (
        disposition != Disposition.FOLDED or name not in ids
    )
    if not is_whole:
        return JournalRecord(Disposition.DEAD, None, raw, DISOWNED, digest, origin)
    if disposition in {Disposition.FOLDED, Disposition.PARKED} and _is_altered(raw, digest):
        return JournalRecord(Disposition.DEAD, None, raw, CHANGED, digest, origin)
    if disposition == Disposition.FOLDED:
        ids.add(name)
    return JournalRecord(Disposition(disposition), name, raw, reason, digest, origin)


def _is_altered(raw: bytes | None, digest: str | None) -> bool:
    """Whether these are not the bytes received; older journals have no hashes of them."""
    return raw is None or (digest is not None and sha256(raw).hexdigest() != digest)


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None


def _sources(base: sqlite3.Connection) -> Iterator[tuple[str, Bookmark]]:
    with suppress(*FAULTS):
        rows = base.execute("SELECT name, read_bytes, sha256 FROM sources").fetchall()
        yield from ((name, Bookmark(read_bytes, digest)) for name, read_bytes, digest in rows)
