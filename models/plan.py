"""What is decided: moves, placements, seat blocks, measures, routes and consultations."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from models.base import Frozen, Id, Text
from models.routes import DataGroup, RouteKind
from models.workforce import Mode

PERIOD_PATTERN = r"^[0-9]{4}-(Q[1-4]|[0-9]{2})$"

PeriodLabel = Annotated[str, Field(pattern=PERIOD_PATTERN)]
"""A period by name: ``2026-Q4`` or ``2026-10``."""

Heads = Annotated[int, Field(ge=1)]


class Move(Frozen):
    """Posts that are filled at the destination from the first day of a period."""

    cohort: Id
    origin: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    heads: Heads


class Placement(Frozen):
    """People who take vacant posts of another cohort on the day their own posts leave home."""

    cohort: Id
    """Whose posts are redeployed."""
    into: Id
    """Whose vacant posts they take."""
    period: PeriodLabel
    heads: Heads


class BlockOrder(Frozen):
    """Seat blocks that can be used from the first day of a period."""

    office: Id
    period: PeriodLabel
    blocks: Heads


class MeasureStart(Frozen):
    """A measure in force from the first day of a period."""

    measure: Id
    period: PeriodLabel


class RouteFiling(Frozen):
    """A route that is newly in force for an entity's exports from the first day of a period."""

    entity: Id
    group: DataGroup
    route: RouteKind
    period: PeriodLabel
    until: PeriodLabel | None = None
    """First period in which it is no longer in force; none for the end of the tail."""


class Consultation(Frozen):
    """A consultation that covers the redundancies of an entity in a period."""

    entity: Id
    period: PeriodLabel


class SeatRelease(Frozen):
    """Seats given up from the first day of a period on."""

    office: Id
    period: PeriodLabel
    seats: Heads


class Hold(Frozen):
    """A committed move that cannot be done for now."""

    cohort: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    heads: Heads


class Plan(Frozen):
    """Decisions that belong together, each kind in the order of time, then name."""

    moves: tuple[Move, ...] = ()
    placements: tuple[Placement, ...] = ()
    blocks: tuple[BlockOrder, ...] = ()
    measures: tuple[MeasureStart, ...] = ()
    routes: tuple[RouteFiling, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    releases: tuple[SeatRelease, ...] = ()
    holds: tuple[Hold, ...] = ()

    @field_validator("moves", "placements", "blocks", "measures", "routes", "consultations")
    @classmethod
    def _in_order(cls, rows: tuple[Frozen, ...]) -> object:
        return tuple(sorted(rows, key=_order))


def _order(row: Frozen) -> tuple[str, ...]:
    fields = dict(row)
    rest = sorted((name, str(value)) for name, value in fields.items() if name != "period")
    return (str(fields["period"]), *(value for _, value in rest))


class Wave(Frozen):
    """Moves that land on the same day."""

    period: PeriodLabel
    lands_on: date
    start_by: date
    """Last day on which the longest lead of the wave can begin."""
    moves: tuple[Move, ...]
    heads: Heads
    prerequisites: tuple[Text, ...]
    """What must be in place before, in words, each with its date."""
    last_safe_stop: date
    """Last day on which the wave can be called off before anyone has left or arrived."""
