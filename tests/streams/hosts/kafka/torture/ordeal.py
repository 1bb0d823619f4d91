"""Workers killed, joining and leaving, and brokers restarted, while records come."""

from __future__ import annotations

import asyncio
import subprocess
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import producer
from tests.kafka.broker import Broker
from tests.streams.hosts.kafka.torture.feed import Told
from tests.streams.hosts.kafka.watched import get
from tests.streams.hosts.kafka.workers import Workers

SLICE_SECONDS = 0.1
LOOK_SECONDS = 0.5
OK = 200


@dataclass(frozen=True)
class Plan:
    """How hard to be."""

    events: int = 50_000
    kills: int = 20
    restarts: int = 2
    """Of the broker."""
    seconds: float = 300.0
    """In which records come."""
    workers: int = 2
    partitions: int = 4
    seed: int = 1

    def blows(self) -> Iterator[str]:
        """What is done to them, in an order that follows from the seed."""
        found = ["kill"] * self.kills + ["restart"] * self.restarts
        found += ["join", "leave"] * max(1, self.kills // 5)
        Random(self.seed).shuffle(found)  # noqa: S311
        yield from found


@dataclass
class Fleet:
    """Workers as a supervisor keeps them: one that ends by itself is started again."""

    workers: Workers
    dice: Random
    counts: Counter[str] = field(default_factory=Counter)
    """What was done to them, and how many ended unasked."""
    up: set[int] = field(default_factory=set)
    """Processes that have been up."""

    def join(self) -> None:
        """Start one more."""
        self.workers.start("answers", "--quiet", "1")

    def kill(self) -> None:
        """SIGKILL for one of them, and another in its place."""
        self.workers.kill(self._any())
        self.join()

    def leave(self) -> None:
        """End one politely."""
        self.workers.last_words(self._any(self.up))

    def keep(self) -> None:
        """Start those again that ended by themselves; one cannot start while the broker is away."""
        for process in list(self.workers.running):
            if process.poll() is not None:
                self.counts["ended unasked" if process.pid in self.up else "not started"] += 1
                self.workers.kill(process)
                self.join()
            elif get(self.workers.ports[process.pid], "/health")[0] == OK:
                self.up.add(process.pid)

    def _any(self, among: Collection[int] = ()) -> subprocess.Popen[str]:
        running = self.workers.running
        return self.dice.choice([each for each in running if each.pid in among] or running)


async def tell(settings: Settings, records: Sequence[Told], seconds: float) -> None:
    """Send records at an even pace, and return when each is on the log."""
    each_slice = max(1, round(len(records) * SLICE_SECONDS / seconds))
    began = asyncio.get_running_loop().time()
    async with producer(settings) as sender:
        sent = []
        for first in range(0, len(records), each_slice):
            for told in records[first : first + each_slice]:
                topic = settings.signals if told.partition is None else settings.events
                sent.append(await sender.send(topic, told.raw, partition=told.partition or 0))
            due = began + seconds * first / len(records)
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
        await asyncio.gather(*sent)


async def strike(plan: Plan, fleet: Fleet, broker: Broker | None) -> None:
    """Deal the blows, at uneven times."""
    blows = list(plan.blows())
    for blow in blows:
        pause = plan.seconds / (len(blows) + 1) * fleet.dice.uniform(0.5, 1.5)
        for _ in range(round(pause / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            await asyncio.to_thread(fleet.keep)
        if blow == "restart" and broker is not None:
            await _restart(broker)
        else:
            await asyncio.to_thread(_deal, blow, fleet)
        fleet.counts[blow] += 1


async def _restart(broker: Broker) -> None:
    await asyncio.to_thread(broker.stop)
    # Not in another thread: it would die with that.
    broker.launch()
    await asyncio.to_thread(broker.wait)


def _deal(blow: str, fleet: Fleet) -> None:
    if blow == "kill":
        fleet.kill()
    elif blow == "join":
        fleet.join()
    elif blow == "leave" and fleet.workers.running[1:]:
        fleet.leave()
