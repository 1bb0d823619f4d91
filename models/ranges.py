"""Ranges of uncertain inputs: a base value to plan with, a low and a high one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from models.base import Frozen, Text
from models.money import Money, Rate

SETTINGS = "settings"
"""Stands in place of a table's name for a setting."""

_MOST_DIGITS = 40


class Range(Frozen):
    """How far a field may be off. The value in the field is the base, which plans are made with.

    ``low`` and ``high`` are written in the same format as the field.
    """

    table: Text = Field(min_length=1)
    """Table, or ``settings``."""
    row: Text = ""
    """Key of the row, with its parts separated by slashes; empty for a setting."""
    field: Text = Field(min_length=1)
    """The field. Parts of a group are separated by dots; entries of a list are counted from 1."""
    low: Text = Field(min_length=1)
    high: Text = Field(min_length=1)

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the row down to the field."""
        return tuple(self.field.split("."))


class FigureKind(StrEnum):
    """What kind of figure a field holds."""

    COUNT = "count"
    NUMBER = "number"
    RATE = "rate"
    """An exact decimal, written as text."""
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a field that can have a range."""

    kind: FigureKind
    amount: Decimal
    """The number; for money, in the smallest unit of its currency."""
    currency: str = ""

    @property
    def plain(self) -> int | float | str:
        """The figure as a JSON value."""
        if self.kind is FigureKind.COUNT:
            return int(self.amount)
        return float(self.amount) if self.kind is FigureKind.NUMBER else str(self)

    def __str__(self) -> str:
        if self.kind is FigureKind.MONEY:
            return str(Money(currency=self.currency, amount=int(self.amount)))
        return str(self.plain) if self.kind is not FigureKind.RATE else f"{self.amount:f}"

    def alike(self, text: str) -> Figure:
        """Parse another figure of the same kind.

        Raises
        ------
        ValueError
            The text is not such a figure.
        """
        if self.kind is FigureKind.MONEY:
            money = Money.model_validate(text)
            return replace(self, amount=Decimal(money.amount), currency=money.currency)
        amount = Decimal(str(float(text))) if self.kind is FigureKind.NUMBER else _decimal(text)
        if not amount.is_finite():
            raise ValueError(f"{text} is not a finite number")
        if self.kind is FigureKind.COUNT and amount != int(amount):
            raise ValueError(f"{text} is not a whole number")
        return replace(self, amount=amount)


def figure_at(value: Any, path: Sequence[str]) -> Figure | None:
    """The figure in a field of a row, or of the settings; None if the field holds none.

    Raises
    ------
    LookupError
        There is no such field.
    """
    holder = value_at(value, path[:-1])
    found = _below(holder, path[-1])
    if isinstance(found, Money):
        return Figure(FigureKind.MONEY, Decimal(found.amount), found.currency)
    if isinstance(holder, Rate) and found == holder.worth:
        return Figure(FigureKind.RATE, holder.value)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    kind = FigureKind.COUNT if isinstance(found, int) else FigureKind.NUMBER
    return Figure(kind, Decimal(str(found)))


def value_at(value: Any, path: Sequence[str]) -> Any:
    """The value at the end of a path; entries of lists are counted from 1.

    Raises
    ------
    LookupError
        The path leads nowhere.
    """
    for name in path:
        value = _below(value, name)
    return value


def put_at(plain: Any, path: Sequence[str], value: object) -> Any:
    """JSON with one value in it replaced; entries of lists are counted from 1."""
    if not path:
        return value
    name, *rest = path
    if isinstance(plain, list):
        place = int(name) - 1
        return [*plain[:place], put_at(plain[place], rest, value), *plain[place + 1 :]]
    below: Mapping[str, Any] = plain
    return {**below, name: put_at(below[name], rest, value)}


def _below(value: Any, name: str) -> Any:
    if isinstance(value, tuple) and name.isdecimal() and 0 < int(name) <= len(value):
        return value[int(name) - 1]
    group = isinstance(value, Frozen) and not isinstance(value, Money)
    if group and name in type(value).model_fields:
        return getattr(value, name)
    raise LookupError(name)


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise ValueError(f"{text} is not a decimal number") from None
    # Figures of a billion digits would fill the memory when written out.
    if number.is_finite() and abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{text} is too large or too small")
    return number
