"""One contender in its own process, which serves its figures as a worker does.

``python -m benchmarks.streams.child bare|agent|worker|patient BROKER PREFIX PORT``
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from dataclasses import dataclass
from time import monotonic
from typing import Any

from aiokafka import TopicPartition
from prometheus_client import CollectorRegistry, Gauge, ProcessCollector

from models.plan import Plan
from models.scenario import Scenario
from planner.replan import replan
from streams.hosts.asking import Questions
from streams.hosts.kafka import lag
from streams.hosts.kafka.consumer import new_app
from streams.hosts.kafka.health import serve_health
from streams.hosts.kafka.reading import BATCH, partitions_of, reader
from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import Settings, settings_of
from streams.hosts.kafka.worker import Worker
from streams.hosts.solvers import SolverLimits, Solvers

SESSION_SECONDS = 30.0


def main() -> None:
    """Read until killed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("contender", choices=["bare", "agent", "worker", "patient"])
    options.add_argument("broker")
    options.add_argument("prefix")
    options.add_argument("port", type=int)
    given = options.parse_args()
    settings = settings_of(given.broker, {"RELOCATE_KAFKA_PREFIX": given.prefix})
    if given.contender == "patient":
        # A worker reads the log itself where Faust lets a partition wait; this one waits for Faust.
        lag.LAG_CHECK_SECONDS = 3600.0
    if given.contender in {"worker", "patient"}:
        # Without a solver nothing is asked: only folding is measured.
        questions = Questions(Solvers(replan, SolverLimits(at_once=0)), _keeps)
        run(settings, Worker(settings, questions, metrics_port=given.port).run())
    else:
        run(settings, _read(given.contender, settings, given.port))


@dataclass
class Reading:
    """What has been read so far."""

    records: int = 0
    began: float = 0.0
    ended: float = 0.0

    def add(self, records: int) -> None:
        """Count records that have been read just now."""
        self.ended = monotonic()
        self.began = self.began or self.ended
        self.records += records


async def _read(contender: str, settings: Settings, port: int) -> None:
    reading, registry = Reading(), CollectorRegistry()
    ProcessCollector(registry=registry)
    records = Gauge("relocate_position", "Records that have been read.", registry=registry)
    records.set_function(lambda: reading.records)
    seconds = Gauge("reading_seconds", "From the first record to the last.", registry=registry)
    seconds.set_function(lambda: reading.ended - reading.began)
    async with serve_health(port, registry, list):
        await (_bare if contender == "bare" else _agent)(settings, reading)


async def _bare(settings: Settings, reading: Reading) -> None:
    """The least that a client can do."""
    numbers = await partitions_of(settings, settings.events)
    async with reader(settings) as consumer:
        places = [TopicPartition(settings.events, number) for number in numbers]
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        while True:
            for records in (await consumer.getmany(timeout_ms=100, max_records=BATCH)).values():
                for each in records:
                    json.loads(each.value)
                reading.add(len(records))


async def _agent(settings: Settings, reading: Reading) -> None:
    """A Faust agent, set up as in a worker, that does as little."""
    with tempfile.TemporaryDirectory() as data:
        app, topic = new_app(settings, settings.events, data, SESSION_SECONDS)

        async def read(stream: Any) -> None:
            async for event in stream.events():
                json.loads(event.message.value)
                reading.add(1)

        app.agent(topic, name="read", concurrency=1)(read)
        await app.start()
        await asyncio.Event().wait()


def _keeps(_scenario: Scenario, _plan: Plan) -> bool:
    return True


if __name__ == "__main__":
    main()
