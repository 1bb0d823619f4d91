"""The plan in force, which a new plan is measured against."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen, Id
from models.money import Money
from models.plan import Heads, PeriodLabel
from models.workforce import Mode


class Standing(StrEnum):
    """How firm a move of the plan in force is."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    ACCEPTED = "accepted"


class IncumbentMove(Frozen):
    """A move of the plan in force."""

    cohort: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    heads: Heads
    standing: Standing = Standing.PLANNED


class Churn(Frozen):
    """What changing the plan in force costs."""

    per_head: Money | None = None
    """For each head by which a move of the plan in force changes; none for nothing."""
    frozen_until: PeriodLabel | None = None
    """Moves of the plan in force that land up to this period stay as they are."""

    def fixes(self, move: IncumbentMove) -> bool:
        """Whether a move has been announced or accepted, or lands inside the frozen window."""
        frozen = self.frozen_until is not None and move.period <= self.frozen_until
        return frozen or move.standing is not Standing.PLANNED
