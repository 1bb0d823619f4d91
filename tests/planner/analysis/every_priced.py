"""All lawful plans of a tiny random company with their figures, to compare analyses with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from models.analysis import PricedPlan
from models.scenario import Scenario
from planner.analysis.warm import priced
from tests.support.random_companies.company import tiny_company


@dataclass(frozen=True)
class EveryPriced:
    """A company, and its lawful plans with as few posts on hold as possible."""

    scenario: Scenario
    plans: tuple[PricedPlan, ...]


@cache
def every_priced(seed: int, kind: str = "mixed") -> EveryPriced:
    """A company of at most three hundred plans."""
    every = tiny_company(seed, 300, kind)
    found = [
        (sum(hold.heads for hold in plan.holds), priced(plan, judgement, every.books))
        for plan, judgement in every.lawful()
    ]
    fewest = min((on_hold for on_hold, _ in found), default=0)
    return EveryPriced(every.scenario, tuple(plan for on_hold, plan in found if on_hold == fewest))
