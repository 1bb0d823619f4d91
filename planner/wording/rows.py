"""Rows of a scenario's tables in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from models.base import Frozen
from models.base_rates import BaseRate
from models.limits import Quota
from models.readable import titled
from models.risk import Case
from models.scenario import Scenario
from models.signals import Signal
from models.tables import TABLE_KEYS
from models.workforce import Cohort, Mode
from planner.wording.labels import mode_words
from planner.wording.names import (
    case_names,
    cohort_titles,
    distinct_names,
    entity_names,
    office_names,
    role_names,
)

NamesByField = Mapping[str, Mapping[str, str]]
"""Names by id, by the fields that hold the ids."""


def row_words(scenario: Scenario, table: str, row: Frozen) -> str:
    """Name a row of a table: by its name, or by its key with the names of what is in it."""
    if name := getattr(row, "name", ""):
        return str(name)
    known = _names_by_field(scenario)
    return _unnamed(known, row) or ", ".join(_key_words(known, table, row))


def _unnamed(known: NamesByField, row: Frozen) -> str:
    """What a row without a name is about; empty for one that its key tells."""
    match row:
        case Case():
            return known["case"][row.id]
        case Cohort():
            return known["cohort"][row.id]
        case BaseRate():
            return f"{known['topic'].get(row.topic, row.topic)}, {row.reference_class}"
        case Quota():
            place = known["office"].get(row.at) or known["jurisdiction"].get(row.at, row.at)
            return f"{titled(row.kind)}, {place}"
        case Signal():
            return row.about
    return ""


def _key_words(known: NamesByField, table: str, row: Frozen) -> Iterator[str]:
    for field in TABLE_KEYS[table]:
        value = getattr(row, field)
        if value not in {None, ""}:
            yield known.get(field, {}).get(str(value)) or _plain(value)


def _names_by_field(scenario: Scenario) -> NamesByField:
    """Names by id of what the key fields of tables stand for."""
    offices, roles = office_names(scenario), role_names(scenario)
    return {
        "case": case_names(scenario),
        "cohort": cohort_titles(scenario),
        "dataset": distinct_names((each.id, each.name) for each in scenario.datasets),
        "destination": offices,
        "entity": entity_names(scenario),
        "jurisdiction": distinct_names((each.id, each.name) for each in scenario.jurisdictions),
        "measure": distinct_names((each.id, each.name) for each in scenario.measures),
        "mode": {mode.value: mode_words(mode) for mode in Mode},
        "office": offices,
        "population": distinct_names((each.id, each.name) for each in scenario.populations),
        "role": roles,
        "role_from": roles,
        "role_to": roles,
        "topic": distinct_names((each.id, each.name) for each in scenario.topics),
    }


def _plain(value: object) -> str:
    return value.replace("_", " ") if isinstance(value, StrEnum) else str(value)
