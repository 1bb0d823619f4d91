"""The tables of a frontier or of alternatives, in reading order."""

from __future__ import annotations

from models.analysis import Alternatives, Frontier
from models.scenario import Scenario
from models.shown_tradeoffs import ShownAlternatives, ShownFrontier
from planner.exports.table import Table
from planner.exports.tradeoffs.alternatives import alternatives_tables
from planner.exports.tradeoffs.board import shown_alternatives_tables, shown_frontier_tables
from planner.exports.tradeoffs.frontier import frontier_tables


def tradeoff_tables(found: Frontier | Alternatives, scenario: Scenario) -> tuple[Table, ...]:
    """Exact tables; none if there is no plan."""
    if isinstance(found, Frontier):
        return frontier_tables(found, scenario)
    return alternatives_tables(found, scenario)


def shown_tables(shown: ShownFrontier | ShownAlternatives, scenario: Scenario) -> tuple[Table, ...]:
    """Tables for a board."""
    if isinstance(shown, ShownFrontier):
        return shown_frontier_tables(shown, scenario)
    return shown_alternatives_tables(shown, scenario)
