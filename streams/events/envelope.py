"""What every event says of itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from models.base import Frozen, Id, Moment

EventId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$")]
"""Given by whoever records the event; the same event sent again has the same id."""


class Envelope(Frozen):
    """An event, apart from what happened."""

    id: EventId
    programme: Id | None = None
    """Whom it concerns; none for every programme, as signals do."""
    recorded_at: Moment
    """When it was written down by whoever reports it."""
