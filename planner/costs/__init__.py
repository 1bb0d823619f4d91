"""The cost book: what every price of a scenario is, as integers, before anyone decides."""

from planner.costs.book import CostBook, cost_book

__all__ = ["CostBook", "cost_book"]
