"""Copies of a journal: a backup while a host may be writing it, and a salvage of a damaged one.

They are written to the side and take their names once they are whole: a copy that failed leaves the
one before as it was. Of a damaged journal the log alone is saved, record by record, each at its
position, and how far sources were read. What cannot be read any more counts as dead there; the rest
follows from the log at the next start.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from hashlib import sha256
from itertools import starmap
from operator import eq
from pathlib import Path

from models.errors import InputError, Problem
from streams.hosts.embedded.files import Bookmark
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.records import CHANGED, DISOWNED, JournalRecord
from streams.hosts.embedded.tables import FAULTS, connected, damaged, fault, unusable
from streams.log import Disposition


def back_up(journal: Path, copy: Path) -> int:
    """Copy a journal as it stands at one moment, and return its position.

    Parameters
    ----------
    copy
        A new file, or an older copy, which it takes the place of.

    Raises
    ------
    InputError
        The journal is damaged, something else than an older copy of it has the name of the copy,
        or it cannot be written.
    """
    target = Path(os.path.realpath(copy))
    _refuse(journal, copy, target)
    aside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        # Made first, so that nobody else can ever read it.
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(Reader(journal)) as reader, closing(sqlite3.connect(aside)) as base:
            reader.copy_to(base)
            # One file, without a log beside it: it can be read wherever it lies.
            base.execute("PRAGMA journal_mode = DELETE")
            _refuse_fault(base, journal)
        with closing(Reader(aside)) as written:
            _refuse_altered(written, journal)
            _refuse_other(target, copy, written)
            position = written.position
        aside.replace(target)
        _flush(target.parent)
    except FAULTS as error:
        raise unusable(copy, error) from None
    except OSError as error:
        raise unusable(copy, error) from None
    finally:
        for left in target.parent.glob(f"{aside.name}*"):
            with suppress(OSError):
                left.unlink()
    return position


def _refuse(journal: Path, copy: Path, target: Path) -> None:
    """Refuse to overwrite what is not a copy."""
    if target == Path(os.path.realpath(journal)):
        step = "Name another file."
        raise InputError.of("is the journal itself", str(copy), next_step=step)
    if target.exists():
        # Only another journal makes way.
        Reader(target).close()
    if any(target.with_name(f"{target.name}{end}").exists() for end in ("-wal", ".lock")):
        step = "It is, or was, a journal at work: name another file."
        raise InputError.of("is not a copy", str(copy), next_step=step)


def _refuse_fault(base: sqlite3.Connection, journal: Path) -> None:
    if why := fault(base):
        raise InputError([damaged(journal, why)])


def _refuse_altered(written: Reader, journal: Path) -> None:
    """Refuse a copy whose records were altered, or do not add up."""
    if sum(written.balance().values()) != written.position:
        raise InputError([damaged(journal, "its records do not add up to its position")])
    if altered := written.altered():
        words = f"the bytes of {altered:,} of its records are not those that were written"
        raise InputError([damaged(journal, words)])


def _refuse_other(target: Path, copy: Path, written: Reader) -> None:
    """Refuse to replace what is not an older copy, with the first records of the journal."""
    if not target.exists():
        return
    with closing(Reader(target)) as older:
        if not all(starmap(eq, zip(older.hashes(), written.hashes(), strict=False))):
            words, found = "is of another journal: its records are others", ""
        elif older.position > written.position:
            words = "is newer than the journal"
            found = f"{older.position:,} records, of which the journal has {written.position:,}"
        else:
            return
    step = "Name another file."
    raise InputError.of(words, str(copy), found=found, next_step=step)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
