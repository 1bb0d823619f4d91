"""JSON Schemas of a scenario's files, for editors, made from the types in ``models``.

They use draft 7, which all editors support; the YAML support of many editors does not accept a
later draft. Fields are as written in files: a figure may be a number, a text or a range; tags may
be a list or one text; any field with a default may be empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from models.base import Frozen, split
from models.tables import TABLE_KEYS
from planner.scenario_files.fields import REQUIRED_TABLES, ROW_TYPES, SettingsRow, required_fields
from planner.scenario_files.library import JURISDICTIONS, TIMELINE_TABLES

Schema = dict[str, Any]

SUFFIX = ".schema.json"
_DIALECT = "http://json-schema.org/draft-07/schema#"
_NAMES: Schema = {"type": "array", "items": {"type": "string"}}

_NOTES: Schema = {"patternProperties": {"^(note|notes|备注|#.*)$": {}}}
"""Fields for people, which are not read."""

_NOTHING: Schema = {"enum": [None, ""]}
"""Values of an empty field."""


def schemas() -> Mapping[str, Schema]:
    """Every schema by the name of its file."""
    whole = _definitions(partial=False)
    partial = _definitions(partial=True)
    tables = [name for name in TABLE_KEYS if name != JURISDICTIONS]
    made = {
        "scenario": _document("Settings of a scenario", _scenario(frozenset()), whole),
        "whole-scenario": _document("A whole scenario", _scenario(REQUIRED_TABLES), whole),
        "overlay": _document("An overlay: changes by name", _overlay(), partial),
        "jurisdiction": _document(
            "A jurisdiction; the file's name is its id", _under(JURISDICTIONS), whole
        ),
        "signal": _document("A signal, one a line", _row("signals"), whole),
        "timeline": _document(
            "Signals, matters, losses and base rates to share", _timeline(), whole
        ),
        **{name: _document(f"The table {name}", _table(name), whole) for name in tables},
    }
    return {f"{name}{SUFFIX}": schema for name, schema in made.items()}


def _document(title: str, schema: Schema, types: Schema) -> Schema:
    used: Schema = {}
    _gather(schema, types, used)
    named = {"definitions": dict(sorted(used.items()))} if used else {}
    return {"$schema": _DIALECT, "title": title, **schema, **named}


def _gather(schema: Any, types: Schema, used: Schema) -> None:
    """Collect the definitions that a schema refers to."""
    if isinstance(schema, list):
        for each in schema:
            _gather(each, types, used)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix("#/definitions/").partition("/")[0]
        if name and name not in used:
            used[name] = types[name]
            _gather(types[name], types, used)
        for each in schema.values():
            _gather(each, types, used)


def _reference(model: type[Frozen]) -> Schema:
    return {"$ref": f"#/definitions/{model.__name__}"}


def _row(table: str) -> Schema:
    model = ROW_TYPES[table]
    needed = [name for name in model.model_fields if name in required_fields(model)]
    return {"allOf": [_reference(model), {"required": needed}]}


def _under(table: str) -> Schema:
    """A row under its key; the key fields need not be repeated."""
    model, key = ROW_TYPES[table], TABLE_KEYS[table]
    needed = [
        name for name in model.model_fields if name in required_fields(model) and name not in key
    ]
    row = {"allOf": [_reference(model), {"required": needed}]}
    return row if needed else {"anyOf": [row, _NOTHING]}


def _table(table: str) -> Schema:
    key = "/".join(TABLE_KEYS[table])
    mapping = {"type": "object", "additionalProperties": _under(table)}
    return {
        "description": f"Rows by key ({key}), or a list of rows.",
        "anyOf": [mapping, {"type": "array", "items": _row(table)}],
    }


def _scenario(tables_needed: frozenset[str]) -> Schema:
    properties = {name: _setting(name) for name in SettingsRow.model_fields}
    for table in TABLE_KEYS:
        options = [_table(table), _NOTHING]
        if table in {JURISDICTIONS, *TIMELINE_TABLES}:
            options.append({"description": "Names of shared ones.", **_NAMES})
        properties[table] = {"anyOf": options}
    needed = [name for name in SettingsRow.model_fields if name in required_fields(SettingsRow)]
    return {
        "type": "object",
        "properties": properties,
        "required": [*needed, *sorted(tables_needed)],
        **_NOTES,
        "additionalProperties": False,
    }


def _setting(name: str) -> Schema:
    return {"$ref": f"#/definitions/{SettingsRow.__name__}/properties/{name}"}


def _timeline() -> Schema:
    tables = {table: {"anyOf": [_table(table), _NOTHING]} for table in TIMELINE_TABLES}
    return {"type": "object", "properties": tables, "additionalProperties": False}


def _overlay() -> Schema:
    rows = {
        table: {
            "type": "object",
            "additionalProperties": {"anyOf": [_reference(model), _NOTHING]},
        }
        for table, model in ROW_TYPES.items()
    }
    changes = {
        "description": "Settings by name, rows by table and key; null resets or removes.",
        "type": "object",
        "properties": {**{name: _setting(name) for name in SettingsRow.model_fields}, **rows},
        "additionalProperties": False,
    }
    about = {"type": ["string", "null"], "description": "What it is for, in one sentence."}
    includes = {"description": "Overlays of the scenario that are applied before it.", **_NAMES}
    return {
        "type": "object",
        "properties": {"about": about, "includes": includes, "changes": changes},
        "required": ["changes"],
        "additionalProperties": False,
    }


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


def _definitions(*, partial: bool) -> Schema:
    """Schemas by the names of their types.

    Parameters
    ----------
    partial
        Whether any field may be left out or reset, as in an overlay.
    """
    models = [*ROW_TYPES.values(), SettingsRow]
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
        found[model.__name__] |= _NOTES
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
    return {**about, "anyOf": [*options, *([] if _NOTHING in options else [_NOTHING])]}
