"""A plan file judged again: what it says, and what it should have said."""

from __future__ import annotations

from dataclasses import dataclass

from models.account import Judgement
from models.result import Result
from models.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Verification:
    """A result, judged again from nothing but itself and its scenario."""

    scenario: Scenario
    result: Result
    judgement: Judgement
    """The audit of today."""
    differences: tuple[str, ...]
    """Where the result says something else; empty if it holds."""
