"""Uncertain inputs: those with a range, and the scenario with some of them at other values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.base import Frozen
from models.errors import InputError, Problem
from models.flaws import figure_flaws
from models.flaws.ranges import owner_of
from models.ranges import SETTINGS, Figure, Range, figure_at, put_at
from models.scenario import Scenario
from models.tables import row_key
from planner.books import books_of
from planner.exposure.likelihoods import readings, without_effect
from planner.exposure.priors import event_of

ACCEPTANCE = "acceptance"
BASE_RATES = "base_rates"


@dataclass(frozen=True, slots=True)
class Uncertain:
    """An input with its base and the ends of its range."""

    range: Range
    base: Figure
    low: Figure
    high: Figure

    @property
    def place(self) -> tuple[str, str, str]:
        """Table, row and field."""
        return self.range.table, self.range.row, self.range.field


InputValue = tuple[Uncertain, Figure]
"""An input with a value."""


def uncertain_inputs(scenario: Scenario) -> tuple[Uncertain, ...]:
    """Every input that has a range; acceptance shares range down to their low value.

    A base rate that a likelihood rests on has its interval, as a range of its factor.

    Raises
    ------
    InputError
        The scenario is not valid with one of them at an end.
    """
    ranges = (*scenario.ranges, *_down_to_low(scenario), *_intervals(scenario))
    found = tuple(_uncertain(scenario, each) for each in ranges)
    price = not _amounts_fit(scenario, [(each, each.high) for each in found])
    problems = [
        problem
        for each in found
        for name, end in (("low", each.low), ("high", each.high))
        for problem in _problems_at(scenario, each, name, end, price=price)
    ]
    if problems:
        raise InputError(problems)
    return found


def scenario_at(scenario: Scenario, values: Iterable[InputValue]) -> Scenario:
    """The scenario with inputs at other values and without ranges.

    Changed rows and settings are validated strictly, and figures are checked against each other.
    The rest is not validated again, because a plan is judged at many values.

    Raises
    ------
    ValueError
        The scenario is not valid at these values.
    """
    moved: dict[tuple[str, str], list[InputValue]] = {}
    for each, figure in values:
        table = each.range.table
        row = each.range.path[0] if table == SETTINGS else each.range.row
        moved.setdefault((table, row), []).append((each, figure))
    parts: dict[str, Any] = {name: getattr(scenario, name) for name in Scenario.model_fields}
    for (table, row), put in moved.items():
        if table == SETTINGS:
            parts[row] = _setting(row, parts[row], put)
    for table in {table for table, _ in moved if table != SETTINGS}:
        rows = {row: put for (of, row), put in moved.items() if of == table}
        parts[table] = _rows(table, parts[table], rows)
    there = Scenario.model_construct(**{**parts, "ranges": ()})
    if found := figure_flaws(there):
        raise ValueError("; ".join(str(flaw) for flaw in found))
    return there


def _setting(name: str, value: object, put: Iterable[InputValue]) -> object:
    adapter = _setting_adapter(name)
    plain = {name: json.loads(adapter.dump_json(value))}
    for each, figure in put:
        plain = put_at(plain, each.range.path, figure.plain)
    return adapter.validate_json(json.dumps(plain[name]), strict=True)


@cache
def _setting_adapter(name: str) -> TypeAdapter[object]:
    return TypeAdapter(Scenario.model_fields[name].rebuild_annotation())


def _rows(
    table: str, rows: tuple[Frozen, ...], moved: Mapping[str, Iterable[InputValue]]
) -> tuple[Frozen, ...]:
    """Return the rows of a table with some values replaced, in the order of their keys."""
    changed = [_row(row, moved.get("/".join(row_key(table, row)), ())) for row in rows]
    return tuple(sorted(changed, key=lambda row: row_key(table, row)))


def _row(row: Frozen, put: Iterable[InputValue]) -> Frozen:
    plain = None
    for each, figure in put:
        plain = put_at(plain or row.model_dump(mode="json"), each.range.path, figure.plain)
    return row if plain is None else type(row).model_validate_json(json.dumps(plain))


def _down_to_low(scenario: Scenario) -> Iterable[Range]:
    ranged = {each.row for each in scenario.ranges if each.table == ACCEPTANCE}
    for row in scenario.acceptance:
        key = "/".join(row_key(ACCEPTANCE, row))
        if key not in ranged and row.low < row.share:
            low, high = str(row.low), str(row.share)
            yield Range(table=ACCEPTANCE, row=key, field="share", low=low, high=high)


def _intervals(scenario: Scenario) -> Iterable[Range]:
    events = (event_of(scenario, case) for case in scenario.cases)
    counted = {event.base_rate for event in events if event.likelihood is None}
    ranged = {each.row for each in scenario.ranges if each.table == BASE_RATES}
    for rate in scenario.base_rates:
        if rate.id in counted - ranged:
            low, high = str(rate.factor_low), str(rate.largest_factor)
            yield Range(table=BASE_RATES, row=rate.id, field="factor", low=low, high=high)


def _uncertain(scenario: Scenario, each: Range) -> Uncertain:
    base = figure_at(owner_of(scenario, each), each.path)
    if base is None:
        raise LookupError(each.field)
    return Uncertain(each, base, base.alike(each.low), base.alike(each.high))


def _amounts_fit(scenario: Scenario, values: Iterable[InputValue]) -> bool:
    """Whether all amounts stay small enough with all inputs at their high ends."""
    try:
        books_of(scenario_at(scenario, values))
    except (ValueError, InputError):
        return False
    return True


def _problems_at(
    scenario: Scenario, each: Uncertain, name: str, end: Figure, *, price: bool
) -> Iterable[Problem]:
    try:
        there = scenario_at(scenario, [(each, end)])
        if price:
            books_of(there)
    except ValidationError as error:
        yield _problem(each, name, end, str(error.errors(include_url=False)[0]["msg"]))
    except ValueError as error:
        yield _problem(each, name, end, str(error))
    except InputError as error:
        yield _problem(each, name, end, error.problems[0].message)


def _problem(each: Uncertain, name: str, end: Figure, message: str) -> Problem:
    return Problem(
        f"does not fit the rest of the scenario there: {message}",
        file=each.range.table,
        row=each.range.row,
        field=f"{each.range.field}.{name}",
        found=str(end),
        next_step="Narrow the range, or take it out.",
    )


def idle_inputs(scenario: Scenario, inputs: Iterable[Uncertain]) -> frozenset[Uncertain]:
    """Inputs that cannot change anything in this scenario.

    These are matters that affect no case or have no live signal, signals that are not live or
    belong to such a matter, default losses and parts of them that no case uses, and export law of
    places without data.
    """
    live = readings(scenario).signals
    ineffective = {matter.id for matter in without_effect(scenario.matters, scenario.cases)}
    effective = {name: known for name, known in live.items() if name not in ineffective}
    parts = {case.id: scenario.parts_of(case) for case in scenario.cases}
    topics = {
        f"{case.jurisdiction}/{case.topic}"
        for case in scenario.cases
        if case.loss is None and not parts[case.id]
    }
    used = {
        "matters": set(effective),
        "signals": {signal.id for known in effective.values() for signal in known},
        "losses": topics,
        "loss_parts": {
            "/".join(row_key("loss_parts", part)) for each in parts.values() for part in each
        },
    }
    exporting = {scenario.export_places[dataset.entity] for dataset in scenario.datasets}
    return frozenset(
        each
        for each in inputs
        if each.range.row not in used.get(each.range.table, {each.range.row})
        or (_of_exports(each) and each.range.row not in exporting)
    )


def _of_exports(each: Uncertain) -> bool:
    return each.range.table == "jurisdictions" and each.range.field.startswith("exports.")
