"""A partition that this worker owns: its state, records that wait, and snapshots published."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from streams.hosts.kafka.partition import Partition, fold_records
from streams.hosts.kafka.recommendations import ShownSnapshots, SnapshotWriter
from streams.hosts.kafka.records import Intake, LogRecord, Pointer

LARGEST_INBOX_BYTES = 64_000_000
"""Limit of the inbox; records beyond it are dropped and read from the log again."""


@dataclass
class OwnedPartition:
    """A partition of the log that is assigned to this worker."""

    partition: Partition
    writer: SnapshotWriter
    shown: ShownSnapshots = field(default_factory=ShownSnapshots)
    serving: bool = False
    """Whether it has caught up with its log, and may write."""
    is_shown: bool = False
    """Whether all snapshots have been published under its claim, or are about to be."""
    lost: int = 0
    """Records that its log is known to have lost."""
    refused: bool = False
    """Whether it is not served, because its state would lack those records."""
    has_served: bool = False
    """Whether it has served before."""
    letters: list[Pointer] = field(default_factory=list)
    """Dead letters still to be reported."""
    unfolded: int = 0
    """Events that cannot be folded, as far as reported."""
    claim: str = ""
    """The owner's name under which it writes; empty before its first claim."""
    relayed: dict[Intake, int] = field(default_factory=dict)
    """Offsets up to which intakes have been copied, including copies not read back yet."""
    waiting_for: dict[Intake, int] = field(default_factory=dict)
    """Records of intakes still to be copied, by the broker's last reply."""
    last_day: date = date.min
    """The last day that it wrote."""
    ask_at: datetime | None = None
    """When the next programme is due to ask; None if none waits."""
    _inbox: deque[LogRecord] = field(default_factory=deque)
    _inbox_bytes: int = 0

    @property
    def is_claimed(self) -> bool:
        """Whether this worker owns log and snapshots, as far as it has read."""
        mine = self.claim and self.claim == self.partition.ownership.owner
        return bool(mine) and self.writer.claimed

    @property
    def is_behind(self) -> bool:
        """Whether it must still catch up with its log."""
        return not self.serving and not self.refused

    def serve(self, now: datetime) -> None:
        """Start to write, from the state that the log gives."""
        if not self.has_served:
            self.partition.memory.begin_again(now)
        if not self.is_shown:
            self.shown.begin_again(self.partition.memory.world)
            self.is_shown = True
        self.relayed, self.last_day = dict(self.partition.relayed), self.partition.last_day
        self.ask_at = now
        self.has_served = self.serving = True

    def put(self, record: LogRecord) -> int:
        """Add a record to the inbox, and return how many wait there.

        A record for which there is no room is dropped; the gap makes the worker read the log.
        """
        if self._inbox_bytes < LARGEST_INBOX_BYTES:
            self._inbox.append(record)
            self._inbox_bytes += len(record.raw)
        return self.waits

    @property
    def waits(self) -> int:
        """Number of records that wait to be folded."""
        return len(self._inbox)

    def next_records(self, most: int) -> tuple[list[LogRecord], bool]:
        """Take the waiting records that follow the position; and whether a gap comes after them."""
        found: list[LogRecord] = []
        position = self.partition.position
        while self._inbox and len(found) < most:
            if self._inbox[0].offset > position:
                return found, True
            record = self._inbox.popleft()
            self._inbox_bytes -= len(record.raw)
            if record.offset == position:
                found.append(record)
                position += 1
        return found, False

    def stop(self) -> None:
        """Stop writing, and clear the inbox: the log has its records."""
        self.serving = False
        self._inbox.clear()
        self._inbox_bytes = 0

    def take(self, records: Sequence[LogRecord], now: datetime) -> None:
        """Fold records, and note what follows: dead letters, snapshots, questions."""
        events, letters = fold_records(self.partition, records, now)
        self.letters += letters
        self.shown.note(self.partition.memory.world, events)
        self.ask_at = now
