"""Events of the default company."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from streams.events import HeadcountChanged, ScenarioPublished, SeatsCounted
from tests.support.builders import scenario

RECORDED = datetime(2026, 1, 1, tzinfo=UTC)


def published(programme: str, **changes: Any) -> ScenarioPublished:
    """The default company as a programme."""
    return ScenarioPublished(
        id=f"s-{programme}",
        programme=programme,
        recorded_at=RECORDED,
        scenario=scenario(programme=programme, **changes),
    )


def hired(name: str, programme: str, people: int = 1) -> HeadcountChanged:
    return HeadcountChanged(id=name, programme=programme, recorded_at=RECORDED, cohort="kyc",
                            people=people, effective_from=date(2027, 1, 1))  # fmt: skip


def seats(name: str, programme: str, count: int) -> SeatsCounted:
    return SeatsCounted(id=name, programme=programme, recorded_at=RECORDED, office="shanghai",
                        seats=count, as_of=date(2027, 1, 1))  # fmt: skip
