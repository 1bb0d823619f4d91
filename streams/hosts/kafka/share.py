"""The partitions that are a worker's, as the group says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from models.errors import InputError, Problem
from streams.hosts.kafka.differences import torn
from streams.hosts.kafka.holes import LostRecordsError
from streams.hosts.kafka.log import BATCH
from streams.hosts.kafka.owned import Owned
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.records import Record
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.showing import Writer
from streams.hosts.memory import Memory
from streams.policy import Patience


@dataclass
class Share:
    """A worker's part of the log."""

    settings: Settings
    partitions: int
    """Of the log."""
    patience: Patience = field(default_factory=Patience)
    told: Callable[[str], None] = lambda _words: None
    """Told in words of partitions that come and go."""
    lost: Callable[[Iterable[str]], None] = lambda _programmes: None
    """Told of programmes that are another worker's now."""
    owned: dict[int, Owned] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """What is wrong with the topics."""
    uncopied: dict[str, LostRecordsError] = field(default_factory=dict)
    """What intakes have lost before it was copied, by what was said of it."""
    generation: int = 0
    """How often the group has said something; what was begun before it may not hold now."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is enough to fold."""
    behind: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a partition has to catch up with its log, or a writer to be let go of."""
    _gone: list[Writer] = field(default_factory=list)

    def received(self, number: int, record: Record) -> None:
        """Let a record of an own partition wait for the next round."""
        owned = self.owned.get(number)
        if owned is not None and owned.put(record) >= BATCH:
            self.wake.set()

    def revoked(self) -> None:
        """Write nothing until it is known which partitions are left."""
        self.generation += 1
        for owned in self.owned.values():
            owned.stop()

    def assigned(self, numbers: Iterable[int]) -> None:
        """Own these partitions, and no others; those that were owned before keep what they know.

        Raises
        ------
        InputError
            Partitions have been added to the topic.
        """
        self.generation += 1
        now = set(numbers)
        if any(number >= self.partitions for number in now):
            raise InputError([torn(self.settings.log, max(now) + 1, self.partitions)])
        for number in sorted(set(self.owned) - now):
            self._let_go(self.owned.pop(number))
        for number in sorted(now - set(self.owned)):
            partition = Partition(number, self.partitions, Memory(self.patience))
            self.owned[number] = Owned(partition, Writer(self.settings, number))
        self.behind.set()

    def read_again(self, number: int) -> None:
        """Read the log of a partition from where its state is: something is missing."""
        owned = self.owned.get(number)
        if owned is not None and owned.serving:
            owned.stop()
            self.behind.set()

    def lost_records(self, error: LostRecordsError) -> None:
        """Tell once that a log has lost records; what was folded of it before is still known."""
        owned = self.owned.get(error.partition)
        if owned is not None and owned.lost != error.records:
            owned.lost = error.records
            self.told(str(error))

    def lost_before_copied(self, error: LostRecordsError) -> None:
        """Tell that an intake has lost records which no log has a copy of."""
        words = f"{error} Have published again what was on it; then start this worker again."
        if words not in self.uncopied:
            self.uncopied[words] = error
            self.told(words)

    def refuse(self, error: LostRecordsError) -> None:
        """Do not serve a partition whose log has lost what is not known; go on with the others."""
        self.lost_records(error)
        if error.partition in self.owned:
            self.owned[error.partition].refused = True
        self.behind.set()

    def changed(self, problems: Sequence[Problem]) -> None:
        """Tell of topics that somebody has made other than they must be."""
        self.problems = tuple(map(str, problems))
        for words in self.problems:
            self.told(words)

    def owns(self, owned: Owned) -> bool:
        """Whether a partition is still this worker's."""
        return self.owned.get(owned.partition.number) is owned

    def serving(self) -> list[Owned]:
        """The partitions that may write."""
        return [each for each in self.owned.values() if each.serving]

    def positions(self) -> dict[int, int]:
        """How far each partition is folded."""
        return {number: owned.partition.position for number, owned in self.owned.items()}

    async def let_go(self) -> None:
        """Let go of the writers of partitions that are gone."""
        gone, self._gone = self._gone, []
        await asyncio.gather(*(each.close() for each in gone))

    async def close(self) -> None:
        """Let go of every connection; what is known stays."""
        self._gone += [owned.writer for owned in self.owned.values()]
        await self.let_go()

    def _let_go(self, owned: Owned) -> None:
        self.lost(owned.partition.memory.world.programmes)
        self._gone.append(owned.writer)
        self.told(f"partition {owned.partition.number} is another worker's now")
