"""Tables of a journal, how it is opened, and the errors when it cannot be used."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from models.errors import InputError, Problem, TryAgainError

FORMAT = 2
"""Version of the tables below."""

APPLICATION = 0x72656C6F
"""Marks a SQLite file as a journal."""

LARGEST_VALUE_BYTES = 64_000_000
"""Largest cell; snapshots of thousands of moves take a few megabytes."""

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""Errors for a damaged file; messages of SQLite may contain bytes of it."""

_DAMAGE = ("malformed", "no such table", "no such column", "constraint", "too big")
"""Messages of SQLite about a damaged file."""

_LOG = """CREATE TABLE log (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    standing TEXT NOT NULL,
    id TEXT,
    raw BLOB,
    reason TEXT,
    sha256 TEXT,
    origin TEXT
) STRICT"""

_ONCE = "CREATE UNIQUE INDEX IF NOT EXISTS folded_once ON log (id) WHERE standing = 'folded'"

_SOURCES = """CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY, read_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL DEFAULT ''
) STRICT"""

_SNAPSHOTS = """CREATE TABLE IF NOT EXISTS snapshots (
    programme TEXT PRIMARY KEY, position INTEGER NOT NULL, json TEXT NOT NULL
) STRICT"""

_PROOF = """CREATE TABLE IF NOT EXISTS proof (
    one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT"""

_PARTS = {
    "log": "table",
    "folded_once": "index",
    "sources": "table",
    "snapshots": "table",
    "proof": "table",
}
"""The tables of a journal; the log alone is the truth, the rest can be rebuilt."""


def lay_out(base: sqlite3.Connection, path: Path) -> None:
    """Create the tables that a file lacks, and lift an older format.

    Raises
    ------
    InputError
        It is a database of something else, is damaged, or is of a newer release.
    """
    base.execute("BEGIN IMMEDIATE")
    empty = base.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    if empty and base.execute("PRAGMA application_id").fetchone() == (0,):
        base.execute(_LOG)
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {FORMAT}")
    check(base, path)
    for statement in (_ONCE, _SOURCES, _SNAPSHOTS, _PROOF):
        base.execute(statement)
    if _version(base) == 1:
        _lift(base)
    base.execute("COMMIT")


def check(base: sqlite3.Connection, path: Path) -> None:
    """Refuse what is not a journal of this release.

    Raises
    ------
    InputError
        It is a database of something else, is damaged, or is of a newer release.
    """
    (application,) = base.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise InputError([_no_journal(path)])
    if _version(base) > FORMAT:
        raise InputError([_newer(path, _version(base))])
    found = dict(base.execute("SELECT name, type FROM sqlite_schema WHERE sql IS NOT NULL"))
    for name in sorted(each for each in found if not each.startswith("sqlite_")):
        if _PARTS.get(name) != found[name]:
            raise InputError([damage_problem(path, f"it has a {found[name]} that no journal has")])
    (sql,) = base.execute("SELECT max(sql) FROM sqlite_schema WHERE name = 'log'").fetchone()
    if " ".join((sql or "").split()) != " ".join(_LOG.split()):
        raise InputError([damage_problem(path, "the columns of its log are wrong")])


def unusable(path: Path, error: Exception) -> InputError:
    """The error for a journal that cannot be opened or written, with what to do."""
    words = words_of(error)
    if "not a database" in words:
        return InputError([_no_journal(path)])
    if any(each in words for each in _DAMAGE):
        return InputError([damage_problem(path, words)])
    if "locked" in words or "busy" in words:
        step = "Stop that one, or name another journal."
        return TryAgainError.of("is held by another process", str(path), next_step=step)
    if any(each in words for each in ("full", "disk i/o", "no space", "quota")):
        message = "cannot be written: the disk is full or failing"
        step = "Free some space and start again: nothing that was written is lost."
        return TryAgainError.of(message, str(path), next_step=step)
    step = "Check the folder and its permissions."
    return InputError.of(f"cannot be used: {words}", str(path), next_step=step)


def words_of(error: Exception) -> str:
    """The message of an error, as far as people can read it."""
    if isinstance(error, UnicodeDecodeError):
        return "its tables are malformed"
    reason = error.strerror if isinstance(error, OSError) else None
    return (reason or str(error)).lower()


def damage_problem(path: Path, why: str) -> Problem:
    """The error for a damaged journal."""
    step = (
        "`relocate run` works out from its log what is open. Where that says the same, restore a "
        "copy, or save what can be read, `relocate backup NEW --rescue --journal OLD`, and run "
        "with the new one."
    )
    return Problem(f"is damaged: {why}", file=str(path), next_step=step)


def fault(base: sqlite3.Connection) -> str:
    """The first error that SQLite finds in a file; empty if it finds none."""
    try:
        (found,) = base.execute("PRAGMA integrity_check(1)").fetchone()
    except FAULTS as error:
        return words_of(error)
    return "" if found == "ok" else " ".join(str(found).split())


def _lift(base: sqlite3.Connection) -> None:
    """Format 1 had no hashes of what was folded, and none of files that were read."""
    columns = {row[1] for row in base.execute("PRAGMA table_info(sources)")}
    if "sha256" not in columns:
        base.execute("ALTER TABLE sources ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''")
    base.create_function("hashed", 1, lambda raw: sha256(raw).hexdigest(), deterministic=True)
    base.execute("UPDATE log SET sha256 = hashed(raw) WHERE sha256 IS NULL AND raw IS NOT NULL")
    base.execute(f"PRAGMA user_version = {FORMAT}")


def _version(base: sqlite3.Connection) -> int:
    (version,) = base.execute("PRAGMA user_version").fetchone()
    return int(version)


def _no_journal(path: Path) -> Problem:
    step = "Name another file, or restore it from a copy."
    return Problem("is not a journal", file=str(path), next_step=step)


def _newer(path: Path, version: int) -> Problem:
    return Problem(
        f"is of a newer format than this release reads, which is {FORMAT}",
        file=str(path),
        found=str(version),
        next_step="Install a newer release of the planner.",
    )


_SECONDS = 5.0
"""Wait for another process that is writing."""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Connect to a file; text that is not valid UTF-8 is read as far as it is.

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
