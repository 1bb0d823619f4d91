"""The plan in force, which a new plan is measured against."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Count, Frozen, Heads, Id
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
    heads: Heads
    standing: Firmness = Firmness.PLANNED
    started_on: date | None = None
    """Day from which its lead times count; none for the planning date."""


class Agreed(Frozen):
    """So many posts may move so at most, by a decision."""

    cohort: Id
    destination: Id
    mode: Mode | None = None
    """None for any."""
    period: PeriodLabel | None = None
    """None for the whole horizon."""
    heads: Count

    def concerns(self, cohort: str, destination: str, mode: Mode, period: str) -> bool:
        """Whether a move counts towards it."""
        return (
            (self.cohort, self.destination) == (cohort, destination)
            and self.mode in {None, mode}
            and self.period in {None, period}
        )


class Spent(Frozen):
    """One-off cash that has been spent out of a limit of the budget."""

    fiscal_year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    """Whose limit; none for that of the whole horizon."""
    cash: Money


class UnderWay(Frozen):
    """What has been decided and begun besides the moves of the plan in force.

    Of what has been ordered, filed or opened the lead time has begun in time: it can be had in its
    period, as much of it as is listed.
    """

    agreed: tuple[Agreed, ...] = ()
    blocks: tuple[BlockOrder, ...] = ()
    measures: tuple[MeasureStart, ...] = ()
    routes: tuple[RouteFiling, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    spent: tuple[Spent, ...] = ()
    """So much of a limit is no longer there."""

    def ordered(self, office: str, period: str) -> int:
        """Seat blocks of an office that have been ordered for a period."""
        wanted = office, period
        return sum(each.blocks for each in self.blocks if (each.office, each.period) == wanted)

    def started(self, measure: str) -> str | None:
        """Period for which a measure has been started; none if it has not."""
        periods = (each.period for each in self.measures if each.measure == measure)
        return min(periods, default=None)

    def filed(self, filing: RouteFiling) -> bool:
        """Whether a route has been filed for, whatever the period in which it ends."""
        return any(
            each.model_copy(update={"until": filing.until}) == filing for each in self.routes
        )

    def consulted(self, entity: str, period: str) -> bool:
        """Whether a consultation has been opened for a period."""
        return Consultation(entity=entity, period=period) in self.consultations


class Churn(Frozen):
    """What changing the plan in force costs."""

    per_head: Money | None = None
    """For each head by which a move of the plan in force changes; none for nothing."""
    frozen_until: PeriodLabel | None = None
    """Moves of the plan in force that land up to this period stay as they are."""

    def fixes(self, move: MoveInForce) -> bool:
        """Whether a move has been announced or accepted, or lands inside the frozen window."""
        frozen = self.frozen_until is not None and move.period <= self.frozen_until
        return frozen or move.standing is not Firmness.PLANNED
