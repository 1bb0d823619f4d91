"""Names that people read, in place of the identifiers in plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from models.scenario import Scenario


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


def cohort_titles(scenario: Scenario) -> dict[str, str]:
    """Names of the cohorts for people who know no identifiers.

    One without a name is named by its role and office, with its identifier if others are as well.
    """
    roles, offices = role_names(scenario), office_names(scenario)
    return distinct_names(
        (each.id, each.name or f"{roles[each.role]} in {offices[each.office]}")
        for each in scenario.cohorts
    )


def case_names(scenario: Scenario) -> dict[str, str]:
    """Names of cases by id: the topic, the employer, and the place if it is not the employer's."""
    topics = {topic.id: topic.name for topic in scenario.topics}
    places = {place.id: place.name for place in scenario.jurisdictions}
    homes = {entity.id: entity.jurisdiction for entity in scenario.entities}
    employers = entity_names(scenario)
    named = []
    for case in scenario.cases:
        parts = [topics[case.topic], employers[case.entity]]
        if case.jurisdiction != homes[case.entity]:
            parts.append(places[case.jurisdiction])
        named.append((case.id, ", ".join(parts)))
    return distinct_names(named)


def entity_names(scenario: Scenario) -> dict[str, str]:
    """Names of the entities, by identifier."""
    return distinct_names((entity.id, entity.name) for entity in scenario.entities)


def concerned_names(scenario: Scenario) -> dict[str, str]:
    """Names by identifier of all that tasks and findings are about."""
    tables = (scenario.jurisdictions, scenario.measures)
    named = [distinct_names((each.id, each.name) for each in table) for table in tables]
    found: dict[str, str] = {}
    for each in (*named, cohort_titles(scenario), entity_names(scenario), office_names(scenario)):
        found |= each
    return found


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
