"""A partition that this worker owns: what is known, what waits, what has been shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from streams.hosts.kafka.folding import fold
from streams.hosts.kafka.intakes import Intake
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.pointers import Pointer
from streams.hosts.kafka.records import Record
from streams.hosts.kafka.showing import Shown, Writer

LARGEST_INBOX_BYTES = 64_000_000
"""What comes beyond that is left in the log and read from there."""


@dataclass
class Owned:
    """A partition of this worker's."""

    partition: Partition
    writer: Writer
    shown: Shown = field(default_factory=Shown)
    serving: bool = False
    """Whether it has caught up with its log and may write."""
    is_shown: bool = False
    """Whether all that is open has been shown, or is going to be, under its claim."""
    lost: int = 0
    """Records that its log has lost, as far as is known."""
    refused: bool = False
    """Whether it cannot be served, since it would be without them."""
    begun: bool = False
    """Whether it has served before."""
    letters: list[Pointer] = field(default_factory=list)
    """Dead letters that are still to be reported."""
    unfolded: int = 0
    """Events that cannot be folded, of which somebody has been told."""
    claim: str = ""
    """Under which it writes; empty if it has claimed nothing yet."""
    relayed: dict[Intake, int] = field(default_factory=dict)
    """Offsets up to which intakes have been copied, whether or not copies have come back yet."""
    waiting_for: dict[Intake, int] = field(default_factory=dict)
    """Records of intakes that are to be copied, when the broker said so last."""
    passed: date = date.min
    """The last day that was written."""
    look_at: datetime | None = None
    """When somebody is due to ask; none if nobody waits."""
    _inbox: deque[Record] = field(default_factory=deque)
    _inbox_bytes: int = 0

    @property
    def is_claimed(self) -> bool:
        """Whether its log and its snapshots are this worker's, as far as it has read."""
        mine = self.claim and self.claim == self.partition.ownership.owner
        return bool(mine) and self.writer.claimed

    @property
    def is_behind(self) -> bool:
        """Whether it is to catch up with its log."""
        return not self.serving and not self.refused

    def serve(self, now: datetime) -> None:
        """Go on from what the log says."""
        if not self.begun:
            self.partition.memory.begin_again(now)
        if not self.is_shown:
            self.shown.begin_again(self.partition.memory.world)
            self.is_shown = True
        self.relayed, self.passed = dict(self.partition.relayed), self.partition.passed
        self.look_at = now
        self.begun = self.serving = True

    def put(self, record: Record) -> int:
        """Let a record wait until there are enough to fold, and say how many wait.

        One for which there is no room is left out; there is a gap then, and the log is read.
        """
        if self._inbox_bytes < LARGEST_INBOX_BYTES:
            self._inbox.append(record)
            self._inbox_bytes += len(record.raw)
        return self.waits

    @property
    def waits(self) -> int:
        """Records that have come and are not folded."""
        return len(self._inbox)

    def waiting(self, most: int) -> tuple[list[Record], bool]:
        """Take what waits and follows on the state; also whether there is a gap after it."""
        found: list[Record] = []
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
        """Write no more, and forget what waits: the log has it."""
        self.serving = False
        self._inbox.clear()
        self._inbox_bytes = 0

    def take(self, records: Sequence[Record], now: datetime) -> None:
        """Fold records, and note what has to be done about them."""
        events, letters = fold(self.partition, records, now)
        self.letters += letters
        self.shown.concern(self.partition.memory.world, events)
        self.look_at = now
