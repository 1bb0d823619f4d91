"""Checks of references: each key appears once, and every name exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from models.flaws.flaw import Flaw
from models.limits import OFFICE_QUOTAS
from models.tables import TABLE_KEYS, keyed_rows
from models.workforce import PlaceKind

if TYPE_CHECKING:
    from models.scenario import Scenario


REFERENCES = (
    ("entities", "jurisdiction", "jurisdictions"),
    ("offices", "jurisdiction", "jurisdictions"),
    ("offices", "entity", "entities"),
    ("pay", "role", "roles"),
    ("pay", "office", "offices"),
    ("labour_market", "office", "offices"),
    ("cohorts", "role", "roles"),
    ("cohorts", "entity", "entities"),
    ("cohorts", "office", "offices"),
    ("cohorts", "only_to", "offices"),
    ("cohorts", "never_to", "offices"),
    ("headcount", "cohort", "cohorts"),
    ("service", "cohort", "cohorts"),
    ("presence", "roles", "roles"),
    ("datasets", "entity", "entities"),
    ("datasets", "population", "populations"),
    ("datasets", "stored_in", "jurisdictions"),
    ("access", "cohort", "cohorts"),
    ("access", "dataset", "datasets"),
    ("cases", "entity", "entities"),
    ("cases", "jurisdiction", "jurisdictions"),
    ("cases", "topic", "topics"),
    ("loss_parts", "case", "cases"),
    ("cases", "base_rate", "base_rates"),
    ("cases", "inspection", "inspections"),
    ("inspections", "entity", "entities"),
    ("inspections", "jurisdiction", "jurisdictions"),
    ("inspections", "base_rate", "base_rates"),
    ("signals", "matter", "matters"),
    ("presence", "dataset", "datasets"),
    ("effects", "measure", "measures"),
    ("effects", "case", "cases"),
    ("effects", "dataset", "datasets"),
    ("effects", "cohort", "cohorts"),
    ("routes", "entity", "entities"),
    ("exported", "entity", "entities"),
    ("exported", "population", "populations"),
    ("obligations", "entity", "entities"),
    ("obligations", "jurisdiction", "jurisdictions"),
    ("obligations", "dataset", "datasets"),
    ("obligations", "matter", "matters"),
    ("teams", "cohorts", "cohorts"),
    ("acceptance", "cohort", "cohorts"),
    ("acceptance", "office", "offices"),
    ("substitutes", "role_from", "roles"),
    ("substitutes", "role_to", "roles"),
    ("separations", "entity", "entities"),
    ("costs", "cohort", "cohorts"),
    ("costs", "office", "offices"),
    ("requests", "cohort", "cohorts"),
    ("requests", "office", "offices"),
    ("requests", "measure", "measures"),
    ("requests", "entity", "entities"),
    ("incumbent", "cohort", "cohorts"),
    ("incumbent", "destination", "offices"),
)
"""Table, field, and the table that the field refers to."""


def reference_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Duplicate keys and unknown names."""
    yield from _duplicates(scenario)
    yield from _dangling(scenario)


def _duplicates(scenario: Scenario) -> Iterator[Flaw]:
    for table, fields in TABLE_KEYS.items():
        counts = Counter(key for key, _ in keyed_rows(scenario, table))
        for key, count in counts.items():
            if count > 1:
                yield Flaw(table, key, fields[0], f"appears {count} times; keep one", key[0])


def _dangling(scenario: Scenario) -> Iterator[Flaw]:
    known = {
        table: _Known(tuple(row.id for row in getattr(scenario, table)))
        for table in {target for _, _, target in REFERENCES}
    }
    for table, field, target in REFERENCES:
        for key, row in keyed_rows(scenario, table):
            value = getattr(row, field)
            names = value if isinstance(value, tuple) else () if value is None else (value,)
            yield from _unknown(names, known[target], Flaw(table, key, field, target))
    kinds = {
        PlaceKind.OFFICE: "offices",
        PlaceKind.ENTITY: "entities",
        PlaceKind.JURISDICTION: "jurisdictions",
    }
    for row in scenario.presence:
        target = kinds[row.place]
        yield from _unknown((row.at,), known[target], Flaw("presence", (row.id,), "at", target))
    for quota in scenario.quotas:
        target = "offices" if quota.kind in OFFICE_QUOTAS else "jurisdictions"
        yield from _unknown((quota.at,), known[target], Flaw("quotas", (quota.id,), "at", target))


def _unknown(names: Collection[str], known: _Known, at: Flaw) -> Iterator[Flaw]:
    for name in names:
        if name not in known.ids:
            yield unknown_name(at.table, at.key, at.field, at.message, name, known.listed)


def unknown_name(
    table: str, key: tuple[str, ...], field: str, target: str, name: str, known: tuple[str, ...]
) -> Flaw:
    """The flaw that a field names what the table that it refers to does not have.

    Parameters
    ----------
    table, key, field
        Where the name is.
    target
        The table that the field refers to.
    name
        The name.
    known
        Those of the table.
    """
    words = f"is not among the {target}"
    return Flaw(table, key, field, words, name, known, lacks=(target, name))


class _Known:
    """Ids of a table: in order for messages, and as a set for fast look-up."""

    def __init__(self, listed: tuple[str, ...]) -> None:
        self.listed, self.ids = listed, frozenset(listed)
