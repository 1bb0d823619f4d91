"""Bytes of the log -> events; what cannot be read becomes a dead letter or is parked.

An event of an older version is lifted to today's, step by step. One of a newer version is parked:
a later release will read it. What is wrong by itself is a dead letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.errors import ContradictionError
from streams.events import EVENTS, AnswerRecorded, DayPassed, Event
from streams.upcasters import UPCASTERS

LARGEST_BYTES = 8_000_000
"""A scenario of thousands of cohorts takes a few; anything larger is refused."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far the sender's clock may be ahead."""

DAY_SKEW = timedelta(hours=14) + CLOCK_SKEW
"""The same for a day without a time, which means its midnight in UTC: the day begins up to fourteen
hours earlier in the Pacific."""

HOST_PREFIXES = ("answer/", "day/", "run/")
"""Prefixes of ids that hosts give; no other sender may use them."""

CONTENT_BYTES = 7
"""Bytes of the hash of an event's content; one hash is kept for each id, so it is short."""

_CURRENT: Mapping[str, int] = {
    event.model_fields["type"].default: event.model_fields["version"].default for event in EVENTS
}
_READER: TypeAdapter[Event] = TypeAdapter(Event)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Bytes that are not an event, and why."""

    reason: str
    sha256: str
    """Of the bytes, so that they can be found again."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An event of a version or type that a later release will read."""

    type: str
    version: int


Decoded = Event | DeadLetter | Parked


def decode(raw: bytes) -> Decoded:
    """Read one record of the log.

    Parameters
    ----------
    raw
        UTF-8 JSON, one object.
    """
    if len(raw) > LARGEST_BYTES:
        return _dead(raw, f"is larger than {LARGEST_BYTES} bytes")
    try:
        return _READER.validate_json(raw)
    except ValidationError as error:
        return _lifted(raw, error)


def decode_submission(raw: bytes, now: datetime) -> Decoded:
    """Read one record from a sender other than a host.

    Parameters
    ----------
    raw
        As in the log.
    now
        The host's clock; what was recorded after it is a dead letter, and so is a day to come.
    """
    event = decode(raw)
    if isinstance(event, DeadLetter | Parked):
        return event
    if isinstance(event, AnswerRecorded) or event.id.startswith(HOST_PREFIXES):
        return _dead(raw, "is what only the host writes")
    if event.recorded_at - now > (DAY_SKEW if _is_day(event.recorded_at) else CLOCK_SKEW):
        return _dead(raw, "was recorded in the future")
    if isinstance(event, DayPassed) and event.day > (now + CLOCK_SKEW).date():
        return _dead(raw, "is a day that has not begun")
    return event


def _is_day(moment: datetime) -> bool:
    return moment.time() == time()


def content_of(event: Event) -> int:
    """A short hash of all that an event says, however it was written."""
    return int.from_bytes(sha256(encoded(event)).digest()[:CONTENT_BYTES])


def encoded(event: Event) -> bytes:
    """An event as it is written to the log; the same bytes for the same event."""
    return _READER.dump_json(event)


def _lifted(raw: bytes, error: ValidationError) -> Decoded:
    """The event lifted to the current version, or what is wrong with it."""
    body, kind, version = _parts(raw)
    if not kind:
        return _dead(raw, "is not an object with a type and a version")
    if kind not in _CURRENT or version > _CURRENT[kind]:
        return Parked(ascii(kind[:64])[1:-1], version)
    if version == _CURRENT[kind]:
        return _dead(raw, _words(error))
    try:
        while (kind, version) in UPCASTERS and version < _CURRENT[kind]:
            body, version = UPCASTERS[kind, version](body), version + 1
        return _READER.validate_json(json.dumps({**body, "version": version}))
    except ValidationError as still:
        return _dead(raw, _words(still))
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        return _dead(raw, f"is not a valid {kind}, version {body.get('version', 1)}")


def _parts(raw: bytes) -> tuple[dict[str, Any], str, int]:
    """Body, type and version of a record; no type if it does not have one."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}, "", 0
    if not isinstance(body, dict):
        return {}, "", 0
    kind, version = body.get("type"), body.get("version", 1)
    whole = isinstance(kind, str) and type(version) is int
    return (body, str(kind), int(version)) if whole else ({}, "", 0)


def _dead(raw: bytes, reason: str) -> DeadLetter:
    return DeadLetter(reason, sha256(raw).hexdigest())


def _words(error: ValidationError) -> str:
    """The first error, without the value, which could be about a person."""
    first = error.errors(include_url=False, include_input=False)[0]
    known = first["loc"][:-1] if first["type"] == "extra_forbidden" else first["loc"]
    where = ".".join(str(part) for part in known)
    raised = first.get("ctx", {}).get("error")
    if isinstance(raised, ContradictionError):
        said = raised.without_figures
    else:
        said = first["msg"].removeprefix("Value error, ")
    return f"{where}: {said}"[:300] if where else said[:300]
