"""What happens to a move once it has been accepted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from streams.events.envelope import HeadsTold, OfMove


class Step(StrEnum):
    """What has happened."""

    ANNOUNCED = "announced"
    OFFERED = "offered"
    AGREED = "agreed"
    DECLINED = "declined"
    PERMIT_GRANTED = "permit_granted"
    PERMIT_REFUSED = "permit_refused"
    FILING_GRANTED = "filing_granted"
    FILING_REFUSED = "filing_refused"
    CONSULTED = "consulted"
    HANDED_OVER = "handed_over"
    LANDED = "landed"


UNDONE = frozenset({Step.DECLINED, Step.PERMIT_REFUSED})
"""Steps after which that many heads no longer move."""


class MoveExecuted(OfMove):
    """A step of an accepted move, for so many of its heads."""

    type: Literal["move_executed"] = "move_executed"
    version: Literal[2] = 2
    step: Step
    heads: HeadsTold
    on: date | None = None
    """Day on which it happened; none for the day on which it was recorded."""

    @property
    def happened_on(self) -> date:
        """Day on which it happened."""
        return self.on or self.recorded_at.date()
