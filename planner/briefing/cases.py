"""Expected loss of a plan, case by case."""

from __future__ import annotations

from dataclasses import replace

from models.outlook import CaseLoss
from planner.expanded_plan import ExpandedPlan
from planner.exposure.book import CaseFile
from planner.rules import rules_of
from planner.wording.names import case_names


def case_losses(done: ExpandedPlan) -> tuple[CaseLoss, ...]:
    """Expected loss of every case under a plan; they add up to the plan's expected loss.

    Cases are in the order of the scenario. A case that a plan rids itself of stays, with nothing.
    """
    names = case_names(done.scenario)
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
