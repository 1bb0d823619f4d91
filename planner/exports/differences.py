"""In which settings the scenarios of compared plans differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from models.scenario import Scenario
from models.tables import TABLE_KEYS, row_key
from planner.exports.lineup import NamedPlan
from planner.exports.table import Column, Table

_ABSENT = "–"
_MOST_ROWS = 20
"""Values of one table that are shown in full."""


def differing_settings(plans: Sequence[NamedPlan]) -> tuple[str, ...]:
    """Names of the settings and tables in which the scenarios differ, in reading order."""
    return tuple(dict.fromkeys(_group(place) for place in _differing(_all_values(plans))))


def differences_table(plans: Sequence[NamedPlan]) -> Table:
    """Every setting in which the scenarios differ, with its value in each."""
    values = _all_values(plans)
    groups: dict[str, list[str]] = {}
    for place in _differing(values):
        groups.setdefault(_group(place), []).append(place)
    rows: list[tuple[str, ...]] = []
    for group, places in groups.items():
        rows += [(p, *(v.get(p, _ABSENT) for v in values)) for p in places[:_MOST_ROWS]]
        if len(places) > _MOST_ROWS:
            more = f"{group}: {len(places) - _MOST_ROWS} more values differ"
            rows.append((more, *[""] * len(values)))
    columns = (
        Column("setting", "Setting"),
        *(Column(f"plan_{number}", plan.name) for number, plan in enumerate(plans, 1)),
    )
    return Table("differences", "Settings that differ", columns, tuple(rows))


def _all_values(plans: Sequence[NamedPlan]) -> list[dict[str, str]]:
    return [dict(_values(plan.scenario)) for plan in plans]


def _differing(values: Sequence[dict[str, str]]) -> list[str]:
    places = dict.fromkeys(place for scenario in values for place in scenario)
    return [p for p in places if len({scenario.get(p) for scenario in values}) > 1]


def _group(place: str) -> str:
    return place.partition(" ")[0]


def _values(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Settings as ``budget.total``, cells of tables as ``offices tokyo seats``."""
    for name, value in scenario.model_dump(mode="json").items():
        if name not in TABLE_KEYS:
            yield from _flat(name, value)
            continue
        for row in value:
            key = "/".join(row_key(name, row))
            # The key names the row; where it is all that a row holds, it is told all the same.
            cells = {field: cell for field, cell in row.items() if field not in TABLE_KEYS[name]}
            for field, cell in (cells or row).items():
                for place, text in _flat(field, cell):
                    yield f"{name} {key} {place}", text


def _flat(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    elif value is None:
        yield name, _ABSENT
    else:
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
