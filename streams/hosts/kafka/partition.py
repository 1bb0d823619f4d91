"""State of one partition of the log, which depends on the records of the partition alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from streams.events import DayPassed, Event
from streams.hosts.kafka.records import Intake, LogRecord, Pointer, Relayed, decode_record, pointer
from streams.hosts.memory import Memory
from streams.hosts.proof import digest_with
from streams.hosts.solvers import blame
from streams.log import Disposition
from streams.wire import DeadLetter


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns a partition: the worker that claimed it last in its log.

    A worker that takes a partition over writes a claim into its log, and reads on to that claim
    before it writes anything else. What an earlier owner writes after the claim, unaware that it is
    cut off, is stale: it counts for nothing, for every reader and at any time.
    """

    owner: str = ""
    """Who claimed it last; empty if nobody did."""
    before: frozenset[str] = frozenset()
    """Earlier owners."""
    claims: int = 0
    """Number of claims in the log."""
    stale: int = 0
    """Number of records by owners that had been fenced."""

    def after(self, records: Iterable[LogRecord]) -> tuple[Ownership, list[LogRecord]]:
        """The ownership after further records, and the records among them that count.

        Of a record by somebody who never claimed the partition the header is ignored.
        """
        owner, before, claims, stale = self.owner, set(self.before), self.claims, self.stale
        found: list[LogRecord] = []
        for record in records:
            if record.claims:
                before |= {owner} - {""}
                owner, claims = record.owner, claims + 1
            elif record.owner == owner:
                found.append(record)
            elif record.owner in before:
                stale += 1
            else:
                found.append(replace(record, by_host=False, relayed=None))
        return Ownership(owner, frozenset(before) - {owner}, claims, stale), found


@dataclass
class Partition:
    """The state that a partition of the log has been folded into."""

    number: int
    of: int
    """Number of partitions of the log."""
    memory: Memory = field(default_factory=Memory)
    dispositions: Counter[Disposition] = field(default_factory=Counter)
    ownership: Ownership = field(default_factory=Ownership)
    """Its owner; the balance, claims, stale records and markers add up to the position."""
    relayed: dict[Intake, int] = field(default_factory=lambda: dict.fromkeys(Intake, 0))
    """Offsets up to which intakes have been copied into this log."""
    last_day: date = date.min
    """The last day in this log."""
    markers: int = 0
    """Offsets with the marker of a transaction, which no writer of the log should use."""
    unfolded: int = 0
    """Dead letters that are valid events, and that this release cannot fold."""

    @property
    def position(self) -> int:
        """Offset after the last record that is folded."""
        return self.memory.position

    def balance(self) -> Mapping[Disposition, int]:
        """Records by what became of them, without claims and stale records."""
        return {disposition: self.dispositions[disposition] for disposition in Disposition}

    def take(
        self, records: Sequence[LogRecord], now: datetime
    ) -> tuple[list[Event], list[Pointer]]:
        """Fold records, all or none.

        Parameters
        ----------
        records
            In the order of the log, from the position on, without gaps.

        Returns
        -------
        events, letters
            New events, and dead letters.
        """
        admission = self.memory.admission()
        letters: list[Pointer] = []
        folded: list[bytes] = []
        dispositions: Counter[Disposition] = Counter()
        ownership, counted = self.ownership.after(records)
        for record in counted:
            found = decode_record(record, self.number, self.of)
            disposition, letter = admission.judge(found, record.raw)
            if letter is not None:
                letters.append(pointer(self.number, record.offset, letter))
            if disposition is Disposition.FOLDED:
                folded.append(record.raw)
            dispositions[disposition] += 1
        events = admission.events
        self.memory.take(events, now)
        self.memory.digest = digest_with(self.memory.digest, folded)
        days = (event.day for event in events if isinstance(event, DayPassed))
        self.last_day = max([self.last_day, *days])
        self._advance(records, ownership, counted, dispositions)
        return events, letters

    def skip_to(self, end: int) -> None:
        """Skip markers up to an offset."""
        self.markers += end - self.position
        self.memory.position = end

    def add_dead_letter(self, record: LogRecord, reason: str) -> Pointer:
        """Count the next record, which cannot be folded, as a dead letter."""
        self.unfolded += 1
        self._advance([record], *self.ownership.after([record]), {Disposition.DEAD: 1})
        letter = DeadLetter(reason, sha256(record.raw).hexdigest())
        return pointer(self.number, record.offset, letter)

    def _advance(
        self,
        records: Sequence[LogRecord],
        ownership: Ownership,
        counted: Iterable[LogRecord],
        dispositions: Mapping[Disposition, int],
    ) -> None:
        """Move the position past records, whatever became of them."""
        self.ownership = ownership
        self.dispositions.update(dispositions)
        for record in counted:
            self._follow(record.relayed)
        if records:
            end = records[-1].offset + 1
            self.markers += end - self.position - len(records)
            self.memory.position = end

    def _follow(self, relayed: Relayed | None) -> None:
        """Note what has been copied; an intake counts up to the first record that is missing."""
        if relayed is not None and relayed.start <= self.relayed[relayed.intake]:
            stop = max(self.relayed[relayed.intake], relayed.stop)
            self.relayed[relayed.intake] = stop


def fold_records(
    partition: Partition, records: Sequence[LogRecord], now: datetime
) -> tuple[list[Event], list[Pointer]]:
    """Fold the next records of a partition; a record that raises becomes a dead letter.

    An error that ended the worker would end whichever worker takes the partition over, one after
    the other, and stop every programme. The record is found by bisection. Whether it raises follows
    from the log and the release alone, so all workers arrive at the same state; a later release
    reads the log again, and folds the record if it can.

    Returns
    -------
    events, letters
        New events, and dead letters.

    Raises
    ------
    MemoryError
        This machine has too little memory; another may have enough.
    """
    try:
        return partition.take(records, now)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - any bug in folding one event
        if len(records) == 1:
            reason = f"cannot be folded by this release: {blame(error)}"
            return [], [partition.add_dead_letter(records[0], reason)]
    half = len(records) // 2
    events, letters = fold_records(partition, records[:half], now)
    more_events, more_letters = fold_records(partition, records[half:], now)
    return events + more_events, letters + more_letters
