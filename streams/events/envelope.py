"""What every event says of itself."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from models.base import Frozen, Id, Moment

EventId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$")]
"""Given by whoever records the event; the same event sent again has the same id."""


class Envelope(Frozen):
    """An event, apart from what happened."""

    id: EventId
    programme: Id | None
    """Whom it concerns; none for every programme, as signals do."""
    recorded_at: Moment
    """When it was written down by whoever reports it."""


class OfProgramme(Envelope):
    """An event that concerns one programme."""

    programme: Id


class OfAll(Envelope):
    """An event that concerns every programme, and names none: a log for each has it."""

    programme: None = None


HeadsTold = Annotated[int, Field(ge=1, le=100_000)]
"""Heads that a person tells of; more are a slip."""


class OfMove(OfProgramme):
    """An event on one of a programme's recommendations."""

    recommendation: str

    @model_validator(mode="after")
    def _is_of_the_programme(self) -> Self:
        whose, slash, _ = self.recommendation.partition("/")
        if slash and whose != self.programme:
            raise ValueError("the recommendation is of another programme")
        return self
