"""What a plan is held against: the best that can be done with nobody moved."""

from __future__ import annotations

from enum import StrEnum

from models.account import Judgement
from models.base import Frozen
from models.people import People
from models.plan import Plan


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
