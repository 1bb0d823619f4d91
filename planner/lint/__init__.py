"""The lints, one file each, in reading order: what is no mistake and worth a second look."""

from __future__ import annotations

from models.remarks import Remark
from planner.books import Books
from planner.lint import (
    assumed_important,
    base_rates,
    costly_offices,
    hidden_posts,
    hurried_falls,
    idle_cases,
    idle_money,
    idle_posts,
    idle_quotas,
    odd_figures,
    office_units,
    pay_units,
    stranded_cohorts,
    sure_acceptance,
    unapproved_law,
    uncounted_data,
    unfelt_signals,
    unknown_access,
    unknown_counts,
    wage_units,
)
from planner.lint.lint import Lint, Subject
from planner.lint.ways import ways_of

LINTS: tuple[Lint, ...] = (
    pay_units.LINT,
    wage_units.LINT,
    office_units.LINT,
    odd_figures.LINT,
    base_rates.LINT,
    unknown_access.LINT,
    unknown_counts.LINT,
    hurried_falls.LINT,
    uncounted_data.LINT,
    assumed_important.LINT,
    stranded_cohorts.LINT,
    costly_offices.LINT,
    idle_quotas.LINT,
    idle_money.LINT,
    idle_posts.LINT,
    hidden_posts.LINT,
    sure_acceptance.LINT,
    idle_cases.LINT,
    unfelt_signals.LINT,
    unapproved_law.LINT,
)
"""Every lint, those first whose remarks change a plan most."""


def remarks_on(books: Books) -> tuple[Remark, ...]:
    """Everything worth a second look in a scenario that can be planned with."""
    subject = Subject(books, ways_of(books))
    return tuple(remark for lint in LINTS for remark in lint.find(subject))


__all__ = ["LINTS", "Lint", "Subject", "remarks_on"]
