"""Uncertain inputs in words: what they are called, and their values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from models.base import Frozen
from models.flaws.ranges import owner_of
from models.ranges import SETTINGS, FigureKind, Range, figure_at, value_at
from models.scenario import Scenario
from models.sensitivity import Input
from planner.wording.amounts import money_words
from planner.wording.fields import field_words
from planner.wording.rows import row_words


def input_words(scenario: Scenario, each: Input) -> str:
    """Name an input by its row and its field."""
    field = field_words(each.table, each.field)
    row = input_row_words(scenario, each)
    return f"{row}, {field}" if row else f"{field[:1].upper()}{field[1:]}"


def input_row_words(scenario: Scenario, each: Input) -> str:
    """Name the row of an input; empty for a setting."""
    if each.table == SETTINGS:
        return ""
    return row_words(scenario, each.table, owner_of(scenario, _range(each)))


def value_words(scenario: Scenario, each: Input, text: str) -> str:
    """Write a value of an input for people."""
    row = _range(each)
    return figure_words(owner_of(scenario, row), row.path, text)


def figure_words(owner: Frozen, path: Sequence[str], text: str) -> str:
    """Write a value of a field for people.

    Parameters
    ----------
    owner
        The row with the field, or the scenario for a setting.
    path
        Names from there to the field.
    text
        The value as in the scenario's files.
    """
    base = figure_at(owner, path)
    if base is None:
        return text
    figure = base.alike(text)
    if figure.kind is FigureKind.MONEY:
        return money_words(int(figure.amount), figure.currency)
    if figure.kind is FigureKind.COUNT:
        return f"{int(figure.amount):,}"
    holder: Frozen = value_at(owner, path[:-1])
    return number_words(type(holder), path[-1], figure.amount)


def number_words(model: type[Frozen], field: str, amount: Decimal) -> str:
    """Write a number in a field of a type; a share in per cent."""
    return f"{_digits(amount * 100)}%" if field in _shares(model) else _digits(amount)


def _range(each: Input) -> Range:
    return Range(
        table=each.table, row=each.row, field=each.field, low=each.low.value, high=each.high.value
    )


def _digits(amount: Decimal) -> str:
    """Write six significant digits: computed ends of ranges have more than anybody reads."""
    return f"{Decimal(f'{amount:.6g}').normalize():f}"


@cache
def _shares(model: type[Frozen]) -> frozenset[str]:
    """Return the fields of a type that are shares: numbers from 0 to 1."""
    fields: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    return frozenset(
        name
        for name, schema in fields.items()
        if any(option.get("maximum") == 1.0 for option in (schema, *schema.get("anyOf", ())))
    )
