"""Error messages: nearest known names, headings, and validation errors in plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, get_args

from pydantic_core import ErrorDetails

from models.base import Frozen, Id, Text
from models.errors import Problem, shown
from models.money import CurrencyCode, Money
from models.plan import PERIOD_PATTERN
from models.ranges import Range
from planner.scenario_files.draft import Cells, FieldPath, Origin, Plain
from planner.scenario_files.fields import (
    ROW_TYPES,
    field_at,
    field_names,
    group_at,
    is_figure,
    kinds,
    required_fields,
)
from planner.scenario_files.old_names import MODE, OLD_MODE
from planner.scenario_files.written import is_note, reading_of, readings_of_ends

_LONGEST = 80
_LISTED = 12
_COMPARED = 500


def nearest(found: str, known: Iterable[str]) -> str:
    """A next step that suggests the nearest known name and lists the known names."""
    names = tuple(dict.fromkeys(known))
    if not names:
        return "None is known here."
    today = found.replace(OLD_MODE, MODE)
    renamed = today if today != found and today in names else ""
    close = renamed or _closest(found[:_LONGEST].lower(), names[:_COMPARED])
    guess = f"Did you mean '{shown(close)}'? " if close else ""
    return f"{guess}Known: {list_of(names)}."


def list_of(names: Sequence[str]) -> str:
    """Names separated by commas, at most a dozen."""
    rest = len(names) - _LISTED
    return ", ".join(map(shown, names[:_LISTED])) + (f" and {rest} more" if rest > 0 else "")


@lru_cache(maxsize=1024)
def _closest(found: str, names: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(found, names, 1, 0.6)), None)


def heading_problems(
    table: str, headings: Sequence[str], places: Sequence[Origin], whole: Origin
) -> Iterator[Problem]:
    """Problems of headings: unknown, repeated or missing.

    Parameters
    ----------
    table
        Name of the table.
    headings
        In reading order.
    places
        The place of each of them.
    whole
        The place of the whole header.
    """
    known = field_names(ROW_TYPES[table])
    last = dict(zip(headings, places, strict=True))
    for name, count in Counter(headings).items():
        at = last[name].file, last[name].row, shown(name), shown(name)
        if is_note(name):
            continue
        if name not in known:
            yield Problem(f"is not a column of {table}", *at, nearest(name, known))
        elif count > 1:
            message = f"appears {count} times in the header"
            yield Problem(message, *at, "Keep one column of each name.")
    for name in known:
        if name not in headings and name in required_fields(ROW_TYPES[table]):
            next_step = f"Add it; columns of {table}: {', '.join(known)}."
            message = "is missing from the header"
            yield Problem(message, whole.file, whole.row, name, "", next_step)


MISSING = "is missing"

ErrorWords = tuple[str, str]
"""An error message and its next step."""

DATE_WORDS: ErrorWords = ("is not a date", "Write dates as year-month-day, as in 2026-10-01.")

_ONE_VALUE = "Write one value."
_GROUP = (
    "is a single value, but a group of fields is expected",
    "Write the fields below it, indented.",
)
_NUMBER = ("is not a number", "Write digits, with a point for decimals, as in 0.25.")
_WHOLE = ("is not a whole number", "Write digits only, as in 12.")
_NOT_ONE = ("is a list or a group, but a single value is expected", _ONE_VALUE)
_BY_TYPE: Mapping[str, ErrorWords] = {
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "int_type": _NOT_ONE,
    "float_parsing": _NUMBER,
    "float_type": _NOT_ONE,
    "finite_number": ("is not a finite number", "Write a number; leave it empty for no limit."),
    "bool_parsing": ("is neither true nor false", "Write true or false."),
    "bool_type": _NOT_ONE,
    "date_parsing": DATE_WORDS,
    "date_from_datetime_parsing": DATE_WORDS,
    "date_from_datetime_inexact": DATE_WORDS,
    "date_type": _NOT_ONE,
    "string_type": _NOT_ONE,
    "string_too_short": ("is empty", "Write something."),
    "string_unicode": ("contains characters that are not text", "Type it again."),
    "too_short": ("is empty", "Name at least one."),
    "tuple_type": ("is not a list", "Write the names separated by semicolons, or as a list."),
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
}
_OTHER: ErrorWords = ("does not fit here", "")

_NAME_WORDS = (
    "is not a valid identifier",
    "Write at most 64 lower-case letters, digits, '-' and '_', starting with a letter or digit.",
)
_PATTERNS: Mapping[str, ErrorWords] = {
    get_args(Id)[1].pattern: _NAME_WORDS,
    get_args(Text)[1].pattern: ("holds a control character", "Write it on one line, without tabs."),
    get_args(CurrencyCode)[1].pattern: (
        "is not a currency code",
        "Write three capital letters, as in USD.",
    ),
    PERIOD_PATTERN: ("is not a period", "Write a quarter or a month, as in 2027-Q1 or 2027-01."),
}
_DECIMAL = ("is not a decimal number", "Write digits with at most 12 decimals, as in 0.1385.")


def in_words(error: ErrorDetails, model: type[Frozen], path: FieldPath) -> ErrorWords:
    """Error message of an invalid value, and what to do about it.

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
        return MISSING, _what_it_is(model, path)
    if kind == "extra_forbidden":
        group = group_at(model, path[:-1])
        return "unknown field", nearest(path[-1], field_names(group) if group else ())
    if kind == "enum":
        known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return "is not one of the allowed values", nearest(str(error["input"]), known)
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), _DECIMAL)
    if kind == "value_error":
        return str(context.get("error", "does not fit")), ""
    return _out_of_bounds(kind, context) or _BY_TYPE.get(kind, _OTHER)


