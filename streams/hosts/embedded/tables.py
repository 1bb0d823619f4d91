"""The tables of a journal, and what is said when it cannot be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from models.errors import InputError, Problem

FORMAT = 1
"""Version of the tables below."""

APPLICATION = 0x72656C6F
"""Marks a SQLite file as a journal."""

_TABLES = """
CREATE TABLE log (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    standing TEXT NOT NULL,
    id TEXT,
    raw BLOB,
    reason TEXT,
    sha256 TEXT,
    origin TEXT
) STRICT;
CREATE UNIQUE INDEX folded_once ON log (id) WHERE standing = 'folded';
CREATE TABLE sources (name TEXT PRIMARY KEY, read_bytes INTEGER NOT NULL) STRICT;
CREATE TABLE snapshots (
    programme TEXT PRIMARY KEY, position INTEGER NOT NULL, json TEXT NOT NULL
) STRICT;
"""


def lay_out(base: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file; leave those of a journal as they are.

    Raises
    ------
    InputError
        It is a database of something else, or of a newer release.
    """
    base.execute("BEGIN IMMEDIATE")
    if base.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
        for statement in _TABLES.split(";\n"):
            base.execute(statement)
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {FORMAT}")
    base.execute("COMMIT")
    check(base, path)


def check(base: sqlite3.Connection, path: Path) -> None:
    """Refuse what is no journal of this release.

    Raises
    ------
    InputError
        It is a database of something else, or of a newer release.
    """
    (application,) = base.execute("PRAGMA application_id").fetchone()
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise InputError([_no_journal(path)])
    if version > FORMAT:
        raise InputError([_newer(path, version)])


def unusable(path: Path, error: Exception) -> Problem:
    """Why a journal cannot be opened or written, and what to do."""
    told = error.strerror if isinstance(error, OSError) else None
    words = (told or str(error)).lower()
    if "not a database" in words or "malformed" in words:
        return _no_journal(path)
    if "locked" in words or "busy" in words:
        message, step = "is held by another process", "Stop that one, or name another journal."
    elif "full" in words or "disk i/o" in words or "no space" in words:
        message = "cannot be written: the disk is full or failing"
        step = "Free some space and start again: nothing that was written is lost."
    else:
        message, step = f"cannot be used: {words}", "Check the folder and its permissions."
    return Problem(message, file=str(path), next_step=step)


def _no_journal(path: Path) -> Problem:
    step = "Name another file, or restore it from a copy."
    return Problem("is no journal", file=str(path), next_step=step)


def _newer(path: Path, version: int) -> Problem:
    return Problem(
        f"is of a newer format than this release reads, which is {FORMAT}",
        file=str(path),
        found=str(version),
        next_step="Install a newer release of the planner.",
    )
