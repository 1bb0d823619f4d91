"""What is decided: moves, blocks, measures, routes, consultations; and what that asks to do."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, Protocol

from pydantic import Field, field_validator

from models.base import ID_PATTERN, Cash, Frozen, Heads, Id, Text
from models.routes import DataGroup, RouteKind
from models.workforce import Mode

PERIOD_PATTERN = r"^[0-9]{4}-(Q[1-4]|[0-9]{2})$"

PeriodLabel = Annotated[str, Field(pattern=PERIOD_PATTERN)]
"""A period by name: ``2026-Q4`` or ``2026-10``."""


_SEPARATOR = "/"
_PERIOD = re.compile(PERIOD_PATTERN)
_ID = re.compile(ID_PATTERN)


class _MoveLike(Protocol):
    """A move, a move of the plan in force, or a hold."""

    @property
    def cohort(self) -> str: ...
    @property
    def destination(self) -> str: ...
    @property
    def mode(self) -> Mode: ...
    @property
    def period(self) -> str: ...


class MoveKey(NamedTuple):
    """What identifies a move within a programme: all but how many posts it moves."""

    cohort: str
    destination: str
    mode: Mode
    period: str

    @classmethod
    def of(cls, move: _MoveLike) -> MoveKey:
        """The key of a move, of a move of the plan in force, or of a hold."""
        return cls(move.cohort, move.destination, move.mode, move.period)

    def id(self, programme: str) -> str:
        """The id of the recommendation: the same move of a later plan has the same one."""
        return _SEPARATOR.join((programme, *self))

    @classmethod
    def parse(cls, recommendation: str) -> MoveKey | None:
        """The move that an id names; None if it does not name one."""
        parts = recommendation.split(_SEPARATOR)
        if len(parts) != 1 + len(cls._fields):
            return None
        _, cohort, destination, mode, period = parts
        if mode not in set(Mode) or not _PERIOD.match(period):
            return None
        if not _ID.fullmatch(cohort) or not _ID.fullmatch(destination):
            return None
        return cls(cohort, destination, Mode(mode), period)


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


class TaskKind(StrEnum):
    """What there is to be done, in the order in which tasks of one day are read."""

    CONSULTATION = "consultation"
    """Open a consultation on redundancies."""
    OFFER = "offer"
    """Ask people whether they move with their posts."""
    ORDER_SEATS = "order_seats"
    OPEN_HIRES = "open_hires"
    PERMIT = "permit"
    """Apply for the permits of people who move."""
    FILING = "filing"
    """File a route of a data export."""
    MEASURE = "measure"
    """Start a measure."""
    AGREEMENT = "agreement"
    """Sign agreements with people who are made redundant."""
    NOTICE = "notice"
    """Give notice to people who are made redundant."""
    PLACEMENT = "placement"
    """Offer people vacant posts of the same employer."""
    HAND_OVER = "hand_over"
    """Pay who leaves beside the successor, from the landing day on."""


class Task(Frozen):
    """Something to be done by a day, and who answers for it."""

    kind: TaskKind
    what: Text
    """What it is about, by id: the office of seats, hires, permits, offers and hand-overs; the
    jurisdiction of notices and agreements; the employer of a consultation; the measure; the cohort
    whose vacant posts are offered; ``entity/group/route`` of a filing."""
    count: Heads
    """People, posts or seat blocks; 1 for what is done once."""
    by: date
    """Last day on which it is in time."""
    owner: Id
    """Role that answers for it: ``hr legal mobility real_estate compliance it_security``."""
    amount: Cash
    """Cash that it commits, undiscounted, in the smallest unit of the planning currency: one-off
    cash, and the lease of seat blocks from the day they can be used to the end of the tail."""


class StopCost(Frozen):
    """What calling a wave off costs once a day has passed."""

    after: date
    """A stop later than this day costs ``amount``, until the day of the next step."""
    amount: Cash
    """Cash that has been committed by then, in the smallest unit of the planning currency."""


class Wave(Frozen):
    """Moves that land on the same day."""

    period: PeriodLabel
    lands_on: date
    start_by: date
    """Day of its earliest task."""
    moves: tuple[Move, ...]
    heads: Heads
    tasks: tuple[Task, ...] = ()
    """What its moves need, by day."""
    last_safe_stop: date
    """Day before the first step that cannot be undone. Until then talks and offers can be called
    off, at no more than what a consultation costs."""
    stop_costs: tuple[StopCost, ...] = ()
    """What a stop costs on each day after the last safe one, by day."""
