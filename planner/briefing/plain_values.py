"""Values of settings as people read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from textwrap import shorten

from models.base import Frozen
from models.money import Money
from planner.wording.amounts import money_exact, money_words
from planner.wording.inputs import number_words

NOTHING = "not set"

MOST_CHARACTERS = 120
"""Of a value; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group of settings, or of a row of a table, with its value."""

    group: type[Frozen]
    name: str
    value: object


Write = Callable[[int, str], str]
"""Writes an amount of a currency."""


def values_in_words(fields: Sequence[Field | None]) -> tuple[str, ...]:
    """Write the values of one field side by side: amounts in short, unless that hides a difference.

    None stands for a field that is not there.
    """
    short = [_in_words(field, money_words) for field in fields]
    exact = [_in_words(field, money_exact) for field in fields]
    words = short if len(set(short)) == len(set(exact)) else exact
    return tuple(shorten(each, MOST_CHARACTERS, placeholder=" …") for each in words)


def _in_words(field: Field | None, write: Write) -> str:
    return NOTHING if field is None else _value(field.group, field.name, field.value, write)


def _value(group: type[Frozen], name: str, value: object, write: Write) -> str:
    if isinstance(value, tuple):
        between = "; " if any(isinstance(each, Frozen) for each in value) else ", "
        return between.join(_value(group, name, each, write) for each in value) or NOTHING
    if isinstance(value, Money):
        return write(value.amount, value.currency)
    if isinstance(value, Frozen):
        return _entry(value, write)
    if isinstance(value, float):
        return number_words(group, name, Decimal(str(value)))
    return _text(name, value)


def _text(name: str, value: object) -> str:
    match value:
        case None | "":
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case int():
            # A year is no number of something, and has no comma.
            return str(value) if name.endswith("year") else f"{value:,}"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).replace("_", " ")


def _entry(entry: Frozen, write: Write) -> str:
    """An entry of a list: ``fiscal year 2027, limit USD 7.00 m``."""
    each = ((name, getattr(entry, name)) for name in type(entry).model_fields)
    given = ((name, value) for name, value in each if value is not None)
    return ", ".join(
        f"{name.replace('_', ' ')} {_value(type(entry), name, value, write)}"
        for name, value in given
    )
