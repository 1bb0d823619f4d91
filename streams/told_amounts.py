"""Amounts of a plan in force as they may be told: they follow from the posts that are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.answer import Answer, Proposal
from models.rounding import (
    amount_step,
    middle,
    rounded_amount,
    shown_stock,
    two_digits,
)
from models.scenario import Scenario


class ToldTotals(NamedTuple):
    """What the plan in force and both baselines cost, in the smallest unit of the currency."""

    objective: int | None = None
    staying_put: int | None = None
    staying_plus_measures: int | None = None


def shown_worth(worth: int, heads: int, floor: int) -> int | None:
    """What a move is worth with the posts that are shown of it; None if they are not told."""
    shown = shown_stock(heads, floor)
    return worth * shown // heads if shown else None


def told_totals(answer: Answer, proposals: Iterable[Proposal], scenario: Scenario) -> ToldTotals:
    """Totals of an answer as they may leave the planner.

    What staying put costs is in steps of what as many posts cost as the floor, so that a post more
    or less hardly ever shows, and never with its pay. The other two differ from it by two digits.
    The plan is told as if each of its moves had the posts that are shown of it, small ones those
    in the middle of 1 to the floor: whoever knows what a move is worth learns no small count.

    Parameters
    ----------
    answer
        The last answer.
    proposals
        Moves of the plan that is in force.
    scenario
        The scenario that was published.
    """
    put, measures, objective = answer.staying_put, answer.staying_plus_measures, answer.objective
    if put is None:
        return ToldTotals()
    posts = sum(cohort.posts for cohort in scenario.cohorts)
    step = amount_step(put * scenario.floor_heads, posts, scenario.currency)
    about = rounded_amount(put, step)
    more = sum(_worth_of_more(each, scenario.floor_heads) for each in proposals)
    return ToldTotals(
        objective=None if objective is None else about + two_digits(objective - more - put),
        staying_put=about,
        staying_plus_measures=None if measures is None else about + two_digits(measures - put),
    )


def _worth_of_more(proposal: Proposal, floor: int) -> int:
    """What it would be worth beyond what it is if it had the posts that are shown of it."""
    heads = proposal.priced.move.heads
    shown = shown_stock(heads, floor)
    count = middle(floor) if shown is None else shown
    return proposal.priced.worth * (count - heads) // heads
