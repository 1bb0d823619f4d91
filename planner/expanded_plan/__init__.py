"""A plan, expanded period by period against its scenario: what the rules judge and price.

``moves`` turns moves into posts by cohort, office and period; ``vacancy_pool`` follows vacant
posts; ``expanded`` is the record of it all; ``in_force`` says which seats, measures and routes a
plan has in each period; ``unknown_names`` refuses plans that are not for the scenario. None of it
shares code with the formulation that solvers see.
"""

from planner.expanded_plan.expanded import ExpandedPlan, expand
from planner.expanded_plan.in_force import (
    measure_from,
    released_seats,
    route_ends,
    route_in_force,
    usable_blocks,
)
from planner.expanded_plan.moves import LandedMove, Separation, Stock
from planner.expanded_plan.unknown_names import names_lacking

__all__ = [
    "ExpandedPlan",
    "LandedMove",
    "Separation",
    "Stock",
    "expand",
    "measure_from",
    "names_lacking",
    "released_seats",
    "route_ends",
    "route_in_force",
    "usable_blocks",
]
