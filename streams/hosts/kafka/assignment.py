"""The partitions that the consumer group has assigned to this worker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from models.errors import InputError, Problem
from streams.hosts.kafka.checking import partitions_changed
from streams.hosts.kafka.lost_records import LostRecordsError
from streams.hosts.kafka.owned_partition import OwnedPartition
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.reading import BATCH
from streams.hosts.kafka.recommendations import SnapshotWriter
from streams.hosts.kafka.records import LogRecord
from streams.hosts.kafka.settings import Settings
from streams.hosts.memory import Memory
from streams.policy import DebouncePolicy


@dataclass
class Assignment:
    """The partitions of a worker, as the consumer group assigns them."""

    settings: Settings
    partitions: int
    """Number of partitions of the log."""
    debounce: DebouncePolicy = field(default_factory=DebouncePolicy)
    tell: Callable[[str], None] = lambda _words: None
    """Called with messages about partitions that come and go."""
    forget: Callable[[Iterable[str]], None] = lambda _programmes: None
    """Called with the programmes that now belong to another worker."""
    owned: dict[int, OwnedPartition] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """What is wrong with the topics, in words."""
    uncopied: dict[str, LostRecordsError] = field(default_factory=dict)
    """Records that intakes lost before they were copied, by message."""
    generation: int = 0
    """Number of rebalances; work begun before the last one may not be this worker's any more."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is a full batch to fold."""
    behind: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a partition must catch up with its log, or a writer must be closed."""
    _gone: list[SnapshotWriter] = field(default_factory=list)

    def add_record(self, number: int, record: LogRecord) -> None:
        """Queue a record for the next round, if its partition is assigned."""
        owned = self.owned.get(number)
        if owned is not None and owned.put(record) >= BATCH:
            self.wake.set()

    def on_revoked(self) -> None:
        """Write nothing until the new assignment is known."""
        self.generation += 1
        for owned in self.owned.values():
            owned.stop()

    def on_assigned(self, numbers: Iterable[int]) -> None:
        """Own exactly these partitions; those owned before keep their state.

        Raises
        ------
        InputError
            Partitions have been added to the log.
        """
        self.generation += 1
        now = set(numbers)
        if any(number >= self.partitions for number in now):
            raise InputError([partitions_changed(self.settings.log, max(now) + 1, self.partitions)])
        for number in sorted(set(self.owned) - now):
            self._let_go(self.owned.pop(number))
        for number in sorted(now - set(self.owned)):
            partition = Partition(number, self.partitions, Memory(self.debounce))
            self.owned[number] = OwnedPartition(partition, SnapshotWriter(self.settings, number))
        self.behind.set()

    def read_again(self, number: int) -> None:
        """Read the log of a partition from its position on, because a record is missing."""
        owned = self.owned.get(number)
        if owned is not None and owned.serving:
            owned.stop()
            self.behind.set()

    def note_loss(self, error: LostRecordsError) -> None:
        """Report once that a log has lost records; a state that was folded before stays valid."""
        owned = self.owned.get(error.partition)
        if owned is not None and owned.lost != error.records:
            owned.lost = error.records
            self.tell(str(error))

    def note_uncopied_loss(self, error: LostRecordsError) -> None:
        """Report that an intake has lost records of which no log has a copy."""
        words = f"{error} Ask for those events to be published again; then restart this worker."
        if words not in self.uncopied:
            self.uncopied[words] = error
            self.tell(words)

    def refuse(self, error: LostRecordsError) -> None:
        """Do not serve a partition whose state would lack lost records; go on with the others."""
        self.note_loss(error)
        if error.partition in self.owned:
            self.owned[error.partition].refused = True
        self.behind.set()

    def note_problems(self, problems: Sequence[Problem]) -> None:
        """Report topics whose configuration has changed meanwhile."""
        self.problems = tuple(map(str, problems))
        for words in self.problems:
            self.tell(words)

    def owns(self, owned: OwnedPartition) -> bool:
        """Whether a partition is still assigned to this worker."""
        return self.owned.get(owned.partition.number) is owned

    def serving(self) -> list[OwnedPartition]:
        """Partitions that have caught up and may write."""
        return [each for each in self.owned.values() if each.serving]

    def positions(self) -> dict[int, int]:
        """The position of each partition."""
        return {number: owned.partition.position for number, owned in self.owned.items()}

    async def let_go(self) -> None:
        """Close the writers of partitions that are gone."""
        gone, self._gone = self._gone, []
        await asyncio.gather(*(each.close() for each in gone))

    async def close(self) -> None:
        """Close every writer; states stay."""
        self._gone += [owned.writer for owned in self.owned.values()]
        await self.let_go()

    def _let_go(self, owned: OwnedPartition) -> None:
        self.forget(owned.partition.memory.world.programmes)
        self._gone.append(owned.writer)
        self.tell(f"partition {owned.partition.number} is another worker's now")
