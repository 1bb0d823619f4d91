"""What a field holds, as far as it decides how its cell is read."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import Le
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from models.base import Frozen, Id, Text
from models.money import CurrencyCode, Money, Rate
from models.plan import PERIOD_PATTERN
from planner.scenario_files.fields import is_list


class FieldKind(StrEnum):
    """How the text of a field is read."""

    TEXT = "text"
    """As it is."""
    AMOUNT = "amount"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"
    PERIOD = "period"
    CURRENCY = "currency"
    TRUTH = "truth"
    WORD = "word"
    ID = "id"
    OTHER = "other"


_BY_TYPE: tuple[tuple[type, FieldKind], ...] = (
    (AwareDatetime, FieldKind.MOMENT),
    (Money, FieldKind.AMOUNT),
    (date, FieldKind.DATE),
    (bool, FieldKind.TRUTH),
    (Enum, FieldKind.WORD),
    (int, FieldKind.COUNT),
    (float, FieldKind.NUMBER),
)
"""The first that fits; a truth is an integer too."""

_PATTERNS = {
    get_args(Id)[1].pattern: FieldKind.ID,
    get_args(Text)[1].pattern: FieldKind.TEXT,
    get_args(CurrencyCode)[1].pattern: FieldKind.CURRENCY,
    PERIOD_PATTERN: FieldKind.PERIOD,
}


@cache
def kind_of(model: type[Frozen], name: str) -> FieldKind:
    """The kind of a field; for a list, that of its entries."""
    if (model, name) == (Rate, "worth"):
        return FieldKind.NUMBER
    info = model.model_fields.get(name)
    found = None if info is None else next(_kinds(info.rebuild_annotation(), ()), None)
    return found or FieldKind.OTHER


@cache
def takes_several(model: type[Frozen], name: str) -> bool:
    """Whether a cell of a field holds any number of words or identifiers."""
    return is_list(model, name) and kind_of(model, name) in {FieldKind.ID, FieldKind.WORD}


@cache
def words_of(model: type[Frozen], name: str) -> frozenset[str]:
    """The known values of a field that takes one of a few words."""
    return frozenset(
        str(item.value)
        for part in _types(model.model_fields[name].annotation)
        if isinstance(part, type) and issubclass(part, Enum)
        for item in part
    )


def _kinds(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[FieldKind]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        known = [part for each in more for part in _unpacked(each)]
        yield from _kinds(inner, (*metadata, *known))
    elif origin in {Union, types.UnionType, tuple}:
        for part in get_args(annotation):
            yield from _kinds(part, metadata)
    elif isinstance(annotation, type) and annotation is not type(None):
        yield _kind(annotation, metadata)


def _unpacked(metadata: Any) -> list[Any]:
    return metadata.metadata if isinstance(metadata, FieldInfo) else [metadata]


def _kind(kind: type, metadata: tuple[Any, ...]) -> FieldKind:
    known = next((found for base, found in _BY_TYPE if issubclass(kind, base)), None)
    if known is FieldKind.NUMBER and any(
        isinstance(each, Le) and each.le == 1 for each in metadata
    ):
        return FieldKind.SHARE
    if known:
        return known
    patterns = (getattr(each, "pattern", None) for each in metadata)
    return next((_PATTERNS[each] for each in patterns if each in _PATTERNS), FieldKind.OTHER)


def _types(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in {Union, types.UnionType, tuple, Annotated}:
        for part in get_args(annotation):
            yield from _types(part)
    else:
        yield annotation
