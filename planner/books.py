"""The books of a scenario: every coefficient, worked out once, before anyone decides."""

from __future__ import annotations

from dataclasses import dataclass

from models.scenario import Scenario
from planner.costs import CostBook, DutyBook, cost_book, duty_book
from planner.exposure import ExposureBook, exposure_book


@dataclass(frozen=True, eq=False)
class Books:
    """Costs, duties and exposure of one scenario; formulation and audit read the same figures."""

    scenario: Scenario
    costs: CostBook
    duties: DutyBook
    exposure: ExposureBook


def books_of(scenario: Scenario) -> Books:
    """Work out the books of a scenario."""
    return Books(scenario, cost_book(scenario), duty_book(scenario), exposure_book(scenario))
