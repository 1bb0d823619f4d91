"""The lints in reading order: checks for valid values that are worth a second look."""

from __future__ import annotations

from models.account import Remark
from planner.books import Books
from planner.lint.data import assumed_important, uncounted_data, unknown_access
from planner.lint.figures import base_rates, odd_figures
from planner.lint.lint import Lint, Subject
from planner.lint.money_limits import idle_money
from planner.lint.moves import costly_offices, stranded_cohorts, unhireable_roles
from planner.lint.post_limits import idle_posts, idle_quotas
from planner.lint.risk import idle_cases, idle_routes, unapproved_law, unfelt_signals
from planner.lint.silent_defaults import silent_defaults
from planner.lint.slips import slipped_amounts, whole_shares
from planner.lint.units import office_units, pay_units, wage_units
from planner.lint.ways import ways_of
from planner.lint.workforce import hidden_posts, hurried_falls, sure_acceptance, unknown_counts

LINTS: tuple[Lint, ...] = (
    pay_units,
    wage_units,
    office_units,
    slipped_amounts,
    whole_shares,
    odd_figures,
    base_rates,
    unknown_access,
    unknown_counts,
    hurried_falls,
    uncounted_data,
    assumed_important,
    stranded_cohorts,
    unhireable_roles,
    costly_offices,
    idle_quotas,
    idle_money,
    idle_posts,
    hidden_posts,
    sure_acceptance,
    silent_defaults,
    idle_cases,
    idle_routes,
    unfelt_signals,
    unapproved_law,
)
"""Every lint; those whose remarks affect plans most come first."""


def remarks_on(books: Books) -> tuple[Remark, ...]:
    """All remarks on a valid scenario."""
    subject = Subject(books, ways_of(books))
    return tuple(remark for lint in LINTS for remark in lint.find(subject))


__all__ = ["LINTS", "Lint", "Subject", "remarks_on"]
