"""Plans that name what their scenario does not have are refused before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.errors import Problem
from models.plan import Plan
from models.scenario import Scenario

_KINDS: Mapping[str, str] = {
    "cohort": "cohort",
    "into": "cohort",
    "origin": "office",
    "destination": "office",
    "office": "office",
    "measure": "measure",
    "entity": "entity",
    "period": "period",
    "until": "period",
}
"""What each field of a row of a plan names; fields that are not here name nothing."""


def unknown_names(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Names in a plan that its scenario does not have, and routes that end before they start."""
    for kind, name in names_lacking(scenario, plan):
        yield Problem(f"the plan names a {kind} that the scenario does not have", found=name)
    for filing in plan.routes:
        if filing.until is not None and filing.until <= filing.period:
            yield Problem("the plan ends a route before it is in force", found=filing.until)


def names_lacking(scenario: Scenario, plan: Plan) -> Iterator[tuple[str, str]]:
    """Names in a plan that a scenario does not have, each with the kind of thing that it names."""
    known = {
        "cohort": {cohort.id for cohort in scenario.cohorts},
        "office": {office.id for office in scenario.offices},
        "period": {period.label for period in scenario.periods},
        "measure": {measure.id for measure in scenario.measures},
        "entity": {entity.id for entity in scenario.entities},
    }
    for kind, name in _names(plan):
        if name not in known[kind]:
            yield kind, name


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every name in a plan, with the kind of thing that it names."""
    for _, rows in plan:
        for row in rows:
            for field, name in row:
                if field in _KINDS and name is not None:
                    yield _KINDS[field], name
