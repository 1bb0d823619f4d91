"""Inputs and their values as people say them: ``services, likelihood before signals``, ``2 %``."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from models.base import Frozen
from models.flaws.ranges import owner_of
from models.ranges import SETTINGS, FigureKind, Range, figure_at, value_at
from models.scenario import Scenario
from models.sensitivity import Input
from models.tables import TABLE_KEYS
from planner.exports.names import office_names, role_names
from planner.exports.words import money_words

_FIELDS = {
    ("acceptance", "share"): "share who accept",
    ("base_rates", "factor"): "events behind one that is known",
    ("cases", "likelihood"): "likelihood before signals",
    ("cases", "loss"): "loss",
    ("inspections", "likelihood"): "likelihood before signals",
    ("pay", "annual"): "annual pay",
    ("populations", "individuals"): "number of individuals",
    ("rates", "worth"): "exchange rate",
}
"""Where the name of the field says too little, or too much."""


def input_words(scenario: Scenario, each: Input) -> str:
    """Name of an input: its row and its field."""
    plain = each.field.replace("_", " ").replace(".", " ")
    field = _FIELDS.get((each.table, each.field), plain)
    if each.table == SETTINGS:
        return field.capitalize()
    return f"{_row_words(scenario, each)}, {field}"


def value_words(scenario: Scenario, each: Input, text: str) -> str:
    """A value of an input, as it is written, for people."""
    row = _range(each)
    owner = owner_of(scenario, row)
    base = figure_at(owner, row.path)
    if base is None:
        return text
    figure = base.alike(text)
    if figure.kind is FigureKind.MONEY:
        return money_words(int(figure.amount), figure.currency)
    if figure.kind is FigureKind.COUNT:
        return f"{int(figure.amount):,}"
    holder: Frozen = value_at(owner, row.path[:-1])
    if row.path[-1] in _shares(type(holder)):
        return f"{_plain(figure.amount * 100)} %"
    return _plain(figure.amount)


def _range(each: Input) -> Range:
    return Range(
        table=each.table, row=each.row, field=each.field, low=each.low.value, high=each.high.value
    )


def _row_words(scenario: Scenario, each: Input) -> str:
    owner = owner_of(scenario, _range(each))
    name = getattr(owner, "name", "")
    if name:
        return str(name)
    known = {"office": office_names(scenario), "role": role_names(scenario)}
    parts = [
        known.get(field, {}).get(str(value), str(value))
        for field in TABLE_KEYS[each.table]
        if (value := getattr(owner, field)) not in {None, ""}
    ]
    return ", ".join(parts)


def _plain(amount: Decimal) -> str:
    """To six digits: ends that were worked out have more, and nobody reads them."""
    return f"{Decimal(f'{amount:.6g}').normalize():f}"


@cache
def _shares(model: type[Frozen]) -> frozenset[str]:
    """Fields of a type that are parts of a whole: numbers up to 1."""
    fields: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    return frozenset(
        name
        for name, schema in fields.items()
        if any(option.get("maximum") == 1.0 for option in (schema, *schema.get("anyOf", ())))
    )
