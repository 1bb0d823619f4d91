"""Dice that fall the same for the same seed, and what is drawn of a company before its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import numpy as np

from models.limits import QuotaKind
from models.money import Money
from models.plan import Move
from tests.support.builders import money

T = TypeVar("T")

PLACES = {
    "shanghai": ("china", "bank_cn"),
    "bengaluru": ("india", "services_in"),
    "beijing": ("china", "bank_cn"),
    "dalian": ("china", "services_cn"),
    "hongkong": ("hongkong", "bank_cn"),
    "tokyo": ("japan", "bank_jp"),
}
"""Jurisdiction and employer of every office there may be; the first two are in every company."""

EMPLOYERS = {
    "bank_cn": "china",
    "services_cn": "china",
    "services_in": "india",
    "bank_jp": "japan",
}
CURRENCIES = {"china": "CNY", "india": "INR", "hongkong": "USD", "japan": "JPY"}
WORTH = {"CNY": "0.1397", "INR": "0.01163", "JPY": "0.0067"}
STARTS = (date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1), date(2028, 1, 1))
"""Days on which things may change."""


class Feature(StrEnum):
    """What a company may have beyond people, pay and offices."""

    SEATS = "seats"
    """Scarce seats, and blocks to order."""
    LEASES = "leases"
    """Seats that cost a lease, some of which can be given up."""
    PRESENCE = "presence"
    """A post that has to stay somewhere."""
    TEAMS = "teams"
    QUOTAS = "quotas"
    """Quotas, one of them of a kind that the company has reason to exceed."""
    ACCEPTANCE = "acceptance"
    PACE = "pace"
    """How much of a cohort may move or be replaced at a time."""
    PLACEMENTS = "placements"
    """Roles that take each other's posts, so that people can be placed at home."""
    LISTED_COSTS = "listed_costs"
    IN_FORCE = "in_force"
    """A plan in force, some of its moves promised, and a decision."""
    RISK = "risk"
    """Data, topics and cases."""
    MEASURES = "measures"
    """Measures that cut cases or access, on top of risk."""
    ROUTES = "routes"
    """Laws on exports, routes to file or in force, and who has been exported."""
    OBLIGATIONS = "obligations"
    REDUNDANCY_LAW = "redundancy_law"
    """Consultations, agreements and disputes."""
    REQUESTS = "requests"
    """What a planner asks for: only in companies of that kind."""
    LIMITS_ON_MONEY = "limits_on_money"
    """A budget or a cap on exposure that some plan keeps to the dollar, or misses by one."""


class Dice:
    """Random choices of one company."""

    def __init__(self, *seed: int) -> None:
        self._generator = np.random.default_rng(seed)

    def upto(self, most: int) -> int:
        """A whole number from 0 to ``most``."""
        return int(self._generator.integers(0, most + 1))

    def one_of(self, values: Sequence[T]) -> T:
        """One of some values, each as likely."""
        return values[self.upto(len(values) - 1)]

    def in_ten(self, times: int) -> bool:
        """True so many times in ten."""
        return self.upto(9) < times

    def some_of(self, values: Iterable[T], times: int) -> tuple[T, ...]:
        """Each of some values, so many times in ten."""
        return tuple(each for each in values if self.in_ten(times))

    def amount(self, currency: str, thousands: int, least: int = 0) -> Money:
        """An amount, to the last cent, of up to so many thousand dollars in its currency."""
        dollars = float(self._generator.uniform(1000 * least, 1000 * thousands))
        written = dollars / float(WORTH.get(currency, "1"))
        return money(
            f"{currency} {written:.0f}" if currency == "JPY" else f"{currency} {written:.2f}"
        )

    def moves(self, choices: Sequence[Sequence[Move]], most_heads: int) -> tuple[Move, ...]:
        """Some moves of some of the choices."""
        return tuple(
            move.model_copy(update={"heads": 1 + self.upto(most_heads - 1)})
            for moves in choices
            for move in self.some_of(moves, 3)
        )


@dataclass(frozen=True)
class Draw:
    """The dice of one company, its features, its offices and its planning date."""

    dice: Dice
    today: date
    features: frozenset[Feature]
    offices: tuple[str, ...]
    scarce: QuotaKind | None
    """The kind of quota that the company has reason to exceed."""

    def has(self, feature: Feature) -> bool:
        return feature in self.features

    def amount(self, office: str, thousands: int, least: int = 0) -> Money:
        """An amount in the currency of an office."""
        return self.dice.amount(CURRENCIES[PLACES[office][0]], thousands, least)
