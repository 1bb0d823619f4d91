"""Every figure that a file or an event may hold has a least and a most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from models.plan import Plan
from models.scenario import Scenario
from streams.events import Event


def schemas_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every type, and what its single values may be."""
    for name, body in {"": schema, **schema.get("$defs", {})}.items():
        for field, described in body.get("properties", {}).items():
            yield from ((f"{name}.{field}", each) for each in _single(described))


def _single(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for below in ("anyOf", "oneOf", "allOf", "prefixItems"):
            for option in schema.get(below, ()):
                yield from _single(option)
        for below in ("items", "additionalProperties"):
            yield from _single(schema.get(below))


@pytest.mark.parametrize("kind", [Scenario, Plan, Event], ids=["scenario", "plan", "event"])
def test_every_figure_has_bounds(kind: Any) -> None:
    """Beyond them a solver, or a double, would give up with an error of its own."""
    schema = TypeAdapter(kind).json_schema()
    numbers = [
        (name, each)
        for name, each in schemas_of(schema)
        if each.get("type") in {"integer", "number"} and not each.keys() & {"const", "enum"}
    ]

    assert len(numbers) >= 5
    assert not [name for name, each in numbers if not each.keys() & {"maximum", "exclusiveMaximum"}]
    assert not [name for name, each in numbers if not each.keys() & {"minimum", "exclusiveMinimum"}]
