"""What a field takes and means, and what its cell may be chosen from, taken from its type."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from models.base import Frozen, Id
from models.flaws import REFERENCES
from models.money import CurrencyCode
from models.plan import PeriodLabel
from models.signals import Grade
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import field_at
from planner.scenario_files.workbooks import CARDS, cell_name


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of value in a field."""

    kind: str
    """``boolean``, ``integer``, ``number``, ``string``, ``date``, ``date-time`` or ``amount``."""
    several: bool = False
    words: tuple[str, ...] = ()
    """The known values of an enumeration."""
    pattern: str = ""
    least: float | None = None
    most: float | None = None


@cache
def shape_of(model: type[Frozen], path: FieldPath) -> Shape:
    """Return the shape of a field; for a list, that of its entries."""
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


LAST_ROW = 4_999
LAST_COLUMN = 49

_TARGETS = {
    **{(table, field): target for table, field, target in REFERENCES},
    ("losses", "jurisdiction"): "jurisdictions",
    ("losses", "topic"): "topics",
    ("loss_parts", "jurisdiction"): "jurisdictions",
    ("loss_parts", "topic"): "topics",
    ("base_rates", "jurisdiction"): "jurisdictions",
    ("base_rates", "topic"): "topics",
    ("matters", "jurisdiction"): "jurisdictions",
    ("matters", "topics"): "topics",
    ("signals", "supersedes"): "signals",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down list."""

    source: list[str] | str
    """The values, or a formula for the cells that hold them."""
    strict: bool
    """Whether only these values are valid."""


def target_of(table: str, path: FieldPath) -> str:
    """Return the table whose ids a field refers to; empty for none."""
    return _TARGETS.get((table, ".".join(path)), "")


def choice_of(
    table: str, model: type[Frozen], path: FieldPath, listed: Mapping[str, tuple[int, int]]
) -> Choice | None:
    """Return the drop-down list of a field; None for none.

    Parameters
    ----------
    table
        Name of the table.
    model
        Type of its rows.
    path
        The field.
    listed
        First cell of the list of the rows of each table, counted from 0.
    """
    shape, target = shape_of(model, path), target_of(table, path)
    if shape.kind == "boolean":
        return Choice(["yes", "no"], strict=True)
    if shape.words:
        return Choice(list(shape.words), strict=not shape.several)
    return Choice(_filled_from(target, *listed[target]), strict=False) if target else None


def _filled_from(table: str, row: int, column: int) -> str:
    """Return a formula for the filled cells of a list: across on a card, else downwards."""
    if table in CARDS:
        first, last = _fixed(row, column), _fixed(row, LAST_COLUMN)
        return f"=OFFSET({table}!{first},0,0,1,MAX(1,COUNTA({table}!{first}:{last})))"
    first, last = _fixed(row, column), _fixed(LAST_ROW, column)
    return f"=OFFSET({table}!{first},0,0,MAX(1,COUNTA({table}!{first}:{last})),1)"


def _fixed(row: int, column: int) -> str:
    letters = cell_name(row, column).rstrip("0123456789")
    return f"${letters}${row + 1}"


_KINDS = {
    "boolean": "yes or no",
    "date": "a date, as in 2026-10-01",
    "date-time": "a day, or a time with its offset, as in 2026-10-01T09:30Z",
    "amount": "an amount with its currency, as in USD 1250.50",
    "string": "text",
}
_PATTERNS = {
    get_args(Id)[1].pattern: "a short name: letters, digits, '-' and '_'",
    get_args(CurrencyCode)[1].pattern: "a currency code, as in USD",
    get_args(PeriodLabel)[1].metadata[0].pattern: "a period, as in 2027-Q1 or 2027-03",
    get_args(Grade)[1].pattern: "a letter A to F and a figure 1 to 6, as in B2",
}
_UNITS = {"days": "days", "months": "months", "periods": "periods"}
_UNBOUNDED = 36_600


def about(model: type[Frozen]) -> str:
    """Say what a row of a table is, in a sentence."""
    return _plain((inspect.getdoc(model) or "").split("\n\n")[0])


def meaning(model: type[Frozen], path: FieldPath) -> str:
    """Say what a field means, from its docstring; empty if it has none."""
    info = field_at(model, path)
    return _plain((info.description or "") if info else "")


def manner(table: str, model: type[Frozen], path: FieldPath) -> str:
    """Say how a field is written."""
    shape, target = shape_of(model, path), target_of(table, path)
    if shape.words:
        words = f"one of: {', '.join(shape.words)}"
    elif target:
        words = f"an id or a name of the sheet {target}"
    elif shape.kind in {"integer", "number"}:
        words = _number(shape, path[-1])
    else:
        words = _PATTERNS.get(shape.pattern) or _KINDS[shape.kind]
    if shape.several:
        words = f"any number of these, separated by semicolons; each {words}"
    return words


def need(model: type[Frozen], path: FieldPath) -> str:
    """Say whether a field is required, and what an empty one stands for."""
    info = field_at(model, path)
    if is_needed(model, path):
        return "Required."
    if path == ("id",) and "name" in model.model_fields:
        return "Empty: made of the name, if that is in ASCII."
    if info is not None and info.is_required():
        group = ".".join(path[:-1])
        return f"Required where anything of {group} is given."
    default = info.default if info is not None else None
    if isinstance(default, bool):
        return f"Empty: {'yes' if default else 'no'}."
    if isinstance(default, StrEnum | int | float):
        return f"Empty: {default:g}." if isinstance(default, float) else f"Empty: {default}."
    return "May be empty."


def is_needed(model: type[Frozen], path: FieldPath) -> bool:
    """Whether a field is required whatever else is filled in; an id can be made of a name."""
    if path == ("id",) and "name" in model.model_fields:
        return False
    above = [path[: length + 1] for length in range(len(path))]
    infos = [field_at(model, each) for each in above if not each[-1].isdecimal()]
    return all(info is not None and info.is_required() for info in infos)


def sentence(words: str) -> str:
    """Turn words into a sentence."""
    return f"{words[:1].upper()}{words[1:]}."


def _number(shape: Shape, name: str) -> str:
    if (shape.kind, shape.least, shape.most) == ("number", 0, 1):
        return "a share from 0% to 100%, as in 5% or 0.05"
    whole = "a whole number" if shape.kind == "integer" else "a number"
    unit = _UNITS.get(name.rpartition("_")[2], "")
    words = f"{whole} of {unit}" if unit else whole
    if shape.least is None:
        return words
    if shape.most is None or shape.most >= _UNBOUNDED:
        return f"{words}, {shape.least:g} or more"
    return f"{words} from {shape.least:g} to {shape.most:g}"


def _plain(text: str) -> str:
    """Return a docstring without its markup, on one line."""
    return re.sub(r"`+", "", " ".join(text.split()))
