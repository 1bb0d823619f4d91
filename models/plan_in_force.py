"""The plan in force, with which a new plan is compared."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Count, Frozen, HeadCount, Id
from models.money import Money
from models.plan import BlockOrder, Consultation, MeasureStart, PeriodLabel, RouteFiling
from models.workforce import Mode


class Firmness(StrEnum):
    """How firm a move of the plan in force is."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    ACCEPTED = "accepted"


class MoveInForce(Frozen):
    """A move of the plan in force."""

    cohort: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    heads: HeadCount
    standing: Firmness = Firmness.PLANNED
    started_on: date | None = None
    """Day from which its lead times count; empty for the planning date."""


class Agreed(Frozen):
    """A limit on a move that a person has decided: at most this many posts."""

    cohort: Id
    destination: Id
    mode: Mode | None = None
    """Empty for any mode."""
    period: PeriodLabel | None = None
    """Empty for the whole horizon."""
    heads: Count

    def concerns(self, cohort: str, destination: str, mode: Mode, period: str) -> bool:
        """Whether a move counts towards the limit."""
        return (
            (self.cohort, self.destination) == (cohort, destination)
            and self.mode in {None, mode}
            and self.period in {None, period}
        )


class Spent(Frozen):
    """One-off cash already spent from a limit of the budget."""

    fiscal_year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    """The fiscal year of the limit; empty for the limit over the whole horizon."""
    cash: Money


class UnderWay(Frozen):
    """What has been ordered, filed, opened or spent, besides the moves of the plan in force.

    Lead times of listed orders, filings and consultations count as met: up to the listed quantity
    is available in the listed period.
    """

    agreed: tuple[Agreed, ...] = ()
    blocks: tuple[BlockOrder, ...] = ()
    measures: tuple[MeasureStart, ...] = ()
    routes: tuple[RouteFiling, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    spent: tuple[Spent, ...] = ()
    """Cash that is no longer left in a limit of the budget."""

    def ordered(self, office: str, period: str) -> int:
        """Number of seat blocks ordered for an office and a period."""
        wanted = office, period
        return sum(each.blocks for each in self.blocks if (each.office, each.period) == wanted)

    def started(self, measure: str) -> str | None:
        """Period for which a measure has been started; None if it has not."""
        periods = (each.period for each in self.measures if each.measure == measure)
        return min(periods, default=None)

    def filed(self, filing: RouteFiling) -> bool:
        """Whether a route has been filed for, in any period of expiry."""
        return any(
            each.model_copy(update={"until": filing.until}) == filing for each in self.routes
        )

    def consulted(self, entity: str, period: str) -> bool:
        """Whether a consultation has been opened for a period."""
        return Consultation(entity=entity, period=period) in self.consultations


class Churn(Frozen):
    """Cost of changing the plan in force."""

    per_head: Money | None = None
    """Cost of each post by which a move of the plan in force changes; empty for no cost."""
    frozen_until: PeriodLabel | None = None
    """Moves of the plan in force that land up to this period stay as they are."""

    def is_committed(self, move: MoveInForce) -> bool:
        """Whether a move is committed: announced, accepted, or landing in the frozen window."""
        frozen = self.frozen_until is not None and move.period <= self.frozen_until
        return frozen or move.standing is not Firmness.PLANNED
