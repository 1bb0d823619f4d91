"""Events of some 230 bytes on eight programmes, two in each of four partitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from planner import api
from streams.events import (
    Event,
    HeadcountChanged,
    HeadcountCounted,
    ScenarioPublished,
    SeatsCounted,
)

PROGRAMMES = ("a", "b", "c", "d", "e", "f", "g", "h")
PARTITIONS = 4
_START = datetime(2026, 1, 1, tzinfo=UTC)


def scenarios() -> Iterator[Event]:
    """A scenario of each programme."""
    scenario = api.load("tiny")
    for name in PROGRAMMES:
        yield ScenarioPublished(
            id=f"scenario/{name}",
            programme=name,
            recorded_at=_START,
            scenario=scenario.model_copy(update={"programme": name}),
        )


def facts(count: int) -> Iterator[Event]:
    """People who come and go, counts and seats, of three hundred days."""
    for n in range(count):
        programme = PROGRAMMES[n % len(PROGRAMMES)]
        at = _START + timedelta(seconds=n)
        day = date(2027, 1, 1) + timedelta(days=n // 8 % 300)
        name, kind = f"hr-feed/system-of-record/shanghai-and-beijing/{day}/{n:08d}", n // 8 % 4
        if kind < 2:
            yield HeadcountChanged(id=name, programme=programme, recorded_at=at, cohort="kyc",
                                   people=1 - 2 * kind, effective_from=day)  # fmt: skip
        elif kind == 2:
            yield HeadcountCounted(id=name, programme=programme, recorded_at=at, cohort="kyc",
                                   posts=10, people=9, as_of=day)  # fmt: skip
        else:
            yield SeatsCounted(id=name, programme=programme, recorded_at=at, office="shanghai",
                               seats=99, as_of=day)  # fmt: skip
