"""What is no event, of every kind."""

from __future__ import annotations

import json
from datetime import date

from streams.events import DayPassed
from streams.wire import LARGEST_BYTES, encode
from tests.support.events import RECORDED, hired

KINDS, PARKED = 18, range(8, 11)
"""All of them, and those that are events of a version to come."""


def poison(n: int) -> bytes:
    """One of every kind, as it comes; the first of those that are too large has its size."""
    kinds = [
        b"{not json",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"null",
        b"123",
        b'{"type": "headcount_changed"}',
        b'{"type": 5, "version": 1}',
        b'{"type": "headcount_changed", "version": true, "id": "x"}',
        json.dumps({"type": "\ud800", "version": 3}).encode(),
        json.dumps({"type": "from_the_future", "version": 10**400}).encode(),
        encode(hired(f"p{n}", "north")).replace(b'"version":1', b'"version":7'),
        encode(hired(f"q{n}", "north")).replace(b'"people":1', b'"people":1e99'),
        encode(hired(f"r{n}", "north")).replace(b'"people":1', b'"people":NaN'),
        encode(hired(f"s{n}", "north")).replace(b"2026-01-01", b"2999-01-01"),
        encode(hired(f"t{n}", "north")).replace(b'"cohort"', b'"jane.doe":1,"cohort"'),
        encode(DayPassed(id=f"u{n}", recorded_at=RECORDED, day=date(2999, 1, 1))),
        encode(DayPassed(id="day/2027-01-01", recorded_at=RECORDED, day=date(2025, 1, 1))),
        b'{"pad": "' + b"x" * LARGEST_BYTES + b'"}' if n < KINDS else b"{}",
    ]
    return kinds[n % KINDS]
