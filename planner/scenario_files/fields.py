"""Fields of the types in ``models``: their names, and how they are written."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime, Field, create_model
from pydantic.fields import FieldInfo

from models.base import Frozen
from models.money import Money, Rate
from models.scenario import FORMAT, Scenario
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import FieldPath


def _settings() -> type[Frozen]:
    definitions: dict[str, Any] = {
        name: (info.rebuild_annotation(), info)
        for name, info in Scenario.model_fields.items()
        if name not in TABLE_KEYS
    }
    # Files contain texts, and pydantic does not read a literal integer from a text.
    definitions["format"] = (Annotated[int, Field(ge=1, le=FORMAT)], FORMAT)
    return create_model("Settings", __base__=Frozen, **definitions)


SettingsRow = _settings()
"""The settings of a scenario as one row: all fields that are not tables."""

ROW_TYPES: Mapping[str, type[Frozen]] = {
    table: get_args(Scenario.model_fields[table].annotation)[0] for table in TABLE_KEYS
}
"""Type of the rows of each table."""

REQUIRED_TABLES = frozenset(
    table for table in TABLE_KEYS if Scenario.model_fields[table].is_required()
)
"""Tables that need at least one row."""


@cache
def field_names(model: type[Frozen]) -> tuple[str, ...]:
    """Fields of a type, in reading order."""
    return tuple(model.model_fields)


@cache
def required_fields(model: type[Frozen]) -> frozenset[str]:
    """Fields of a type without a default."""
    return frozenset(name for name, info in model.model_fields.items() if info.is_required())


@cache
def kinds(model: type[Frozen]) -> Mapping[str, type]:
    """Fields of a type that are dates, amounts or groups of fields, each with that type."""
    found: dict[str, type] = {}
    for name, info in model.model_fields.items():
        for part in _parts(info.annotation):
            if isinstance(part, type) and issubclass(part, date | Frozen):
                found[name] = part
    return found


def group_at(model: type[Frozen], path: FieldPath) -> type[Frozen] | None:
    """The type of the group of fields that a path leads to; the model itself for no path.

    Numbers in a path count entries of lists, which are groups of the list's type.
    """
    for name in path:
        if name.isdecimal():
            continue
        inner = kinds(model).get(name)
        if inner is None or not issubclass(inner, Frozen) or inner is Money:
            return None
        model = inner
    return model


def field_at(model: type[Frozen], path: FieldPath) -> FieldInfo | None:
    """The field that a path leads to, if there is one."""
    group = group_at(model, path[:-1])
    return group.model_fields.get(path[-1]) if group is not None and path else None


def takes_word(info: FieldInfo, word: str) -> bool:
    """Whether a word is among the known values of a field."""
    return any(
        isinstance(part, type) and issubclass(part, Enum) and word in {item.value for item in part}
        for part in _parts(info.annotation)
    )


@cache
def is_figure(model: type[Frozen], name: str) -> bool:
    """Whether a field holds one number or amount, which may have a range."""
    annotation = model.model_fields[name].annotation
    options = get_args(annotation) if get_origin(annotation) in {Union, types.UnionType} else ()
    kinds_of = {part for option in (options or (annotation,)) for part in _unwrapped(option)}
    return bool(kinds_of & {int, float, Money}) or (model is Rate and name == "worth")


@cache
def is_date(model: type[Frozen], path: FieldPath) -> bool:
    """Whether a field holds a day or a point in time."""
    info = field_at(model, path)
    return info is not None and any(
        part is AwareDatetime or (isinstance(part, type) and issubclass(part, date))
        for part in _parts(info.annotation)
    )


def is_list(model: type[Frozen], name: str) -> bool:
    """Whether a field holds any number of values."""
    return get_origin(model.model_fields[name].annotation) is tuple


def _unwrapped(annotation: object) -> list[object]:
    """An annotation without its metadata."""
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    return [annotation]


def _parts(annotation: object) -> list[object]:
    """The types inside an annotation, without options, tuples and metadata."""
    if get_origin(annotation) in {Union, types.UnionType, tuple, Annotated}:
        return [part for inner in get_args(annotation) for part in _parts(inner)]
    return [annotation]
