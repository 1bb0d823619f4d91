"""Plans that name what their scenario does not have are refused before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterator

from models.errors import Problem
from models.plan import Plan
from models.scenario import Scenario


def unknown_names(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Names in a plan that its scenario does not have, and routes that end before they start."""
    known = {
        "cohort": {cohort.id for cohort in scenario.cohorts},
        "office": {office.id for office in scenario.offices},
        "period": {period.label for period in scenario.periods},
        "measure": {measure.id for measure in scenario.measures},
        "entity": {entity.id for entity in scenario.entities},
    }
    for kind, name in _names(plan):
        if name not in known[kind]:
            yield Problem(f"the plan names a {kind} that the scenario does not have", found=name)
    for filing in plan.routes:
        if filing.until is not None and filing.until <= filing.period:
            yield Problem("the plan ends a route before it is in force", found=filing.until)


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every name in a plan, with the kind of thing that it names."""
    yield from (("cohort", move.cohort) for move in plan.moves)
    yield from (("office", each) for m in plan.moves for each in (m.origin, m.destination))
    yield from (("office", order.office) for order in plan.blocks)
    yield from (("period", move.period) for move in plan.moves)
    yield from (("period", order.period) for order in plan.blocks)
    yield from (("cohort", each) for p in plan.placements for each in (p.cohort, p.into))
    yield from (("period", placement.period) for placement in plan.placements)
    yield from (("measure", start.measure) for start in plan.measures)
    yield from (("period", start.period) for start in plan.measures)
    yield from (("entity", filing.entity) for filing in plan.routes)
    yield from (("period", filing.period) for filing in plan.routes)
    yield from (("period", filing.until) for filing in plan.routes if filing.until)
    yield from (("entity", talk.entity) for talk in plan.consultations)
    yield from (("period", talk.period) for talk in plan.consultations)
    yield from (("office", release.office) for release in plan.releases)
    yield from (("period", release.period) for release in plan.releases)
    yield from (("cohort", hold.cohort) for hold in plan.holds)
    yield from (("office", hold.destination) for hold in plan.holds)
    yield from (("period", hold.period) for hold in plan.holds)
