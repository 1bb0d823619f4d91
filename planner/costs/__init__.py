"""The cost book: every price of a scenario, as integers, worked out before a search."""

from planner.costs.book import SHARES_OF_A_HEAD, CostBook, cost_book
from planner.costs.duties import ROUTES, DutyBook, duty_book

__all__ = ["ROUTES", "SHARES_OF_A_HEAD", "CostBook", "DutyBook", "cost_book", "duty_book"]
