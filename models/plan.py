"""Plans: the decisions (moves, seat blocks, measures, routes, consultations) and their tasks."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, Protocol, TypeVar

from pydantic import Field, field_validator

from models.base import ID_PATTERN, Cash, Frozen, HeadCount, Id, Text
from models.routes import DataGroup, RouteKind
from models.workforce import Mode

PERIOD_PATTERN = r"^[0-9]{4}-(Q[1-4]|[0-9]{2})$"

PeriodLabel = Annotated[str, Field(pattern=PERIOD_PATTERN)]
"""Label of a period: ``2026-Q4`` or ``2026-10``."""


RowT = TypeVar("RowT", bound=Frozen)

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
    """Key of a move within a programme: everything but the number of posts."""

    cohort: str
    destination: str
    mode: Mode
    period: str

    @classmethod
    def of(cls, move: _MoveLike) -> MoveKey:
        """The key of a move, of a move of the plan in force, or of a hold."""
        return cls(move.cohort, move.destination, move.mode, move.period)

    def id(self, programme: str) -> str:
        """Id of the recommendation; the same move in a later plan gets the same id."""
        return _SEPARATOR.join((programme, *self))

    @classmethod
    def parse(cls, recommendation: str) -> MoveKey | None:
        """The key in a recommendation's id; None if the id is not valid."""
        parts = recommendation.split(_SEPARATOR)
        if len(parts) != 1 + len(cls._fields):
            return None
        _, cohort, destination, mode, period = parts
        if mode not in set(Mode) or not _PERIOD.match(period):
            return None
        if not _ID.fullmatch(cohort) or not _ID.fullmatch(destination):
            return None
        return cls(cohort, destination, Mode(mode), period)


def programme_of(recommendation: str) -> str:
    """The programme in a recommendation's id; the whole text if it has only one part."""
    return recommendation.partition(_SEPARATOR)[0]


class Move(Frozen):
    """Posts that are filled at the destination from the first day of a period."""

    cohort: Id
    origin: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    heads: HeadCount


class Placement(Frozen):
    """People who take vacant posts of another cohort on the day their own posts move away."""

    cohort: Id
    """Cohort of the people who are redeployed."""
    into: Id
    """Cohort whose vacant posts they take."""
    period: PeriodLabel
    heads: HeadCount


class BlockOrder(Frozen):
    """Seat blocks ordered for use from the first day of a period."""

    office: Id
    period: PeriodLabel
    blocks: HeadCount


class MeasureStart(Frozen):
    """A measure that comes into force on the first day of a period."""

    measure: Id
    period: PeriodLabel


class RouteFiling(Frozen):
    """A route for an entity's exports that comes into force on the first day of a period."""

    entity: Id
    group: DataGroup
    route: RouteKind
    period: PeriodLabel
    until: PeriodLabel | None = None
    """First period in which it is no longer in force; empty if it lasts to the end of the tail."""


class Consultation(Frozen):
    """A consultation that covers the redundancies of an entity in a period."""

    entity: Id
    period: PeriodLabel


class SeatRelease(Frozen):
    """Seats given up on the first day of a period."""

    office: Id
    period: PeriodLabel
    seats: HeadCount


class Hold(Frozen):
    """A committed move that cannot be carried out for now."""

    cohort: Id
    destination: Id
    mode: Mode
    period: PeriodLabel
    heads: HeadCount


class Plan(Frozen):
    """Decisions that belong together; each kind is sorted by time, then name."""

    moves: tuple[Move, ...] = ()
    placements: tuple[Placement, ...] = ()
    blocks: tuple[BlockOrder, ...] = ()
    measures: tuple[MeasureStart, ...] = ()
    routes: tuple[RouteFiling, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    releases: tuple[SeatRelease, ...] = ()
    holds: tuple[Hold, ...] = ()

    @field_validator("*")
    @classmethod
    def _in_order(cls, rows: tuple[Frozen, ...]) -> object:
        return tuple(sorted(rows, key=_order))


def single(row: RowT) -> RowT:
    """A row of a plan for one post, seat block or seat; as it is where it has no number."""
    fields = type(row).model_fields.items()
    return row.model_copy(update={name: 1 for name, field in fields if field.annotation is int})


def _order(row: Frozen) -> tuple[str, ...]:
    fields = dict(row)
    rest = sorted((name, str(value)) for name, value in fields.items() if name != "period")
    return (str(fields["period"]), *(value for _, value in rest))


class TaskKind(StrEnum):
    """Kind of a task, in the order in which tasks of one day are listed."""

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
    """Pay people who leave while their successors already work, from the landing day on."""


class Task(Frozen):
    """Something to be done by a day, and the role responsible for it."""

    kind: TaskKind
    what: Text
    """What it is about, by id: the office of seats, hires, permits, offers and hand-overs; the
    jurisdiction of notices and agreements; the employer of a consultation; the measure; the cohort
    whose vacant posts are offered; ``entity/group/route`` of a filing."""
    count: HeadCount
    """Number of people, posts or seat blocks; 1 for a single act."""
    by: date
    """Last day on which it can be done in time."""
    owner: Id
    """Responsible role: ``hr legal mobility real_estate compliance it_security``."""
    amount: Cash
    """Cash that it commits, undiscounted, in the smallest unit of the planning currency: one-off
    cash, and the lease of seat blocks from their first day of use to the end of the tail."""


class StopCost(Frozen):
    """Cost of calling off a wave after a given day."""

    after: date
    """Calling off after this day costs ``amount``, until the day of the next step."""
    amount: Cash
    """Cash committed by then, in the smallest unit of the planning currency."""


class Wave(Frozen):
    """Moves that land on the same day."""

    period: PeriodLabel
    lands_on: date
    start_by: date
    """Day of its earliest task."""
    moves: tuple[Move, ...]
    heads: HeadCount
    tasks: tuple[Task, ...] = ()
    """Tasks of its moves, by day."""
    last_safe_stop: date
    """Day before the first step that cannot be undone. Until then talks and offers can be called
    off, for at most the cost of a consultation."""
    stop_costs: tuple[StopCost, ...] = ()
    """Cost of calling off after the last safe day, by day."""
