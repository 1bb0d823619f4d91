"""The books of a scenario: every coefficient, worked out once, before anyone decides."""

from __future__ import annotations

from dataclasses import dataclass

from models.scenario import Scenario
from planner.costs import CostBook, cost_book
from planner.exposure import ExposureBook, exposure_book


@dataclass(frozen=True, eq=False)
class Books:
    """Costs and exposure of one scenario; formulation and audit read the same figures."""

    scenario: Scenario
    costs: CostBook
    exposure: ExposureBook


def books_of(scenario: Scenario) -> Books:
    """Work out the books of a scenario."""
    return Books(scenario, cost_book(scenario), exposure_book(scenario))
