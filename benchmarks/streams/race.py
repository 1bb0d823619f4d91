"""Races: a contender waits on a log with the scenarios; then all events are published at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import uuid4

from aiokafka import AIOKafkaProducer
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.streams.events import PARTITIONS, facts, scenarios
from streams.events import Event
from streams.hosts.kafka.creating import Size, create
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import publish
from streams.wire import encode
from tests.kafka.cluster import Cluster, free_port

LOOK_SECONDS = 0.2
READY_SECONDS, LONGEST_SECONDS = 60.0, 300.0


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one race."""

    events: int
    seconds: float
    """From the first event read to the last."""
    processor_seconds: float
    """Of all contenders together, without the broker and the publisher."""


def read_through(events: int, cluster: Cluster) -> Result:
    """Let a bare client read an existing log, since it is faster than any publisher."""
    settings = _topics(cluster)
    with _writing(settings, events) as writer:
        writer.wait()
    with _started("bare", settings) as port:
        _until_ready([port])
        return Result(events, _figure(port, "reading_seconds"), _spent([port]))


def race(contender: str, workers: int, events: int, cluster: Cluster) -> Result:
    """Let one or more processes of a contender read so many events, on topics of their own."""
    settings = _topics(cluster)
    with ExitStack() as stack:
        ports = [stack.enter_context(_started(contender, settings)) for _ in range(workers)]
        asyncio.run(publish(settings, [(each, encode(each)) for each in scenarios()]))
        _until_ready(ports)
        before, spent = _read(ports), _spent(ports)
        writer = stack.enter_context(_writing(settings, events))
        began = _until(ports, before + 1)
        ended = _until(ports, before + events)
        writer.wait()
        return Result(events, ended - began, _spent(ports) - spent)


def _topics(cluster: Cluster) -> Settings:
    settings = Settings(tuple(cluster.servers.split(",")), f"bench-{uuid4().hex[:8]}-")
    asyncio.run(create(settings, Size(PARTITIONS, 1)))
    return settings


@contextmanager
def _started(contender: str, settings: Settings) -> Iterator[int]:
    port, broker = free_port(), f"kafka://{','.join(settings.servers)}"
    words = [contender, broker, settings.prefix, str(port)]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.streams.child", *words])
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _writing(settings: Settings, events: int) -> Iterator[subprocess.Popen[bytes]]:
    words = [settings.servers[0], settings.events, str(events)]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.streams.race", *words])
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _until_ready(ports: Sequence[int]) -> None:
    """Wait until each process has read the scenarios of its partitions, and nothing more comes."""
    deadline, before, now = time.monotonic() + READY_SECONDS, -1.0, 0.0
    while now != before:
        if time.monotonic() > deadline:
            raise RuntimeError("a contender did not get ready")
        time.sleep(2)
        if all(map(_has_begun, ports)):
            before, now = now, _read(ports)


def _until(ports: Sequence[int], records: float) -> float:
    deadline = time.monotonic() + LONGEST_SECONDS
    while _read(ports) < records:
        if time.monotonic() > deadline:
            raise RuntimeError("a contender did not read everything")
        time.sleep(LOOK_SECONDS)
    return time.monotonic()


def _read(ports: Sequence[int]) -> float:
    return sum(_figure(port, "relocate_position") for port in ports)


def _spent(ports: Sequence[int]) -> float:
    return sum(_figure(port, "process_cpu_seconds_total") for port in ports)


def _figure(port: int, name: str) -> float:
    families = text_string_to_metric_families(_get(port, "/metrics"))
    samples = (sample for family in families for sample in family.samples)
    return sum(sample.value for sample in samples if sample.name == name)


def _has_begun(port: int) -> bool:
    try:
        return '"up": true' in _get(port, "/health") and _read([port]) > 0
    except OSError:
        return False


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as found:
        text: str = found.read().decode()
        return text


async def _write(server: str, topic: str, raws: Sequence[tuple[bytes, bytes]]) -> None:
    async with AIOKafkaProducer(
        bootstrap_servers=server, acks=1, linger_ms=5, max_batch_size=100_000
    ) as producer:
        for key, raw in raws:
            await producer.send(topic, raw, key=key)
        await producer.flush()


def _keyed(event: Event) -> tuple[bytes, bytes]:
    return (event.programme or "").encode(), encode(event)


if __name__ == "__main__":
    asyncio.run(
        _write(sys.argv[1], sys.argv[2], [_keyed(each) for each in facts(int(sys.argv[3]))])
    )
