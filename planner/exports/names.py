"""Names for people, and days, by the identifiers that plans use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from models.scenario import Scenario


def office_names(scenario: Scenario) -> dict[str, str]:
    """Names of the offices, by identifier."""
    return distinct_names((office.id, office.name) for office in scenario.offices)


def role_names(scenario: Scenario) -> dict[str, str]:
    """Names of the roles, by identifier."""
    return distinct_names((role.id, role.name) for role in scenario.roles)


def entity_names(scenario: Scenario) -> dict[str, str]:
    """Names of the entities, by identifier."""
    return distinct_names((entity.id, entity.name) for entity in scenario.entities)


def landing_dates(scenario: Scenario) -> dict[str, date]:
    """First day of each period, by its label."""
    return {period.label: period.starts for period in scenario.periods}


def distinct_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by identifier; with the identifier where a name is shared or missing."""
    known = dict(pairs)
    counts = Counter(known.values())
    return {
        key: key if not name else name if counts[name] == 1 else f"{name} ({key})"
        for key, name in known.items()
    }
