"""What a plan is held against, and what it is worth: baselines, people, money, cash by year."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.account import Judgement
from models.base import Frozen
from models.plan import Plan

Number = Annotated[int, Field(ge=0)]


class People(Frozen):
    """How many people, or vacancies, a plan concerns."""

    dismissals: Number = 0
    """People made redundant, whatever for."""
    asked_to_move: Number = 0
    """People who have to be asked to move with their post, so that as many do as are transferred:
    at the planned share of those who accept and do not withdraw."""
    transferred: Number = 0
    """People who move with their post."""
    redeployed: Number = 0
    """People who take a vacant post at home when theirs is filled elsewhere."""
    vacancies_filled_elsewhere: Number = 0
    """Vacant posts that are filled at another office than their own."""


class BaselineName(StrEnum):
    """Which of the two."""

    STAYING_PUT = "staying_put"
    """Nobody moves and no new measure is taken: what law demands is done at the least money."""
    STAYING_PLUS_MEASURES = "staying_plus_measures"
    """Nobody moves; measures, routes and seats are chosen as a plan chooses them."""


class Baseline(Frozen):
    """A plan in which nobody moves, and its audit.

    Where no such plan keeps every rule, it breaks them as little as can be and the findings of its
    judgement say where.
    """

    plan: Plan
    judgement: Judgement
    people: People = People()
    """Dismissals alone: of posts that fall away."""


class Baselines(Frozen):
    """Both baselines of a scenario."""

    staying_put: Baseline
    staying_plus_measures: Baseline

    @property
    def better(self) -> BaselineName:
        """A lawful one before an unlawful one, then that of the lower total, then staying put.

        What breaks a rule cannot be done, however cheap it is.
        """

        def order(name: BaselineName) -> tuple[bool, int]:
            judgement = self.of(name).judgement
            return not judgement.lawful, judgement.total

        return min(BaselineName, key=order)

    @property
    def other(self) -> BaselineName:
        """The one that is not the better."""
        return next(name for name in BaselineName if name is not self.better)

    def of(self, name: BaselineName) -> Baseline:
        """A baseline by its name."""
        put = name is BaselineName.STAYING_PUT
        return self.staying_put if put else self.staying_plus_measures


class Saving(Frozen):
    """What a plan costs less than the better baseline; below zero where it costs more.

    Amounts are at present value, in the smallest unit of the planning currency.
    """

    total: int
    """Money, and expected loss times the risk weight."""
    money: int
    """What is really paid less."""
    expected_loss: int
    """What is expected to be lost less, before the risk weight: it rests on assumed likelihoods."""
    horizon: int
    """What of the total falls within the horizon."""
    tail: int
    """What of it falls after the horizon."""
    against: BaselineName
    """The baseline it is taken against: of those that keep every rule, the one of the lower total;
    of both where neither does."""


class YearCash(Frozen):
    """One-off cash of a fiscal year, undiscounted, in the smallest unit of the currency."""

    fiscal_year: int
    amount: int
