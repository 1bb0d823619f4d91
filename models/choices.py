"""What people choose from: decisions, reasons, solvers, ranges, axes, roles, readers of papers.

Without pydantic, so that ``relocate --help``, which lists them, is instant.
"""

from __future__ import annotations

from enum import StrEnum


class DecisionKind(StrEnum):
    """A person's decision on a recommendation."""

    ACCEPT = "accept"
    PART = "part"
    DEFER = "defer"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    """An earlier decision is withdrawn."""


class Reason(StrEnum):
    """Reason of a decision: a code, because free text could identify people."""

    AGREED = "agreed"
    BUDGET = "budget"
    CAPACITY = "capacity"
    TIMING = "timing"
    PEOPLE = "people"
    LEGAL = "legal"
    STRATEGY = "strategy"
    OTHER = "other"


class Solver(StrEnum):
    """The solver: the planner's own search, or a single call to one solver."""

    SEARCH = "search"
    HIGHS = "highs"
    SCIP = "scip"
    CP_SAT = "cp_sat"


class RangeUse(StrEnum):
    """What is done with the ranges of uncertain inputs once a plan is found."""

    IGNORE = "ignore"
    JUDGE = "judge"
    """The plan is judged at the ends of the ranges and in a random sample."""
    REPLAN = "replan"
    """New plans are made at the ends of the most important ranges as well."""


class FrontierAxis(StrEnum):
    """What a frontier sets against cost."""

    LOSS = "loss"
    """Expected loss before the risk weight; the cost beside it is money alone."""
    DISMISSALS = "dismissals"
    CASH = "cash"
    """One-off cash, undiscounted."""
    POSTS = "posts"
    """Posts that move."""


class BrokerRole(StrEnum):
    """What a user of the broker does; access lists grant rights by role."""

    WORKER = "worker"
    PUBLISHER = "publisher"
    WATCHER = "watcher"
    NOTIFIER = "notifier"
    """Watches recommendations and dead letters, and notifies people."""
    DECIDER = "decider"
    DEAD_LETTER_OPERATOR = "dead_letter_operator"
    """Reads dead letters, and sends them again."""
    VERIFIER = "verifier"
    """Compares logs with what is published."""


class Audience(StrEnum):
    """Who a paper is for."""

    BOARD = "board"
    """Counts and amounts rounded; no cohorts, no pay."""
    PLANNER = "planner"
    """Exact."""


class Language(StrEnum):
    """Language of a paper."""

    ENGLISH = "en"
    CHINESE = "zh"
