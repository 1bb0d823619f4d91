"""What a field means, how it is written and whether it is needed, for whoever fills it in."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from typing import get_args

from models.base import Frozen, Id
from models.money import CurrencyCode
from models.plan import PeriodLabel
from models.signals import Grade
from planner.exports.scenario_workbook.choices import target_of
from planner.exports.scenario_workbook.shapes import Shape, shape_of
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import field_at

_KINDS = {
    "boolean": "yes or no",
    "date": "a date, as in 2026-10-01",
    "date-time": "a day, or a time with its offset, as in 2026-10-01T09:30Z",
    "amount": "an amount with its currency, as in USD 1250.50",
    "string": "text",
}
_PATTERNS = {
    get_args(Id)[1].pattern: "a short name: lower-case letters, digits, '-' and '_'",
    get_args(CurrencyCode)[1].pattern: "a currency code, as in USD",
    get_args(PeriodLabel)[1].metadata[0].pattern: "a period, as in 2027-Q1 or 2027-03",
    get_args(Grade)[1].pattern: "a letter A to F and a figure 1 to 6, as in B2",
}
_UNITS = {"days": "days", "months": "months", "periods": "periods"}
_UNBOUNDED = 36_600


def about(model: type[Frozen]) -> str:
    """What a row of a table is, in a sentence."""
    return _plain((inspect.getdoc(model) or "").split("\n\n")[0])


def meaning(model: type[Frozen], path: FieldPath) -> str:
    """What a field means, as its type says; empty where its name says it all."""
    info = field_at(model, path)
    return _plain((info.description or "") if info else "")


def manner(table: str, model: type[Frozen], path: FieldPath) -> str:
    """How a field is written."""
    shape, target = shape_of(model, path), target_of(table, path)
    if shape.words:
        words = f"one of: {', '.join(shape.words)}"
    elif target:
        words = f"an id of the sheet {target}"
    elif shape.kind in {"integer", "number"}:
        words = _number(shape, path[-1])
    else:
        words = _PATTERNS.get(shape.pattern) or _KINDS[shape.kind]
    if shape.several:
        words = f"any number of these, separated by semicolons; each {words}"
    return words


def need(model: type[Frozen], path: FieldPath) -> str:
    """Whether a field has to be filled in, and what an empty one stands for."""
    info = field_at(model, path)
    if is_needed(model, path):
        return "Required."
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
    """Whether a field has to be filled in, whatever else is."""
    above = [path[: length + 1] for length in range(len(path))]
    infos = [field_at(model, each) for each in above if not each[-1].isdecimal()]
    return all(info is not None and info.is_required() for info in infos)


def sentence(words: str) -> str:
    """Words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."


def _number(shape: Shape, name: str) -> str:
    whole = "a whole number" if shape.kind == "integer" else "a number"
    unit = _UNITS.get(name.rpartition("_")[2], "")
    words = f"{whole} of {unit}" if unit else whole
    if shape.least is None:
        return words
    if shape.most is None or shape.most >= _UNBOUNDED:
        return f"{words}, {shape.least:g} or more"
    return f"{words} from {shape.least:g} to {shape.most:g}"


def _plain(text: str) -> str:
    """A docstring without its markup, on one line."""
    return re.sub(r"`+", "", " ".join(text.split()))
