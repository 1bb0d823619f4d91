"""The books of a scenario: every coefficient, worked out once, before anyone decides."""

from __future__ import annotations

from dataclasses import dataclass

from models.scenario import Scenario
from planner.costs import CostBook, DutyBook, cost_book, duty_book
from planner.exposure import ExposureBook, ObligationFile, exposure_book, obligation_files


@dataclass(frozen=True, eq=False)
class Books:
    """Every price of one scenario, and what it is about; formulation and audit read the same."""

    scenario: Scenario
    costs: CostBook
    duties: DutyBook
    exposure: ExposureBook
    obligations: tuple[ObligationFile, ...]


def books_of(scenario: Scenario) -> Books:
    """Work out the books of a scenario."""
    return Books(
        scenario,
        cost_book(scenario),
        duty_book(scenario),
        exposure_book(scenario),
        obligation_files(scenario),
    )
