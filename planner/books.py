"""The books of a scenario: every coefficient, worked out once, before anyone decides."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.errors import InputError, Problem
from models.flaws.money import amounts_of
from models.scenario import Scenario
from planner.costs import CostBook, DutyBook, cost_book, duty_book
from planner.exposure import ExposureBook, ObligationFile, exposure_book, obligation_files
from planner.valuation import worth_in


@dataclass(frozen=True, eq=False)
class Books:
    """Every price of one scenario, and what it is about; formulation and audit read the same."""

    scenario: Scenario
    costs: CostBook
    duties: DutyBook
    exposure: ExposureBook
    obligations: tuple[ObligationFile, ...]


def books_of(scenario: Scenario) -> Books:
    """Work out the books of a scenario.

    Raises
    ------
    InputError
        A price is too large to be reckoned with; it names the largest amount there is.
    """
    try:
        return Books(
            scenario,
            cost_book(scenario),
            duty_book(scenario),
            exposure_book(scenario),
            obligation_files(scenario),
        )
    except InputError as error:
        raise InputError([_at_the_largest(scenario, each) for each in error.problems]) from None


def _at_the_largest(scenario: Scenario, problem: Problem) -> Problem:
    """A price is made of many figures; the one that is off is most likely the largest."""
    worth = worth_in(scenario)
    table, key, field, money = max(amounts_of(scenario), key=lambda amount: worth(amount[3]))
    return replace(problem, file=table, row="/".join(key), field=field, found=str(money))
