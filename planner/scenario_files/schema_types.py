"""JSON Schemas of the types in ``models``, with fields as written in files.

A figure may be a number, a text or a range; tags may be a list or one text; any field with a
default may be empty.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from models.base import split
from planner.scenario_files.fields import ROW_TYPES, Settings

Schema = dict[str, Any]

NOTHING: Schema = {"enum": [None, ""]}
"""Values of an empty field."""


class _AsWritten(GenerateJsonSchema):
    """Schemas of fields as cells: everything that a file may contain for a number, date or tags."""

    def int_schema(self, schema: Any) -> Schema:
        return _figure(super().int_schema(schema), r"^\s*[-+]?[0-9]")

    def float_schema(self, schema: Any) -> Schema:
        return _figure(super().float_schema(schema), r"^\s*[-+]?[0-9.]")

    def bool_schema(self, schema: Any) -> Schema:
        del schema
        return {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "yes", "no"]}]}

    def str_schema(self, schema: Any) -> Schema:
        # In a field for text, a number or a yes is text as well.
        text = super().str_schema(schema)
        if "pattern" in text and "max_length" not in schema:
            return {**text, "type": ["string", "integer"], "minimum": 0}
        return {**text, "type": ["string", "number", "boolean"]}

    def date_schema(self, schema: Any) -> Schema:
        del schema
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

    def datetime_schema(self, schema: Any) -> Schema:
        del schema
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"}

    def function_before_schema(self, schema: Any) -> Schema:
        inner = super().function_before_schema(schema)
        if schema["function"]["function"] is split:
            return {"anyOf": [inner, {"type": "string"}]}
        return inner


def definitions(*, partial: bool) -> Schema:
    """Schemas by the names of their types.

    Parameters
    ----------
    partial
        Whether any field may be left out or reset, as in an overlay.
    """
    models = [*ROW_TYPES.values(), Settings]
    _, made = models_json_schema(
        [(model, "validation") for model in models],
        ref_template="#/definitions/{model}",
        schema_generator=_AsWritten,
    )
    found = {name: _tidy(each, partial=partial) for name, each in made["$defs"].items()}
    found["Money"] = _amount(found["Money"]["description"])
    for model in models:
        # Which fields a row needs depends on where it is used.
        found[model.__name__].pop("required", None)
    return found


def _figure(number: Schema, text: str) -> Schema:
    written = {"type": "string", "pattern": text}
    return {"anyOf": [number, written, _range({"type": ["number", "string"]})]}


def _amount(about: str) -> Schema:
    text = {"type": "string", "pattern": r"^\s*[A-Z]{3} [0-9]"}
    return {"title": "Money", "description": about, "anyOf": [text, _range(text)]}


def _range(end: Schema) -> Schema:
    ends = ("low", "base", "high")
    return {
        "type": "object",
        "properties": dict.fromkeys(ends, end),
        "required": list(ends),
        "additionalProperties": False,
    }


def _tidy(schema: Schema, *, partial: bool) -> Schema:
    """The schema of a type, in which fields with a default may be empty."""
    needed = () if partial else schema.get("required", ())
    properties = {
        name: _field(each, needed=name in needed)
        for name, each in schema.get("properties", {}).items()
    }
    tidy = {**schema, "properties": properties} if properties else dict(schema)
    if partial:
        tidy.pop("required", None)
    return tidy


def _field(schema: Schema, *, needed: bool) -> Schema:
    about: Schema = {name: schema[name] for name in ("title", "description") if name in schema}
    rest = {name: each for name, each in schema.items() if name not in {*about, "default"}}
    if needed:
        # Draft 7 ignores everything beside a reference.
        return {**about, "allOf": [rest]} if "$ref" in rest else {**about, **rest}
    options = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**about, "anyOf": [*options, *([] if NOTHING in options else [NOTHING])]}
