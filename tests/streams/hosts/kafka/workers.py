"""Workers under test, each in a process of its own, and the log that they share."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaProducer

from models.answer import AnswerKind
from models.search_limits import SearchLimits
from streams.events import Event
from streams.hosts.kafka import recommendations
from streams.hosts.kafka.creating import Size, create
from streams.hosts.kafka.dead_letters import dead_letters
from streams.hosts.kafka.partition import Partition, fold_records
from streams.hosts.kafka.reading import partitions_of, read_to_end, reader, to_log_record
from streams.hosts.kafka.records import Pointer, Relayed, places_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import LARGEST_BATCH_BYTES
from streams.hosts.kafka.writing import Outbox, producer, publish
from streams.hosts.memory import Memory
from streams.log import Disposition
from streams.recommend import Snapshot
from streams.wire import encode
from tests.kafka.cluster import free_port
from tests.streams.hosts.kafka.watched import samples, total

ROOT = Path(__file__).parents[4]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Workers:
    """A deployment on a broker, and the workers of one test."""

    settings: Settings
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    words: tuple[str, ...] = ()
    """Further words on the command line of each."""
    ports: dict[int, int] = field(default_factory=dict)
    """By process: where it says how it is, unless it was started with a port of its own."""

    def create(self, partitions: int = 4) -> None:
        """Create the topics."""
        asyncio.run(create(self.settings, Size(partitions, 1)))

    def start(self, stub: str = "answers", *words: str) -> subprocess.Popen[str]:
        """Start a worker."""
        broker = f"kafka://{','.join(self.settings.servers)}"
        module = "tests.streams.hosts.kafka.hosting"
        port = free_port()
        given = [broker, self.settings.prefix, stub, "--metrics-port", str(port)]
        process = subprocess.Popen(
            [sys.executable, "-m", module, *given, *self.words, *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=sys.stderr,
            text=True,
        )
        self.running.append(process)
        self.ports[process.pid] = port
        return process

    def kill(self, process: subprocess.Popen[str] | None = None) -> None:
        """SIGKILL for one worker, or for all."""
        for each in [process] if process is not None else list(self.running):
            each.kill()
            self._ended(each)

    def stop(self, process: subprocess.Popen[str]) -> Mapping[int, Mapping[Disposition, int]]:
        """End a worker politely, and return its balances by partition."""
        return {
            int(number): {Disposition(name): count for name, count in balance.items()}
            for number, balance in self.last_words(process)["balances"].items()
        }

    def last_words(self, process: subprocess.Popen[str]) -> Any:
        """End a worker politely, and return what it says of itself at the end."""
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        assert process.stdout is not None
        said = process.stdout.read()
        code = process.returncode
        self._ended(process)
        assert code == 0, f"the worker ended with {code}"
        return json.loads(said)

    def _ended(self, process: subprocess.Popen[str]) -> None:
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        self.running.remove(process)

    def tell(self, *told: Event | bytes, key: str = "north") -> None:
        """Publish events where they belong, and bytes as they are, under a key."""
        events = [each for each in told if not isinstance(each, bytes)]
        raws = [each for each in told if isinstance(each, bytes)]
        if events:
            asyncio.run(publish(self.settings, [(each, encode(each)) for each in events]))
        if raws:
            asyncio.run(self._throw(raws, key))

    async def _throw(self, raws: Sequence[bytes], key: str) -> None:
        servers = list(self.settings.servers)
        async with AIOKafkaProducer(
            bootstrap_servers=servers, acks="all", max_request_size=LARGEST_BATCH_BYTES
        ) as producer:
            for raw in raws:
                await producer.send_and_wait(self.settings.events, raw, key=key.encode())

    def copy(self) -> None:
        """Copy what is on the intakes into the log, as a worker does, while none is at work."""
        asyncio.run(self._copy())

    async def _copy(self) -> None:
        owner, numbers = uuid4().hex, await partitions_of(self.settings, self.settings.log)
        async with reader(self.settings) as consumer, producer(self.settings) as sender:
            box = Outbox(sender, self.settings)
            for number in numbers:
                await box.claim(number, owner)
                for intake, place in places_of(self.settings, number):
                    starts = {place.partition: 0}
                    async for _, found in read_to_end(consumer, place.topic, starts):
                        copies = [
                            (Relayed(intake, each.offset, each.offset + 1), each.key, each.value)
                            for each in found
                        ]
                        await box.relay(number, owner, copies)

    def said(self, name: str) -> list[dict[int, float]]:
        """A figure of each worker, by partition that is its own."""
        found = [samples(self.ports[each.pid]) for each in self.running]
        return [
            {int(key.split()[1]): value for key, value in each.items() if key.split()[0] == name}
            for each in found
        ]

    def partitions(self) -> list[tuple[Partition, list[Event]]]:
        """Each log folded from its start, and its events."""
        return asyncio.run(self._partitions())

    async def _partitions(self) -> list[tuple[Partition, list[Event]]]:
        numbers = await partitions_of(self.settings, self.settings.log)
        found = [(Partition(number, len(numbers)), list[Event]()) for number in numbers]
        async with reader(self.settings) as consumer:
            starts = dict.fromkeys(numbers, 0)
            async for number, records in read_to_end(consumer, self.settings.log, starts):
                partition, events = found[number]
                new, _ = fold_records(partition, [to_log_record(each) for each in records], NOW)
                events += new
        return found

    def length(self) -> int:
        """Records in all logs."""
        return sum(partition.position for partition, _ in self.partitions())

    def at_rest(self) -> bool:
        """Whether no programme has a view that has not been answered, or failed to be."""
        return not any(_asks(partition.memory) for partition, _ in self.partitions())

    def all_known(self, port: int) -> bool:
        """Whether nothing is left to answer, and the worker at the port has folded all there is.

        Both are judged by one reading of the log: between two, the last answer could come unseen.
        """
        found = [partition for partition, _ in self.partitions()]
        length = sum(each.position for each in found)
        answered = not any(_asks(each.memory) for each in found)
        return answered and total(port, "relocate_position") == length

    def log(self) -> list[Event]:
        """What has been folded, each event once for each log that it is in."""
        return [event for _, events in self.partitions() for event in events]

    def balances(self) -> dict[int, Mapping[Disposition, int]]:
        """Records by what became of them, by partition, worked out from the log."""
        return {each.number: each.balance() for each, _ in self.partitions()}

    def balance(self) -> Mapping[Disposition, int]:
        """The same, of all partitions together."""
        total: Counter[Disposition] = Counter()
        for balance in self.balances().values():
            total.update(balance)
        return {each: total[each] for each in Disposition}

    def snapshots(self) -> Mapping[str, Snapshot]:
        """What is open, as readers see it, by programme."""
        found = asyncio.run(recommendations.snapshots(self.settings))
        return {each.programme: each for each in found}

    def raw_records(self, topic: str) -> int:
        """How many records are on a topic, repetitions too."""
        return asyncio.run(self._count(topic))

    async def _count(self, topic: str) -> int:
        numbers = await partitions_of(self.settings, topic)
        async with reader(self.settings) as consumer:
            starts = dict.fromkeys(numbers, 0)
            batches = [each async for _, each in read_to_end(consumer, topic, starts)]
        return sum(map(len, batches))

    def dead_letters(self) -> list[Pointer]:
        """What is on the topic of dead letters."""
        return [each.pointer for each in asyncio.run(dead_letters(self.settings))]


def _asks(memory: Memory) -> list[str]:
    memory.begin_again(NOW)
    return [
        name
        for name, programme in memory.world.programmes.items()
        if (programme.answer is None or programme.answer.answer.kind is not AnswerKind.FAILED)
        and memory.question(name, SearchLimits(), NOW) is not None
    ]
