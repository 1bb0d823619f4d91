"""What a validator says of a value -> words for whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core import ErrorDetails

from models.base import Frozen, Id, Text
from models.money import CurrencyCode
from models.plan import PERIOD_PATTERN
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import field_at, field_names, group_at
from planner.scenario_files.naming import nearest

Words = tuple[str, str]
"""What is wrong, and the next step."""

DATE_WORDS: Words = ("is no date", "Write dates as year-month-day, as in 2026-10-01.")

_ONE_VALUE = "Write one value."
_GROUP = ("is one value where a group of fields is due", "Write the fields below it, indented.")
_NUMBER = ("is no number", "Write digits, with a point for decimals, as in 0.25.")
_WHOLE = ("is no whole number", "Write digits only, as in 12.")
_NOT_ONE = ("is a list or a group where one value is due", _ONE_VALUE)
_BY_TYPE: Mapping[str, Words] = {
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "int_type": _NOT_ONE,
    "float_parsing": _NUMBER,
    "float_type": _NOT_ONE,
    "finite_number": ("is no finite number", "Write a number; leave it empty for no limit."),
    "bool_parsing": ("is neither true nor false", "Write true or false."),
    "bool_type": _NOT_ONE,
    "date_parsing": DATE_WORDS,
    "date_from_datetime_parsing": DATE_WORDS,
    "date_from_datetime_inexact": DATE_WORDS,
    "date_type": _NOT_ONE,
    "string_type": _NOT_ONE,
    "string_too_short": ("is empty", "Write something."),
    "string_unicode": ("holds characters that are no text", "Write it anew."),
    "too_short": ("is empty", "Name at least one."),
    "tuple_type": ("is no list", "Write the names separated by semicolons, or as a list."),
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
}
_OTHER: Words = ("is no value that fits here", "")

_NAME_WORDS = (
    "is no identifier",
    "Write at most 64 lower-case letters, digits, '-' and '_', starting with a letter or digit.",
)
_PATTERNS: Mapping[str, Words] = {
    get_args(Id)[1].pattern: _NAME_WORDS,
    get_args(Text)[1].pattern: ("holds a control character", "Write it on one line, without tabs."),
    get_args(CurrencyCode)[1].pattern: (
        "is no currency code",
        "Write three capital letters, as in USD.",
    ),
    PERIOD_PATTERN: ("is no period", "Write a quarter or a month, as in 2027-Q1 or 2027-01."),
}
_DECIMAL = ("is no decimal number", "Write digits with at most 12 decimals, as in 0.1385.")


def in_words(error: ErrorDetails, model: type[Frozen], path: FieldPath) -> Words:
    """What is wrong with a value, and the next step.

    Parameters
    ----------
    error
        One error of a validator.
    model
        Type of the row.
    path
        The field within the row.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "is missing", _what_it_is(model, path)
    if kind == "extra_forbidden":
        group = group_at(model, path[:-1])
        return "is no field here", nearest(path[-1], field_names(group) if group else ())
    if kind == "enum":
        known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return "is none of the known values", nearest(str(error["input"]), known)
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), _DECIMAL)
    if kind == "value_error":
        return str(context.get("error", "does not fit")), ""
    return _out_of_bounds(kind, context) or _BY_TYPE.get(kind, _OTHER)


def _out_of_bounds(kind: str, context: Mapping[str, Any]) -> Words | None:
    if kind == "greater_than_equal":
        return f"is below the least allowed, {_bound(context['ge'])}", ""
    if kind == "less_than_equal":
        return f"is above the most allowed, {_bound(context['le'])}", ""
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters", "Shorten it."
    return None


def _bound(figure: float) -> str:
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:g}"


def _what_it_is(model: type[Frozen], path: FieldPath) -> str:
    info = field_at(model, path)
    about = " ".join((info.description or "").split()) if info else ""
    return f"Give it a value: {about}" if about else "Give it a value."
