"""Cohorts whose people can take vacant posts of others, and the cost of retraining them."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from models.scenario import Scenario
from models.workforce import Substitute
from planner.valuation import Amounts, Converter, Figures


def placeable(scenario: Scenario) -> Amounts:
    """[pair, 3] a cohort, one whose vacant posts it can fill, and the line of substitutes.

    All by position. Both cohorts have the same employer and home office; another city would be a
    transfer.
    """
    circles: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for c, cohort in enumerate(scenario.cohorts):
        circles[cohort.entity, cohort.office, cohort.role].append(c)
    pairs = [
        (c, into, row)
        for row, each in enumerate(scenario.substitutes)
        for (employer, office, role), members in circles.items()
        if role == each.role_from
        for into in circles.get((employer, office, each.role_to), ())
        for c in members
        if c != into
    ]
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 3)


def retraining_costs(
    scenario: Scenario, pairs: Amounts, pay_at_home: Figures, worth: Converter
) -> tuple[Figures, Figures]:
    """[pair, t] what one placement costs, output lost included, and [pair] the cash within it.

    Parameters
    ----------
    scenario
        With its table of substitutes.
    pairs
        As ``placeable`` gives them.
    pay_at_home
        [c, t] annual pay of a post at its home office.
    worth
        Converter into the planning currency.
    """
    cash = np.array([_paid(scenario.substitutes[row], worth) for row in pairs[:, 2]])
    lost = np.array([_output_lost(scenario.substitutes[row]) for row in pairs[:, 2]])
    cash, lost = cash.reshape(-1), lost.reshape(-1)
    return cash[:, None] + lost[:, None] * pay_at_home[pairs[:, 1]], cash


def _paid(row: Substitute, worth: Converter) -> float:
    return worth(row.retraining) if row.retraining is not None else 0.0


def _output_lost(row: Substitute) -> float:
    return row.retraining_months / 12.0 * row.retraining_loss
