"""Reads a journal: its log, what is open, and whether the file is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.errors import InputError, Problem
from streams.hosts.embedded.files import Bookmark
from streams.hosts.embedded.records import Kept
from streams.hosts.embedded.tables import FAULTS, check, connect, damage_problem, fault, unusable
from streams.hosts.proof import Claim
from streams.log import Disposition, Letter
from streams.recommend import Snapshot

# The cells of a damaged file may be of any type, whatever its tables say of themselves. A source of
# which it cannot be read how far it was is read from its start.
_SOURCES = (
    "SELECT name, read_bytes, sha256 FROM sources WHERE"
    " typeof(name) = 'text' AND typeof(read_bytes) = 'integer' AND typeof(sha256) = 'text'"
)


class Reader:
    """A journal opened for reading, also while a host writes it."""

    def __init__(self, path: Path) -> None:
        """Open a journal.

        Raises
        ------
        InputError
            It is not there, is not a journal, or cannot be opened.
        """
        self.path = path
        if not path.is_file():
            raise InputError([_no_file(path)])
        try:
            with ExitStack() as undo:
                self._base = self._connected()
                undo.callback(self._base.close)
                self._prepare()
                undo.pop_all()
        except FAULTS as error:
            raise unusable(path, error) from None

    def _connected(self) -> sqlite3.Connection:
        return connect(self.path, write=False)

    def _prepare(self) -> None:
        check(self._base, self.path)

    def sources(self) -> Mapping[str, Bookmark]:
        """How far each source has been read."""
        rows = self._rows(_SOURCES)
        return {name: Bookmark(read_bytes, seen) for name, read_bytes, seen in rows}

    def events(self, disposition: Disposition) -> Iterator[bytes]:
        """Bytes of every record with a disposition, in the order of the log."""
        query = (
            "SELECT CAST(raw AS BLOB) FROM log WHERE standing = ? AND raw IS NOT NULL"
            " ORDER BY position"
        )
        for (raw,) in self._rows(query, (disposition,)):
            yield raw

    def folded(self) -> Iterator[Kept]:
        """Folded records, and those whose disposition is damaged, in the order of the log."""
        query = (
            "SELECT position, coalesce(standing, ''), id, CAST(raw AS BLOB), coalesce(sha256, '')"
            " FROM log WHERE coalesce(standing, '') NOT IN ('dead', 'parked', 'repeated')"
            " ORDER BY position"
        )
        for position, disposition, event_id, raw, digest in self._rows(query):
            yield Kept(position, disposition, event_id, bytes(raw or b""), digest)

    def letters(self, disposition: Disposition, last: int | None = None) -> list[Letter]:
        """Dead letters or parked events, in the order of the log.

        Parameters
        ----------
        disposition
            Which of the two.
        last
            How many at most, the last ones; all unless it is given.
        """
        query = (
            "SELECT position, CAST(coalesce(reason, '') AS TEXT),"
            " CAST(coalesce(sha256, '') AS TEXT), CAST(coalesce(origin, '') AS TEXT),"
            " CAST(raw AS BLOB) FROM log WHERE standing = ? ORDER BY position DESC LIMIT ?"
        )
        found = [
            Letter(str(position), reason, digest, origin, raw)
            for position, reason, digest, origin, raw in self._rows(
                query, (disposition, -1 if last is None else last)
            )
        ]
        return found[::-1]

    def has(self, event_id: str) -> bool:
        """Whether an event has been folded."""
        query = "SELECT 1 FROM log WHERE standing = 'folded' AND id = ?"
        return any(True for _ in self._rows(query, (event_id,)))

    def last_id(self, prefix: str) -> str | None:
        """The last folded id with a prefix."""
        query = (
            "SELECT id FROM log WHERE standing = 'folded' AND id >= ? AND id < ?"
            " ORDER BY position DESC LIMIT 1"
        )
        return next((str(name) for (name,) in self._rows(query, (prefix, f"{prefix}~"))), None)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshot of each programme.

        Raises
        ------
        InputError
            One cannot be read: another release wrote it, or its bytes are others by now.
        """
        found = tuple(self._snapshots())
        if None in found:
            self.refuse_damage()
            step = "`relocate run` with this journal works it out anew from its log."
            message = "has a snapshot that this release cannot read"
            raise InputError.of(message, str(self.path), next_step=step)
        return tuple(each for each in found if each is not None)

    def readable_snapshots(self) -> tuple[Snapshot, ...]:
        """The same without those that this release cannot read; the log has all that is in them."""
        return tuple(each for each in self._snapshots() if each is not None)

    def _snapshots(self) -> Iterator[Snapshot | None]:
        query = "SELECT programme, position, CAST(json AS TEXT) FROM snapshots ORDER BY programme"
        for programme, position, text in self._rows(query):
            try:
                found = Snapshot.model_validate_json(text)
            except ValidationError:
                yield None
            else:
                is_its_own = (found.programme, found.position) == (programme, position)
                yield found if is_its_own else None

    def claims(self) -> Iterator[Claim]:
        """The host's records of its state."""
        known = self.proof()
        if known is not None:
            yield known
        for shown in self.readable_snapshots():
            yield Claim(f"what is shown of {shown.programme}", shown.position, shown.digest)

    def proof(self) -> Claim | None:
        """The host's last record of its state."""
        if any(True for _ in self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'proof'")):
            query = "SELECT position, digest FROM proof WHERE typeof(position) = 'integer'"
            for position, digest in self._rows(f"{query} AND typeof(digest) = 'text'"):
                return Claim("the state", position, digest)
        return None

    def refuse_damage(self) -> None:
        """Check the whole file, after a sign of damage.

        Raises
        ------
        InputError
            SQLite finds something wrong with it.
        """
        for why in self.faults():
            raise InputError([damage_problem(self.path, why)])

    def faults(self) -> Iterator[str]:
        """What SQLite finds wrong with the file."""
        found = fault(self._base)
        if found:
            yield found

    @property
    def position(self) -> int:
        """Position of the last record."""
        ((last,),) = self._rows("SELECT coalesce(max(position), 0) FROM log")
        return int(last)

    @property
    def missing(self) -> int:
        """Number of records missing from the log; none is ever removed on purpose."""
        ((count,),) = self._rows("SELECT count(*) FROM log")
        return self.position - int(count)

    def hashes(self) -> Iterator[tuple[int, str]]:
        """Position and received hash of each record, in the order of the log."""
        query = (
            "SELECT position, CAST(sha256 AS TEXT), CASE WHEN sha256 IS NULL THEN"
            " CAST(raw AS BLOB) END FROM log ORDER BY position"
        )
        for position, digest, raw in self._rows(query):
            yield position, digest or sha256(raw or b"").hexdigest()

    def altered(self) -> int:
        """Folded records whose bytes are not those that were written."""
        query = "SELECT CAST(raw AS BLOB), sha256 FROM log WHERE standing IN ('folded', 'parked')"
        rows = self._rows(f"{query} AND sha256 IS NOT NULL")
        return sum(sha256(raw or b"").hexdigest() != digest for raw, digest in rows)

    def copy_to(self, base: sqlite3.Connection) -> None:
        """Copy everything as of this moment; a writer does not have to wait."""
        self._base.backup(base)

    def balance(self) -> Mapping[Disposition, int]:
        """Records by what became of them; they add up to the position."""
        counts = dict(self._rows("SELECT standing, count(*) FROM log GROUP BY standing"))
        return {disposition: int(counts.get(disposition.value, 0)) for disposition in Disposition}

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows as they are read; errors of SQLite are raised as `InputError`."""
        try:
            yield from self._base.execute(query, values)
        except FAULTS as error:
            for why in self.faults():
                raise InputError([damage_problem(self.path, why)]) from None
            raise unusable(self.path, error) from None


def _no_file(path: Path) -> Problem:
    if path.exists():
        step = "Name the file of a journal."
        return Problem("is not a regular file", file=str(path), next_step=step)
    step = "`relocate run` begins a journal."
    return Problem("is not there", file=str(path), next_step=step)
