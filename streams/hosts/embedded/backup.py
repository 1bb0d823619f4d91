"""A backup of a journal, made while a host may be writing it.

It is written to the side and takes its name once it is whole: a backup that failed leaves the one
before as it was.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from itertools import starmap
from operator import eq
from pathlib import Path

from models.errors import InputError
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.tables import FAULTS, damaged, fault, unusable


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
