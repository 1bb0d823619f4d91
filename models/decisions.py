"""What people say to recommendations, in words and codes."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a person says to a recommendation."""

    ACCEPT = "accept"
    PART = "part"
    DEFER = "defer"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    """What was decided does not stand any longer."""


class Reason(StrEnum):
    """Why; codes only, since words could tell on people."""

    AGREED = "agreed"
    BUDGET = "budget"
    CAPACITY = "capacity"
    TIMING = "timing"
    PEOPLE = "people"
    LEGAL = "legal"
    STRATEGY = "strategy"
    OTHER = "other"