def _out_of_bounds(kind: str, context: Mapping[str, Any]) -> ErrorWords | None:
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
    group = group_at(model, path)
    words = f"Fill in {', '.join(_needed(group, path))}" if group else "Give it a value"
    return f"{words}: {about}" if about else f"{words}."


def _needed(model: type[Frozen], above: FieldPath) -> Iterator[str]:
    """The single fields that a group cannot do without."""
    for name in field_names(model):
        if name in required_fields(model):
            group = group_at(model, (name,))
            yield from _needed(group, (*above, name)) if group else (".".join((*above, name)),)


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BARE_NUMBER = re.compile(r"[-+]?[0-9][0-9.,_' ]*(?:[eE][-+]?[0-9]+)?")
_UNDERSCORES: ErrorWords = ("is not a number", "Write its digits without underscores, as in 1000.")


def misread_cells(
    model: type[Frozen], cells: Cells, currency: str, above: FieldPath = ()
) -> Iterator[tuple[FieldPath, ErrorWords]]:
    """Problems of dates, amounts and numbers in a wrong format.

    Parameters
    ----------
    model
        Type of the row, or of a group of its fields.
    cells
        The cells as written.
    currency
        The planning currency, for examples.
    above
        Path of the group.
    """
    ends = readings_of_ends(cells) if model is Range else {}
    yield from (((*above, end), read.wrong) for end, read in ends.items() if read.wrong)
    unreadable = {
        name: words
        for name, cell in cells.items()
        if isinstance(cell, str) and (words := _unreadable(model, name, cell))
    }
    yield from (((*above, name), words) for name, words in unreadable.items())
    for name, kind in kinds(model).items():
        cell, path = cells.get(name), (*above, name)
        if cell is None or issubclass(kind, datetime):
            continue
        if issubclass(kind, date):
            # What may be two dates has been told with both.
            if isinstance(cell, str) and not _DATE.fullmatch(cell) and name not in unreadable:
                yield path, DATE_WORDS
        elif kind is Money:
            yield from ((path, words) for words in _no_amount(cell, currency))
        elif issubclass(kind, Frozen):
            for within, group in _groups(cell, path):
                yield from misread_cells(kind, group, currency, within)


def _unreadable(model: type[Frozen], name: str, cell: str) -> ErrorWords | None:
    # Python reads 1_0 as ten.
    underscores = (
        "_" in cell
        and _BARE_NUMBER.fullmatch(cell) is not None
        and name in model.model_fields
        and is_figure(model, name)
    )
    if underscores:
        return _UNDERSCORES
    reading = reading_of(model, name, cell)
    if reading.remark:
        # Left as it is, because another part of its range has another unit.
        step = "Write all parts of the range with their unit, as in 5% (0.5% to 10%)."
        return "may be a percentage or a share, and so may the other parts of its range", step
    return reading.wrong


def _groups(cell: Plain, path: FieldPath) -> Iterator[tuple[FieldPath, Cells]]:
    """A group of fields, or each group of a list of them, counted from 1."""
    if isinstance(cell, dict):
        yield path, cell
    elif isinstance(cell, list):
        for number, item in enumerate(cell, start=1):
            if isinstance(item, dict):
                yield (*path, str(number)), item


def _no_amount(cell: Plain, currency: str) -> Iterator[ErrorWords]:
    if not isinstance(cell, str):
        yield "is not an amount of money", f"Write it on one line, as in '{currency} 1250.50'."
    elif _BARE_NUMBER.fullmatch(cell):
        number = re.sub(r"[+,_' ]", "", cell)
        step = f"Write the currency before it: '{currency} {number}', if that is its currency."
        yield "is an amount without a currency", step
