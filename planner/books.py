"""The books of a scenario: every coefficient of the objective, worked out once before a search."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.errors import InputError, Problem
from models.flaws.money import amounts_of
from models.scenario import Scenario
from planner.costs import CostBook, DutyBook, cost_book, duty_book
from planner.exposure import ExposureBook, ObligationFile, Readings, exposure_book, obligation_files
from planner.valuation import worth_in


@dataclass(frozen=True, eq=False)
class Books:
    """Every price of one scenario; formulation and audit read the same figures."""

    scenario: Scenario
    costs: CostBook
    duties: DutyBook
    exposure: ExposureBook
    obligations: tuple[ObligationFile, ...]


def books_of(scenario: Scenario, like: Readings | None = None) -> Books:
    """Work out the books of a scenario.

    Parameters
    ----------
    scenario
        The scenario.
    like
        As for `readings`.

    Raises
    ------
    InputError
        A price is too large for exact sums; the problem names the largest amount of the scenario.
    """
    try:
        return Books(
            scenario,
            cost_book(scenario),
            duty_book(scenario),
            exposure_book(scenario, like=like),
            obligation_files(scenario),
        )
    except InputError as error:
        raise InputError([_at_the_largest(scenario, each) for each in error.problems]) from None


def _at_the_largest(scenario: Scenario, problem: Problem) -> Problem:
    """Point at the largest amount: of all figures in a price it is most likely the wrong one."""
    worth = worth_in(scenario)
    table, key, field, money = max(amounts_of(scenario), key=lambda amount: worth(amount[3]))
    return replace(problem, file=table, row="/".join(key), field=field, found=str(money))
