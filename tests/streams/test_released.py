"""Every version of an event ever released is read for ever: a log is never edited.

`tests/streams/released` has, of each, its schema and an event. What a version took, today's schema
of that version takes; one that takes less is a version of its own, with an upcaster from the one
before. ``python -m tests.streams.released.keep`` writes down versions that are not kept yet.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from streams.events import EVENTS
from streams.wire import DeadLetter, Parked, decode, encode
from tests.docs.event_schemas import schemas, type_of
from tests.streams.released.keep import FOLDER, version_of
from tests.streams.tightening import tightened

KEPT = sorted(path.stem for path in FOLDER.glob("*.json"))
CURRENT = {type_of(each): version_of(each) for each in EVENTS}


def test_every_version_is_kept() -> None:
    """If this fails, a version is new: ``python -m tests.streams.released.keep``."""
    versions = {f"{name}.{n}" for name, last in CURRENT.items() for n in range(1, last + 1)}

    assert set(KEPT) == versions
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == versions


@pytest.mark.parametrize("name", CURRENT)
def test_what_a_version_took_is_taken_today(name: str) -> None:
    """If this fails, the event takes less than before: give it another version and an upcaster."""
    then = json.loads((FOLDER / f"{name}.{CURRENT[name]}.json").read_text(encoding="utf-8"))

    assert tightened(then, json.loads(schemas()[f"{name}.json"])) == []


@pytest.mark.parametrize("kept", KEPT)
def test_an_event_of_each_version_is_read(kept: str) -> None:
    """It fits the schema of its version, and is lifted to one that fits today's."""
    name = kept.partition(".")[0]
    raw = (FOLDER / f"{kept}.jsonl").read_bytes()
    schema = json.loads((FOLDER / f"{kept}.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(raw))
    event = decode(raw)

    assert not isinstance(event, DeadLetter | Parked), event
    assert event.version == CURRENT[name]
    Draft202012Validator(json.loads(schemas()[f"{name}.json"])).validate(json.loads(encode(event)))


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "heads": {"type": "integer", "minimum": 1, "maximum": 100},
        "reason": {"enum": ["one", "two"]},
        "by": {"$ref": "#/$defs/Id"},
        "until": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
        "sizes": {"type": "object", "additionalProperties": {"type": "number"}},
    },
    "required": ["heads"],
    "$defs": {
        "Id": {"type": "string", "pattern": "^a$"},
        "Row": {"type": "object", "properties": {"of": {"$ref": "#/$defs/Row"}, "n": {}}},
    },
}


def changed(*place: str, to: Any) -> dict[str, Any]:
    """The schema with something else in a place; None for nothing."""
    found: dict[str, Any] = json.loads(json.dumps(SCHEMA))
    inner = found
    for name in place[:-1]:
        inner = inner[name]
    if to is None:
        del inner[place[-1]]
    else:
        inner[place[-1]] = to
    return found


@pytest.mark.parametrize(
    ("place", "to"),
    [
        (("properties", "heads", "maximum"), 99),
        (("properties", "heads", "minimum"), 2),
        (("properties", "heads", "type"), "string"),
        (("properties", "reason", "enum"), ["one"]),
        (("properties", "reason"), None),
        (("$defs", "Id", "pattern"), "^b$"),
        (("$defs", "Id", "maxLength"), 5),
        (("$defs", "Row", "properties", "n"), {"type": "integer"}),
        (("$defs", "Row", "required"), ["n"]),
        (("properties", "until", "anyOf"), [{"type": "string", "format": "date"}]),
        (("properties", "until"), {"type": "null"}),
        (("properties", "sizes", "additionalProperties"), {"type": "integer"}),
        (("properties", "rows", "minItems"), 1),
        (("required",), ["heads", "by"]),
    ],
)
def test_a_schema_that_takes_less_is_noticed(place: tuple[str, ...], to: Any) -> None:
    """And the other way round it takes more, which is no fault."""
    assert tightened(SCHEMA, changed(*place, to=to))
    if to != "^b$" and place[-1] != "type":
        assert tightened(changed(*place, to=to), SCHEMA) == []


@pytest.mark.parametrize(
    ("place", "to"),
    [
        (("properties", "new"), {"type": "string"}),
        (("properties", "heads", "type"), "number"),
        (("properties", "heads", "description"), "How many."),
        (("properties", "reason", "enum"), ["one", "two", "three"]),
        (("$defs", "Id", "pattern"), None),
        (("required",), []),
    ],
)
def test_a_schema_that_takes_as_much_is_no_fault(place: tuple[str, ...], to: Any) -> None:
    assert tightened(SCHEMA, changed(*place, to=to)) == []
