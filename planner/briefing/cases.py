"""Expected loss of a plan, case by case."""

from __future__ import annotations

from dataclasses import replace

from models.outlook import CaseLoss
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.exports.names import distinct_names, entity_names
from planner.exposure.book import CaseFile
from planner.rules import rules_of


def case_losses(done: ExpandedPlan) -> tuple[CaseLoss, ...]:
    """Expected loss of every case under a plan; they add up to the plan's expected loss.

    Cases are in the order of the scenario. A case that a plan rids itself of stays, with nothing.
    """
    names = _names(done.scenario)
    return tuple(
        CaseLoss(case=case.id, name=names[case.id], amount=_alone(done, case))
        for case in done.books.exposure.cases
    )


def _alone(done: ExpandedPlan, case: CaseFile) -> int:
    """Expected loss of a plan where nothing but one case can happen."""
    exposure = replace(done.books.exposure, cases=(case,))
    only = replace(done, books=replace(done.books, exposure=exposure))
    return sum(
        charge.unweighted
        for rule in rules_of(done.scenario)
        if rule.expected and rule.charges is not None
        for charge in rule.charges(only)
    )


def _names(scenario: Scenario) -> dict[str, str]:
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
