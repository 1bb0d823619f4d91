"""Writes down versions of events that are not kept yet: their schema, and an event of them."""

from __future__ import annotations

import sys
from pathlib import Path

from streams.events import (
    EVENTS,
    BudgetSet,
    Envelope,
    Event,
    HeadcountChanged,
    HeadcountCounted,
    ScenarioPublished,
    SeatsCounted,
    SignalApproved,
    SignalReported,
    SignalRetracted,
    Step,
)
from streams.wire import encode
from tests.docs.event_schemas import schemas, type_of
from tests.support.builders import dataset, scenario, signal
from tests.support.histories import START, accepted, answered, executed, passed, proposal, told

FOLDER = Path(__file__).parent
DAY = START.date()


def version_of(event: type[Envelope]) -> int:
    """Today's version of an event."""
    return int(event.model_fields["version"].default)


def events() -> list[Event]:
    """One of each."""
    found: list[Event] = [
        told(ScenarioPublished, "s", scenario=scenario(datasets=(dataset("logs"),))),
        told(SignalReported, "r", signal=signal("leak", "pipl")),
        told(SignalApproved, "a", signal="leak", by="counsel"),
        told(SignalRetracted, "n", signal="leak"),
        told(HeadcountChanged, "h", cohort="kyc", people=-1, effective_from=DAY),
        told(HeadcountCounted, "c", cohort="kyc", posts=4, people=3, as_of=DAY),
        told(SeatsCounted, "p", office="bengaluru", seats=60, as_of=DAY),
        told(BudgetSet, "b", fiscal_year=2027, limit="USD 2500000.00"),
        accepted(3),
        executed(Step.LANDED, 2, DAY),
        answered(proposal(4)),
        passed(DAY),
    ]
    assert [each.type for each in found] == [type_of(each) for each in EVENTS]
    return found


if __name__ == "__main__":
    for event in events():
        kept = FOLDER / f"{event.type}.{event.version}.json"
        if not kept.exists():
            kept.write_text(schemas()[f"{event.type}.json"], encoding="utf-8")
            kept.with_suffix(".jsonl").write_bytes(encode(event) + b"\n")
            sys.stdout.write(f"Kept: {kept.name}\n")
