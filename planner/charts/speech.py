"""How charts say things: in the language of the paper that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from models.outlook import ShownCount
from planner.charts.amounts import AmountUnit


class ChartSpeech(Protocol):
    """What charts need of a language."""

    @property
    def is_rounded(self) -> bool:
        """Whether counts and amounts are rounded."""

    def say(self, text: str, **parts: str) -> str:
        """A text of ours, given in English, with its parts filled in."""

    def money(self, amount: int) -> str:
        """An amount in a sentence."""

    def amounts(self, amounts: Sequence[int]) -> list[str]:
        """Amounts beside each other in a sentence; those that differ read apart."""

    def unit(self, amounts: Iterable[int]) -> AmountUnit:
        """The unit of all amounts of a chart."""

    def day(self, day: date) -> str:
        """A day in a sentence."""

    def count(self, count: ShownCount) -> str:
        """A count in a sentence, as a range if it is not shown."""

    def counted(self, count: ShownCount, noun: str, plural: str) -> str:
        """A count with its noun."""

    def listed(self, names: list[str]) -> str:
        """Names one after the other."""

    def phrases(self, phrases: list[str]) -> str:
        """Phrases of one clause one after the other."""

    def joined(self, clauses: list[str]) -> str:
        """Clauses one after the other."""
