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
    """Number of people, or of vacancies, that a plan concerns."""

    dismissals: Number = 0
    """People made redundant, for any reason."""
    asked_to_move: Number = 0
    """People who have to be asked so that enough move with their posts, at the planned share of
    those who accept and do not withdraw."""
    transferred: Number = 0
    """People who move with their post."""
    redeployed: Number = 0
    """People who take a vacant post at home because their own post is filled elsewhere."""
    vacancies_filled_elsewhere: Number = 0
    """Vacant posts that are filled at an office other than their own."""


class BaselineName(StrEnum):
    """Which of the two baselines."""

    STAYING_PUT = "staying_put"
    """Nobody moves and no new measure starts. Legal duties are met as cheaply as possible."""
    STAYING_PLUS_MEASURES = "staying_plus_measures"
    """Nobody moves. Measures, routes and seats are chosen as in a plan."""


class Baseline(Frozen):
    """A plan in which nobody moves, and its audit.

    If no such plan keeps every rule, the baseline breaks them as little as possible. The findings
    of its judgement say which.
    """

    plan: Plan
    judgement: Judgement
    people: People = People()
    """Only dismissals count here, those for posts that are cut."""

    def __repr__(self) -> str:
        return f"Baseline(total={self.judgement.total}, lawful={self.judgement.lawful})"


class Baselines(Frozen):
    """Both baselines of a scenario."""

    staying_put: Baseline
    staying_plus_measures: Baseline

    @property
    def better(self) -> BaselineName:
        """The baseline to compare with: one that keeps every rule first, then the lower total.

        A baseline that breaks a rule cannot be carried out, however cheap it is. Staying put wins
        ties.
        """

        def order(name: BaselineName) -> tuple[bool, int]:
            judgement = self.of(name).judgement
            return not judgement.lawful, judgement.total

        return min(BaselineName, key=order)

    @property
    def other(self) -> BaselineName:
        """The other baseline."""
        return next(name for name in BaselineName if name is not self.better)

    def of(self, name: BaselineName) -> Baseline:
        """A baseline by its name."""
        put = name is BaselineName.STAYING_PUT
        return self.staying_put if put else self.staying_plus_measures


class Saving(Frozen):
    """How much less a plan costs than the better baseline; below zero if it costs more.

    Amounts are at present value, in the smallest unit of the planning currency.
    """

    total: int
    """Money, and expected loss times the risk weight."""
    money: int
    """Saving in money paid."""
    expected_loss: int
    """Fall in expected loss, before the risk weight; it rests on assumed likelihoods."""
    horizon: int
    """Part of the total within the horizon."""
    tail: int
    """Part of the total after the horizon."""
    against: BaselineName
    """The baseline it is measured against: the cheaper of those that keep every rule, or of both if
    neither does."""


class YearCash(Frozen):
    """One-off cash of a fiscal year, undiscounted, in the smallest unit of the currency."""

    fiscal_year: int
    amount: int
