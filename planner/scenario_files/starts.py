"""What is known of some offices before a company has filled in its own figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from models.base import Frozen
from models.errors import InputError, Problem, shown
from models.money import Money
from models.places import Office
from models.ranges import Range
from models.risk import Case
from models.scenario import FORMAT, Scenario
from models.tables import TABLE_KEYS, row_key
from planner.scenario_files.assignments import TableRow
from planner.scenario_files.loading import load
from planner.scenario_files.messages import nearest
from planner.scenario_files.tables import SEPARATOR
from planner.scenario_files.workbooks.filled import Filled
from planner.scenario_files.written import as_id

EXAMPLE = "shanghai-2026"
"""The bundled scenario with the offices that are known, under the law of today."""

_OF_PLACES = ("losses", "loss_parts", "base_rates")
"""Tables with rows for each jurisdiction and topic, and with where they come from."""


def start_of(offices: Sequence[str], name: str) -> Filled:
    """Gather what is known of some offices, and nothing of others.

    Parameters
    ----------
    offices
        Their ids or names.
    name
        Name of the new scenario.

    Raises
    ------
    InputError
        Some offices are not known, or none is named.
    """
    example = _example()
    chosen = _chosen(offices, {office.id: office for office in example.offices})
    places = {office.jurisdiction for office in chosen}
    ids = {office.id for office in chosen}
    tables: dict[str, Sequence[TableRow]] = {
        "jurisdictions": [place for place in example.jurisdictions if place.id in places],
        "labour_market": [row for row in example.labour_market if row.office in ids],
        **{table: list(_of_places(example, table, places)) for table in _OF_PLACES},
    }
    topics = {getattr(row, "topic", "") for table in _OF_PLACES for row in tables[table]}
    tables["topics"] = [topic for topic in example.topics if topic.id in topics]
    tables["offices"] = [
        {"id": office.id, "name": office.name, "jurisdiction": office.jurisdiction}
        for office in chosen
    ]
    examples: dict[str, Sequence[Frozen]] = {
        "offices": chosen,
        "pay": [row for row in example.pay if row.office in ids],
        "cases": list(_typical_cases(example, places)),
    }
    money = {*_currencies(list(tables.values())), *_currencies(list(examples.values()))}
    tables["rates"] = [row for row in example.rates if row.currency in money]
    tables["ranges"] = list(_ranges(example, tables))
    return Filled(
        name,
        name,
        example.planning_date,
        {"format": FORMAT, "name": name, "programme": name, "currency": example.currency},
        {table: tables.get(table, ()) for table in TABLE_KEYS},
        (*_ranges(example, tables), *_ranges(example, examples)),
        examples=examples,
    )


@cache
def _example() -> Scenario:
    return load(EXAMPLE)


def _chosen(offices: Sequence[str], known: Mapping[str, Office]) -> list[Office]:
    problems = [
        Problem(
            "is not an office whose law and costs are known",
            field="offices",
            found=shown(office),
            next_step=nearest(office, known),
        )
        for office in offices
        if as_id(office) not in known
    ]
    if problems:
        raise InputError(problems)
    if not offices:
        raise InputError.of("names none", field="offices", next_step=nearest("", known))
    return [known[name] for name in dict.fromkeys(map(as_id, offices))]


def _of_places(example: Scenario, table: str, places: Collection[str]) -> Iterator[Frozen]:
    topics = {topic.id for topic in example.topics}
    for row in getattr(example, table):
        if row.jurisdiction in places and row.topic in topics:
            yield row


def _typical_cases(example: Scenario, places: Collection[str]) -> Iterable[Case]:
    """Cases with a likelihood of their own; of those that are alike, the last."""
    return {
        (case.jurisdiction, case.topic, case.likelihood, case.base_rate): case
        for case in example.cases
        if case.jurisdiction in places and case.inspection is None
    }.values()


def _currencies(value: object) -> Iterator[str]:
    """Currencies of all amounts in a value."""
    if isinstance(value, Money):
        yield value.currency
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _currencies(getattr(value, name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _currencies(each)


def _ranges(example: Scenario, rows: Mapping[str, Collection[TableRow]]) -> Iterator[Range]:
    """Ranges of figures in these rows."""
    keys = {(table, SEPARATOR.join(row_key(table, row))) for table in rows for row in rows[table]}
    yield from (each for each in example.ranges if (each.table, each.row) in keys)
