"""A partition is a function of its log: what each record becomes, and what follows for signals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from streams.events import Event
from streams.hosts.kafka.owned_partition import OwnedPartition
from streams.hosts.kafka.recommendations import SnapshotWriter
from streams.hosts.kafka.records import (
    HEADER,
    Intake,
    decode_record,
    log_record,
    partition_of,
)
from streams.hosts.kafka.settings import Settings
from streams.log import Disposition
from streams.wire import DeadLetter, encode
from tests.streams.hosts.kafka.log_records import (
    BROKERS_DAY,
    DECIDED,
    HOME,
    HOST,
    NOW_MS,
    OF,
    SIGNAL,
    copied,
    day,
    dispositions,
    partition,
    record_of,
)
from tests.support.events import RECORDED, hired, published


def test_programmes_lie_where_clients_of_kafka_put_them() -> None:
    """Known answers of murmur2 in Kafka's own client, with the sign taken off."""
    known = {"21": -973932308, "foobar": -790332482, "a-little-bit-long-string": -985981536}
    for name, hashed in known.items():
        assert partition_of(name, 1000) == (hashed & 0x7FFFFFFF) % 1000


@pytest.mark.parametrize(
    ("event", "mark", "number", "words"),
    [
        (hired("h", "north"), None, HOME + 1, "lies in another partition than its programme"),
        (SIGNAL, copied(Intake.EVENTS, 0, 1), HOME, "belongs on the topic of signals"),
        (hired("h", "north"), copied(Intake.SIGNALS, 0, 1), HOME, "belongs on the topic of events"),
        (hired("h", "north"), copied(Intake.DECISIONS, 0, 1), HOME,
         "belongs on the topic of events"),
        (DECIDED, copied(Intake.EVENTS, 0, 1), HOME, "belongs on the topic of decisions"),
        (DECIDED, None, HOME, ""),
        (hired("h", "north"), None, HOME, ""),
        (SIGNAL, None, HOME, ""),
        (day(date(2026, 1, 1)), None, HOME, "is what only the host writes"),
        (day(date(2026, 1, 1)), HOST, HOME, ""),
        (day(BROKERS_DAY + timedelta(1)), HOST, HOME, "is a day that has not begun"),
        (day(date.max), HOST, HOME, "is a day that has not begun"),
        (day(BROKERS_DAY), HOST, HOME, ""),
    ],
)  # fmt: skip
def test_a_record_says_something_where_it_belongs(
    event: Event, mark: bytes | None, number: int, words: str
) -> None:
    """A programme has one home; each kind of user has a topic; days are the broker's."""
    found = decode_record(record_of(event, 0, mark), number % OF, OF)

    assert words in (found.reason if isinstance(found, DeadLetter) else "")
    assert isinstance(found, DeadLetter) == bool(words)


def test_a_record_says_the_same_each_time_it_is_read() -> None:
    """The broker's time decides what was recorded in the future, not the time of reading."""
    ahead = hired("h", "north").model_copy(
        update={"recorded_at": datetime(2026, 9, 24, tzinfo=UTC)}
    )
    mark = [(HEADER, copied(Intake.EVENTS, 0, 1))]
    early, late = (log_record(0, encode(ahead), ms, mark) for ms in (NOW_MS, NOW_MS * 2))

    assert isinstance(decode_record(early, HOME, OF), DeadLetter)
    assert decode_record(late, HOME, OF) == ahead


def test_standings_add_up_to_the_position() -> None:
    """Folded, repeated in a batch and across batches, dead with a pointer, parked."""
    found = partition()
    newer = encode(hired("n", "north")).replace(b'"version":1', b'"version":9')
    batch: list[Event | bytes] = [
        published("north"),
        hired("h", "north"),
        hired("h", "north"),
        b"{broken",
        newer,
    ]
    _, letters = found.take([record_of(each, n) for n, each in enumerate(batch)], RECORDED)
    found.take([record_of(hired("h", "north"), 5)], RECORDED)

    assert dispositions(found) == {"folded": 2, "repeated": 2, "dead": 1, "parked": 1}
    assert found.position == 6
    assert [(each.partition, each.offset) for each in letters] == [(HOME, 3)]


def test_offsets_without_a_record_are_counted_apart() -> None:
    """As the marker of a publisher's transaction leaves one."""
    found = partition()
    found.take([record_of(published("north"), 0), record_of(hired("h", "north"), 2)], RECORDED)

    assert (found.position, found.markers, dispositions(found)) == (3, 1, {"folded": 2})


def test_signals_count_as_relayed_up_to_the_first_that_is_missing() -> None:
    """A later owner goes on at the hole, wherever the topic of signals has gaps of its own."""
    found = partition()
    for offset, (start, stop) in enumerate([(0, 1), (1, 5), (7, 8)]):
        found.take([record_of(SIGNAL, offset, copied(Intake.SIGNALS, start, stop))], RECORDED)

    assert found.relayed == {Intake.EVENTS: 0, Intake.DECISIONS: 0, Intake.SIGNALS: 5}


def test_what_waits_is_folded_up_to_a_gap() -> None:
    """What is in the state already is left out; what Faust left out is noticed."""
    owned = OwnedPartition(partition(), SnapshotWriter(Settings(()), HOME))
    owned.take([record_of(published("north"), 0), record_of(hired("a", "north"), 1)], RECORDED)
    for offset in (1, 2, 3, 5):
        owned.put(record_of(hired(f"h{offset}", "north"), offset))

    records, gap = owned.next_records(2)
    assert ([each.offset for each in records], gap) == ([2, 3], False)
    owned.take(records, RECORDED)
    assert owned.next_records(2) == ([], True)
    assert dispositions(owned.partition) == {"folded": 4}


def test_an_inbox_that_is_full_leaves_the_rest_to_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not grow; the gap shows."""
    monkeypatch.setattr("streams.hosts.kafka.owned_partition.LARGEST_INBOX_BYTES", 300)
    owned = OwnedPartition(partition(), SnapshotWriter(Settings(()), HOME))
    for offset in range(10):
        owned.put(record_of(hired(f"h{offset}", "north"), offset))
    records, _ = owned.next_records(100)

    assert 1 <= len(records) < 10
    assert dispositions(owned.partition) == {}
    assert Disposition.FOLDED not in owned.partition.dispositions
