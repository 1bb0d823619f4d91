"""JSON Schemas of a scenario's files, for editors, made from the types in ``models``.

They use draft 7, which all editors support; the YAML support of many editors does not accept a
later draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.base import Frozen
from models.tables import TABLE_KEYS
from planner.scenario_files.fields import REQUIRED_TABLES, ROW_TYPES, Settings, required_fields
from planner.scenario_files.library import JURISDICTIONS, TIMELINE_TABLES
from planner.scenario_files.schema_types import NOTHING, Schema, definitions

SUFFIX = ".schema.json"
_DIALECT = "http://json-schema.org/draft-07/schema#"
_NAMES: Schema = {"type": "array", "items": {"type": "string"}}


def schemas() -> Mapping[str, Schema]:
    """Every schema by the name of its file."""
    whole = definitions(partial=False)
    partial = definitions(partial=True)
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
    return row if needed else {"anyOf": [row, NOTHING]}


def _table(table: str) -> Schema:
    key = "/".join(TABLE_KEYS[table])
    mapping = {"type": "object", "additionalProperties": _under(table)}
    return {
        "description": f"Rows by key ({key}), or a list of rows.",
        "anyOf": [mapping, {"type": "array", "items": _row(table)}],
    }


def _scenario(tables_needed: frozenset[str]) -> Schema:
    properties = {name: _setting(name) for name in Settings.model_fields}
    for table in TABLE_KEYS:
        options = [_table(table), NOTHING]
        if table in {JURISDICTIONS, *TIMELINE_TABLES}:
            options.append({"description": "Names of shared ones.", **_NAMES})
        properties[table] = {"anyOf": options}
    needed = [name for name in Settings.model_fields if name in required_fields(Settings)]
    return {
        "type": "object",
        "properties": properties,
        "required": [*needed, *sorted(tables_needed)],
        "additionalProperties": False,
    }


def _setting(name: str) -> Schema:
    return {"$ref": f"#/definitions/{Settings.__name__}/properties/{name}"}


def _timeline() -> Schema:
    tables = {table: {"anyOf": [_table(table), NOTHING]} for table in TIMELINE_TABLES}
    return {"type": "object", "properties": tables, "additionalProperties": False}


def _overlay() -> Schema:
    rows = {
        table: {
            "type": "object",
            "additionalProperties": {"anyOf": [_reference(model), NOTHING]},
        }
        for table, model in ROW_TYPES.items()
    }
    changes = {
        "description": "Settings by name, rows by table and key; null resets or removes.",
        "type": "object",
        "properties": {**{name: _setting(name) for name in Settings.model_fields}, **rows},
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
