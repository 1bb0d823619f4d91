"""What is at stake with a plan: its money, and the loss of each case in each period if certain.

Expected loss is linear in the likelihoods of each period, so a plan is priced at other likelihoods
without working it out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from models.plan import Plan
from planner.books import Books
from planner.expanded_plan import ExpandedPlan, expand
from planner.exposure import ExposureBook, exposure_book
from planner.rules import rules_of
from planner.valuation import Amounts, Figures

Likelihoods = Mapping[str, Figures]
"""[t + tail] probability of each case within a year, by its id."""


@dataclass(frozen=True, eq=False)
class Stakes:
    """The price of a plan as a function of likelihoods."""

    money: int
    losses: Mapping[str, Amounts]
    """[t + tail] by case: its loss where it is certain, times the risk weight."""

    def total(self, likelihoods: Likelihoods) -> float:
        """Total of the plan, but for cents that the audit rounds."""
        return self.money + self.expected_loss(likelihoods)

    def expected_loss(self, likelihoods: Likelihoods) -> float:
        """Expected loss times the risk weight."""
        return float(sum(loss @ likelihoods[case] for case, loss in self.losses.items()))


def stakes_of(books: Books, plan: Plan) -> Stakes:
    """Work out what is at stake with a plan."""
    certain = exposure_book(books.scenario, certain=True)
    done = expand(books, plan)
    return Stakes(
        money=sum(
            charge.amount
            for rule in rules_of(books.scenario)
            if rule.charges is not None and not rule.expected
            for charge in rule.charges(done)
        ),
        losses={
            case.id: _losses(done, ExposureBook((case,), certain.risk_weight))
            for case in certain.cases
        },
    )


def _losses(done: ExpandedPlan, book: ExposureBook) -> Amounts:
    """[t + tail] what the rules on expected losses charge by a book."""
    there = replace(done, books=replace(done.books, exposure=book))
    losses = np.zeros(len(done.scenario.periods) + 1, dtype=np.int64)
    for rule in rules_of(done.scenario):
        if rule.expected and rule.charges is not None:
            for charge in rule.charges(there):
                losses[charge.period] += charge.amount
    return losses
