"""Names that people read, in place of the identifiers in plans; and uncertain inputs in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from models.base import Frozen
from models.flaws.ranges import owner_of
from models.ranges import SETTINGS, FigureKind, Range, figure_at, value_at
from models.scenario import Scenario
from models.sensitivity import Input
from models.tables import TABLE_KEYS
from planner.exports.words import money_words


def scenario_title(scenario: Scenario) -> str:
    """Name of a scenario, with its title if it has one."""
    return f"{scenario.name}: {scenario.title}" if scenario.title else scenario.name


def asked_lines(scenario: Scenario) -> list[str]:
    """What is laid over a scenario and asked for in it, in sentences."""
    overlays = [f"With {', '.join(scenario.overlays)}."] if scenario.overlays else []
    return [*overlays, *(f"Asked: {request}." for request in scenario.requests)]


def office_names(scenario: Scenario) -> dict[str, str]:
    """Names of the offices, by identifier."""
    return distinct_names((office.id, office.name) for office in scenario.offices)


def role_names(scenario: Scenario) -> dict[str, str]:
    """Names of the roles, by identifier."""
    return distinct_names((role.id, role.name) for role in scenario.roles)


def cohort_names(scenario: Scenario) -> dict[str, str]:
    """Names of the cohorts, by identifier; of one without a name its identifier."""
    return distinct_names((cohort.id, cohort.name) for cohort in scenario.cohorts)


def entity_names(scenario: Scenario) -> dict[str, str]:
    """Names of the entities, by identifier."""
    return distinct_names((entity.id, entity.name) for entity in scenario.entities)


def landing_dates(scenario: Scenario) -> dict[str, date]:
    """First day of each period, by its label."""
    return {period.label: period.starts for period in scenario.periods}


def distinct_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names by identifier, with the identifier added if two share a name."""
    known = dict(pairs)
    counts = Counter(known.values())
    return {
        key: key if not name else name if counts[name] == 1 else f"{name} ({key})"
        for key, name in known.items()
    }


FIELD_WORDS = {
    ("acceptance", "share"): "share who accept",
    ("base_rates", "factor"): "events behind one that is known",
    ("cases", "likelihood"): "likelihood before signals",
    ("cases", "loss"): "loss",
    ("inspections", "likelihood"): "likelihood before signals",
    ("pay", "annual"): "annual pay",
    ("populations", "individuals"): "number of individuals",
    ("rates", "worth"): "exchange rate",
}
"""Inputs whose field name alone would be unclear."""


def input_words(scenario: Scenario, each: Input) -> str:
    """Name an input by its row and its field."""
    plain = each.field.replace("_", " ").replace(".", " ")
    field = FIELD_WORDS.get((each.table, each.field), plain)
    row = input_row_words(scenario, each)
    return f"{row}, {field}" if row else field.capitalize()


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


def row_words(scenario: Scenario, table: str, row: Frozen) -> str:
    """Name a row of a table: by its name, or by its key with the names of what is in it."""
    name = getattr(row, "name", "")
    if name:
        return str(name)
    known = {
        "cohort": cohort_names(scenario),
        "office": office_names(scenario),
        "role": role_names(scenario),
        "entity": entity_names(scenario),
        "jurisdiction": distinct_names((each.id, each.name) for each in scenario.jurisdictions),
        "topic": distinct_names((each.id, each.name) for each in scenario.topics),
    }
    parts = [
        known.get(field, {}).get(str(value), str(value))
        for field in TABLE_KEYS[table]
        if (value := getattr(row, field)) not in {None, ""}
    ]
    return ", ".join(parts)


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
