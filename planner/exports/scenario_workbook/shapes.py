"""What a single field takes, as its type says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from models.base import Frozen
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import field_at


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of value in a field."""

    kind: str
    """``boolean``, ``integer``, ``number``, ``string``, ``date``, ``date-time`` or ``amount``."""
    several: bool = False
    words: tuple[str, ...] = ()
    """The known values, where they are few."""
    pattern: str = ""
    least: float | None = None
    most: float | None = None


@cache
def shape_of(model: type[Frozen], path: FieldPath) -> Shape:
    """The shape of a field; a list is known by its entries."""
    info = field_at(model, path)
    if info is None:
        return Shape("string")
    schema = TypeAdapter(info.rebuild_annotation()).json_schema()
    options = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    several = options[0].get("type") == "array"
    inner = _resolved(options[0]["items"] if several else options[0], schema)
    kind = "amount" if inner.get("type") == "object" else inner.get("format") or inner["type"]
    return Shape(
        kind,
        several,
        tuple(inner.get("enum", ())),
        inner.get("pattern", ""),
        inner.get("minimum", inner.get("exclusiveMinimum")),
        inner.get("maximum"),
    )


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    reference = str(schema.get("$ref", "")).rpartition("/")[2]
    return {**schema, **whole["$defs"][reference]} if reference else schema
