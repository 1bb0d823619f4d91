"""Logs of events: as lines, as records of Kafka, as a journal of which bytes have changed."""

from __future__ import annotations

import json
import re
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from models.errors import InputError
from models.search_limits import SearchLimits
from planner.exports.recommendations import masked_holds, masked_recommendations, own_tasks
from streams.events import Event, ScenarioPublished
from streams.fold import folded
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.records import JournalRecord
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.records import (
    HEADER,
    Intake,
    Relayed,
    claim_header,
    copy_header,
    host_header,
    log_record,
)
from streams.hosts.memory import Memory
from streams.log import Disposition
from streams.recommend import snapshot
from streams.state import World
from streams.wire import decode_submission, encoded
from tests.support import histories
from tests.support.builders import scenario
from tests.support.embedded_hosts import host

NOW = datetime(2027, 6, 1, tzinfo=UTC)
OWNER = "0" * 32
LONGEST = 4_000


@cache
def told() -> tuple[Event, ...]:
    """A scenario, an answer with a proposal, a day, and a decision on the proposal."""
    return (
        histories.told(ScenarioPublished, "scenario", scenario=scenario()),
        histories.answered(histories.proposal()),
        histories.passed(date(2027, 1, 2)),
        histories.accepted(1),
    )


def fold_lines(data: bytes) -> None:
    """Each line is submitted, after a programme has begun."""
    memory = Memory()
    memory.take(told()[:3], NOW)
    for line in data.split(b"\n"):
        admission = memory.admission()
        admission.judge(decode_submission(line, NOW), line)
        memory.take(admission.events, NOW)
    _look_at(memory)


def fold_records(data: bytes) -> None:
    """Each line is a record; its first byte says what its sender says that it is."""
    partition = Partition(0, 1)
    raws = [b"", encoded(told()[0]), *data.split(b"\n")]
    headers = [claim_header(OWNER), copy_header(OWNER, Relayed(Intake.EVENTS, 0, 1))]
    for offset, raw in enumerate(raws):
        header = headers[offset] if offset < 2 else _header(raw, offset)
        body = raw if offset < 2 else raw[1:]
        partition.take([log_record(offset, body, _milliseconds(), [(HEADER, header)])], NOW)
    _look_at(partition.memory)


def _header(raw: bytes, offset: int) -> bytes:
    kinds = [
        claim_header(OWNER),
        host_header(OWNER),
        *(copy_header(OWNER, Relayed(intake, offset, offset + 1)) for intake in Intake),
        raw[1:64],
    ]
    return kinds[raw[0] % len(kinds)] if raw else b""


def _milliseconds() -> int:
    return int(NOW.timestamp() * 1000)


def _look_at(memory: Memory) -> None:
    """What a host asks, and what it shows."""
    for name in memory.world.programmes:
        memory.question(name, SearchLimits(), NOW)
        shown = snapshot(memory.world, name, memory.position)
        assert shown.model_dump_json()
        masked_recommendations(shown)
        masked_holds(shown)
        own_tasks(shown)


@cache
def _journal() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.db"
        book = Journal(path)
        with book.writing():
            book.append(
                JournalRecord(Disposition.FOLDED, each.id, encoded(each)) for each in told()
            )
            book.append([JournalRecord(Disposition.DEAD, raw=b"noise", reason="is no object")])
            book.keep(snapshot(folded(World(), told()), histories.PROGRAMME, 5))
        book.close()
        return path.read_bytes()


def read_journal(data: bytes) -> None:
    """A journal with some of its bytes changed: three bytes of place, one of value, each."""
    content = bytearray(_journal())
    for at in range(0, len(data) - 3, 4):
        content[int.from_bytes(data[at : at + 3]) % len(content)] = data[at + 3]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.db"
        path.write_bytes(content)
        with suppress(InputError), closing(Reader(path)) as reader:
            dead = partial(reader.letters, Disposition.DEAD)
            for look in (reader.snapshots, reader.balance, dead, reader.folded):
                with suppress(InputError):
                    list(look())
        host(path).close()


def lines() -> tuple[bytes, ...]:
    """Short lines: events of each kind that docs/events.md has an example of, and of our own."""
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
    examples = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    shown = [
        json.dumps({**json.loads(text), "programme": histories.PROGRAMME}).encode()
        if '"programme"' in text
        else json.dumps(json.loads(text)).encode()
        for text in examples
    ]
    return tuple(line for line in [*map(encoded, told()), *shown] if len(line) < LONGEST)
