"""The journal: an append-only log in one SQLite file, with one writer and any readers.

Every record that ever came has a position and a disposition, so that at any time
position = folded + repeated + dead-lettered + parked. The writer holds a lock that the kernel lets
go when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from models.errors import InputError, Problem, TryAgainError
from streams.hosts.embedded.files import Bookmark
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.records import DispositionChange, JournalRecord
from streams.hosts.embedded.tables import FAULTS, connect, lay_out, unusable
from streams.recommend import Snapshot


class Journal(Reader):
    """An open journal; only one process can have it open."""

    def __init__(self, path: Path) -> None:
        """Open a journal, or create one that only its owner can read.

        Raises
        ------
        InputError
            It is not a journal, is written by another process, or cannot be opened.
        """
        path = Path(os.path.realpath(path))
        try:
            self._lock = WriterLock(path)
        except OSError as error:
            raise unusable(path, error) from None
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            super().__init__(path)
        except OSError as error:
            self._lock.let_go()
            raise unusable(path, error) from None
        except InputError:
            self._lock.let_go()
            raise

    def _connected(self) -> sqlite3.Connection:
        return connect(self.path, write=True)

    def _prepare(self) -> None:
        lay_out(self._base, self.path)
        _keep_private(self.path)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: everything within it is written, or nothing.

        Raises
        ------
        InputError
            The disk is full or the file cannot be written.
        """
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except FAULTS as error:
            self._roll_back()
            raise unusable(self.path, error) from None
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")

    def append(self, records: Iterable[JournalRecord]) -> None:
        """Append records to the log."""
        self._base.executemany(
            "INSERT INTO log (standing, id, raw, reason, sha256, origin) VALUES (?, ?, ?, ?, ?, ?)",
            [(r.disposition, r.id, r.raw, r.reason, _digest(r), r.origin) for r in records],
        )

    def change_dispositions(self, changes: Iterable[DispositionChange]) -> None:
        """Change the disposition of records; their ids may be used again."""
        self._base.executemany(
            "UPDATE log SET standing = ?, reason = ?, id = NULL, raw = CAST(raw AS BLOB),"
            " sha256 = CAST(sha256 AS TEXT), origin = CAST(origin AS TEXT) WHERE position = ?",
            [(each.disposition, each.reason, each.position) for each in changes],
        )

    def keep(self, snapshot: Snapshot) -> None:
        """Replace the snapshot of a programme."""
        self._base.execute(
            "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)",
            (snapshot.programme, snapshot.position, snapshot.model_dump_json()),
        )

    def prove(self, position: int, digest: str) -> None:
        """Record the digest of the state, so that the log can be compared with it."""
        self._base.execute("INSERT OR REPLACE INTO proof VALUES (1, ?, ?)", (position, digest))

    def read_up_to(self, source: str, read: Bookmark) -> None:
        """Remember how far a source has been read."""
        self._base.execute(
            "INSERT OR REPLACE INTO sources (name, read_bytes, sha256) VALUES (?, ?, ?)",
            (source, read.read_bytes, read.sha256),
        )

    def close(self) -> None:
        """Close the file, and let another process write it."""
        with suppress(sqlite3.Error):
            super().close()
        self._lock.let_go()


def _digest(record: JournalRecord) -> str | None:
    return record.sha256 or (sha256(record.raw).hexdigest() if record.raw is not None else None)


def _keep_private(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(FileNotFoundError):
            path.with_name(name).chmod(0o600)


class WriterLock:
    """The lock on a journal, held until it is released."""

    def __init__(self, journal: Path) -> None:
        """Take the lock.

        Raises
        ------
        TryAgainError
            Another process has it.
        """
        self._handle = os.open(_beside(journal), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._handle)
            step = "Stop that one, or name another file."
            problem = Problem("is being written by another process", str(journal), next_step=step)
            raise TryAgainError([problem]) from None

    def let_go(self) -> None:
        """Release the lock."""
        os.close(self._handle)


def is_written(journal: Path) -> bool:
    """Whether a host is at work on a journal."""
    try:
        handle = os.open(_beside(journal), os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.lock")
