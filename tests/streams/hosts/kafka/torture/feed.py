"""What is told in an ordeal, and what must become of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from streams.events import (
    Event,
    HeadcountChanged,
    HeadcountCounted,
    SeatsCounted,
    SignalRetracted,
)
from streams.hosts.kafka.records import partition_of
from streams.log import Disposition
from streams.wire import encode
from tests.support.events import RECORDED, hired, published
from tests.support.poison import KINDS, PARKED, poison

PROGRAMMES = ("a", "b", "c", "d", "e", "f", "g", "h")
POISON, REPEATS, SIGNALS = 0.1, 0.02, 0.001


@dataclass(frozen=True)
class Told:
    """A record as it is sent."""

    raw: bytes
    partition: int | None
    """Of the topic of events; none for the topic of signals."""
    disposition: Disposition
    """What must become of it."""
    event: Event | None = None
    """What it says, if it is to be folded."""


def feed(count: int, seed: int, partitions: int) -> Iterator[Told]:
    """So many records: the scenarios, facts of each day, signals, repeats and poison."""
    dice = Random(seed)  # noqa: S311
    known = [_fact(published(name), partitions) for name in PROGRAMMES]
    yield from known
    for n in range(count - len(known)):
        drawn = dice.random()
        if drawn < POISON:
            yield _poisoned(n, dice, partitions)
        elif drawn < POISON + REPEATS:
            again = dice.choice(known)
            yield Told(again.raw, again.partition, Disposition.REPEATED)
        elif drawn < POISON + REPEATS + SIGNALS:
            event = SignalRetracted(id=f"signal-{n}", recorded_at=RECORDED, signal=f"law-{n}")
            yield Told(encode(event), None, Disposition.FOLDED, event)
        else:
            known.append(_fact(_change(n, dice), partitions))
            yield known[-1]


def _fact(event: Event, partitions: int) -> Told:
    place = partition_of(event.programme or "", partitions)
    return Told(encode(event), place, Disposition.FOLDED, event)


def _change(n: int, dice: Random) -> Event:
    """People, posts or seats of some day of a year."""
    name, programme = f"hr-feed/2027/{n:08d}", dice.choice(PROGRAMMES)
    at, day = RECORDED + timedelta(seconds=n), date(2027, 1, 1) + timedelta(days=n % 300)
    kind = dice.randrange(4)
    if kind < 2:
        return HeadcountChanged(id=name, programme=programme, recorded_at=at, cohort="kyc",
                                people=1 - 2 * kind, effective_from=day)  # fmt: skip
    if kind == 2:
        return HeadcountCounted(id=name, programme=programme, recorded_at=at, cohort="kyc",
                                posts=10, people=9, as_of=day)  # fmt: skip
    return SeatsCounted(id=name, programme=programme, recorded_at=at, office="shanghai",
                        seats=99, as_of=day)  # fmt: skip


def _poisoned(n: int, dice: Random, partitions: int) -> Told:
    """Bytes that are no event, or an event in a place that is not its own."""
    place, kind = dice.randrange(partitions), dice.randrange(KINDS + 1)
    if kind == KINDS:
        programme = dice.choice(PROGRAMMES)
        wrong = (partition_of(programme, partitions) + 1) % partitions
        return Told(encode(hired(f"lost-{n}", programme)), wrong, Disposition.DEAD)
    # Numbers from the second of each kind on, since the first of the largest is 8 MB.
    raw = poison(kind + KINDS * (n + 1))
    return Told(raw, place, Disposition.PARKED if kind in PARKED else Disposition.DEAD)
