"""Other clients of Kafka: an event lies where it belongs, or its sender is told what to set."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest
from confluent_kafka import Producer

from streams.events import Event
from streams.hosts.kafka.reading import read_to_end, reader, to_log_record
from streams.hosts.kafka.records import decode_record, partition_of
from streams.log import Disposition
from streams.wire import DeadLetter, encode
from tests.kafka.broker import command
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import hired

pytestmark = pytest.mark.kafka

PAGE = (Path(__file__).parents[4] / "docs" / "events.md").read_text(encoding="utf-8")
NAMES = ("shanghai", "north", "south", "east", "west", "centre", "coast", "island")
EVENTS: list[Event] = [hired(f"h-{name}", name) for name in NAMES]


def send(workers: Workers, *, placed: dict[str, str]) -> None:
    """Send events as a program on librdkafka does."""
    producer = Producer({"bootstrap.servers": ",".join(workers.settings.servers), **placed})
    for each in EVENTS:
        producer.produce(workers.settings.events, encode(each), key=each.programme)
    assert producer.flush(60) == 0
    workers.copy()


@pytest.mark.slow
def test_events_lie_where_they_belong_if_keys_are_placed_by_murmur2(workers: Workers) -> None:
    """With the setting that the page tells, all of eight."""
    send(workers, placed={"partitioner": "murmur2_random"})

    assert workers.balance()[Disposition.FOLDED] == len(EVENTS)


@pytest.mark.slow
def test_a_client_that_places_keys_otherwise_is_told_so(workers: Workers) -> None:
    """As librdkafka does by itself: the letter says what to set; by chance some lie right."""
    send(workers, placed={})
    lost = letters(workers)

    assert lost
    assert len(lost) + workers.balance()[Disposition.FOLDED] == len(EVENTS)
    assert all(
        "its key is right, its partition wrong; set partitioner=murmur2_random" in reason
        for reason in lost
    )


def test_an_event_without_its_key_is_told_so(workers: Workers) -> None:
    """Another key than the programme is another mistake."""
    event = hired("h", "north")
    other = next(each for each in NAMES if partition_of(each, 4) != partition_of("north", 4))
    workers.tell(encode(event), key=other)
    workers.copy()

    assert letters(workers) == [
        "lies in another partition than its programme: its key is not the programme"
    ]


def letters(workers: Workers) -> list[str]:
    """Why records are dead, as a worker would say."""
    return asyncio.run(_letters(workers))


async def _letters(workers: Workers) -> list[str]:
    topic, found = workers.settings.log, []
    async with reader(workers.settings) as consumer:
        async for number, records in read_to_end(consumer, topic, dict.fromkeys(range(4), 0)):
            copies = [each for each in map(to_log_record, records) if not each.claims]
            found += [decode_record(each, number, 4) for each in copies]
    return [each.reason for each in found if isinstance(each, DeadLetter)]


def test_the_example_for_python_does_what_the_page_says(workers: Workers, tmp_path: Path) -> None:
    """As it stands there, but for the broker and the prefix."""
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    program = tmp_path / "send.py"
    text = example.replace("localhost:9092", ",".join(workers.settings.servers))
    program.write_text(text.replace("relocate-", workers.settings.prefix), encoding="utf-8")
    subprocess.run([sys.executable, str(program)], check=True)
    workers.copy()

    assert [each.id for each in workers.log()] == ["finance/fy27-2"]


@pytest.mark.slow
def test_the_client_of_java_places_keys_so_by_itself(workers: Workers) -> None:
    """By Kafka's own console producer, which is that client with nothing set."""
    words = ("--bootstrap-server", ",".join(workers.settings.servers), "--topic",
             workers.settings.events, "--reader-property", "parse.key=true",
             "--reader-property", "key.separator=|")  # fmt: skip
    lines = b"".join(b"%s|%s\n" % ((e.programme or "").encode(), encode(e)) for e in EVENTS)
    subprocess.run(
        command("org.apache.kafka.tools.ConsoleProducer", *words), input=lines, check=True
    )
    workers.copy()

    assert workers.balance()[Disposition.FOLDED] == len(EVENTS)
