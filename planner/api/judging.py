"""What hosts are given to judge plans by."""

from __future__ import annotations

from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of


def keeps_every_rule(scenario: Scenario, plan: Plan) -> bool:
    """Whether a plan is about a scenario and breaks none of its rules."""
    try:
        return audit(plan, books_of(scenario)).lawful
    except InputError:
        return False
