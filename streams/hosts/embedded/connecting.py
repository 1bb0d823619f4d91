"""A connection to the file of a journal, which may lie where nothing can be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from models.errors import InputError, Problem
from streams.hosts.embedded.tables import FAULTS, LARGEST_VALUE_BYTES, words_of

_SECONDS = 5.0
"""To wait for another process that is just writing."""


def connected(path: Path, *, write: bool) -> sqlite3.Connection:
    """Connect to a file; texts that are no UTF-8 are read as far as they are.

    Raises
    ------
    sqlite3.Error
        It cannot be opened.
    InputError
        It cannot be read where it lies, since it has not been closed by whoever wrote it.
    """
    base = sqlite3.connect(path, isolation_level=None, timeout=_SECONDS)
    try:
        _harden(base)
        if not write:
            base.execute("PRAGMA query_only = ON")
            base.execute("SELECT count(*) FROM sqlite_schema")
    except FAULTS as error:
        base.close()
        if not write and any(each in words_of(error) for each in ("unable to open", "readonly")):
            return _as_it_lies(path)
        raise
    return base


def _as_it_lies(path: Path) -> sqlite3.Connection:
    """Read a file in whose folder nothing may be written, as on a read-only file system."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        step = f"Copy it and {log.name} to a folder where files may be written, and read it there."
        problem = Problem("lies where nothing may be written", file=str(path), next_step=step)
        raise InputError([problem])
    address = f"{path.resolve().as_uri()}?immutable=1"
    base = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_SECONDS)
    _harden(base)
    return base


def _harden(base: sqlite3.Connection) -> None:
    base.text_factory = _text
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE_BYTES)
    base.execute("PRAGMA trusted_schema = OFF")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
