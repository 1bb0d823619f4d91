"""One partition of the log, folded: a function of its records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from streams.events import DayPassed, Event
from streams.hosts.digest import added
from streams.hosts.kafka.intakes import Intake
from streams.hosts.kafka.ownership import Ownership
from streams.hosts.kafka.pointers import Pointer, pointer
from streams.hosts.kafka.records import Record, Relayed, read
from streams.hosts.memory import Memory
from streams.log import Disposition
from streams.wire import DeadLetter


@dataclass
class Partition:
    """What a log says, folded so far."""

    number: int
    of: int
    """Partitions in the topic."""
    memory: Memory = field(default_factory=Memory)
    standings: Counter[Disposition] = field(default_factory=Counter)
    ownership: Ownership = field(default_factory=Ownership)
    """Whose it is; with claims and what is stale, the balance adds up to the position."""
    relayed: dict[Intake, int] = field(default_factory=lambda: dict.fromkeys(Intake, 0))
    """Offsets up to which intakes are in this log."""
    passed: date = date.min
    """The last day that is in this log."""
    markers: int = 0
    """Offsets that hold no record: where a publisher used transactions, which none should."""
    unfolded: int = 0
    """Dead letters that are events, and that this release cannot fold."""

    @property
    def position(self) -> int:
        """Offset after the last record that is in the state."""
        return self.memory.position

    def balance(self) -> Mapping[Disposition, int]:
        """Records by what became of them, without claims and what is stale."""
        return {standing: self.standings[standing] for standing in Disposition}

    def take(self, records: Sequence[Record], now: datetime) -> tuple[list[Event], list[Pointer]]:
        """Fold records; all or none.

        Parameters
        ----------
        records
            In the order of the log, from the position on, with none of them left out.

        Returns
        -------
        events, letters
            What was new, and the dead letters.
        """
        admission = self.memory.admission()
        letters: list[Pointer] = []
        folded: list[bytes] = []
        standings: Counter[Disposition] = Counter()
        ownership, said = self.ownership.after(records)
        for record in said:
            found = read(record, self.number, self.of)
            standing, letter = admission.judge(found, record.raw)
            if letter is not None:
                letters.append(pointer(self.number, record.offset, letter))
            if standing is Disposition.FOLDED:
                folded.append(record.raw)
            standings[standing] += 1
        events = admission.events
        self.memory.take(events, now)
        self.memory.digest = added(self.memory.digest, folded)
        days = (event.day for event in events if isinstance(event, DayPassed))
        self.passed = max([self.passed, *days])
        self._go_on(records, ownership, said, standings)
        return events, letters

    def reach(self, end: int) -> None:
        """Have markers behind it, up to where the log is known."""
        self.markers += end - self.position
        self.memory.position = end

    def bury(self, record: Record, reason: str) -> Pointer:
        """Count the next record, which cannot be folded, as a dead letter."""
        self.unfolded += 1
        self._go_on([record], *self.ownership.after([record]), {Disposition.DEAD: 1})
        letter = DeadLetter(reason, sha256(record.raw).hexdigest())
        return pointer(self.number, record.offset, letter)

    def _go_on(
        self,
        records: Sequence[Record],
        ownership: Ownership,
        said: Iterable[Record],
        standings: Mapping[Disposition, int],
    ) -> None:
        """Have records behind it, whatever became of them."""
        self.ownership = ownership
        self.standings.update(standings)
        for record in said:
            self._follow(record.relayed)
        if records:
            end = records[-1].offset + 1
            self.markers += end - self.position - len(records)
            self.memory.position = end

    def _follow(self, relayed: Relayed | None) -> None:
        """An intake counts as relayed up to the first record that is missing."""
        if relayed is not None and relayed.start <= self.relayed[relayed.intake]:
            stop = max(self.relayed[relayed.intake], relayed.stop)
            self.relayed[relayed.intake] = stop
