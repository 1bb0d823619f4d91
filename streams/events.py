"""The events: every kind that the log can hold, in reading order.

Each event is a frozen record with an envelope (id, programme, time of recording), a type and the
version of its format. ``Event`` at the end lists them all: the table of contents of the log.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias, get_args

from pydantic import Field, StringConstraints, model_validator

from models.answer import Answer
from models.base import Count, Frozen, Id, Moment, Text
from models.choices import DecisionKind, Reason
from models.money import Money
from models.plan import programme_of
from models.scenario import Scenario
from models.signal_book import Approval, Fact, Retraction
from models.signals import Signal

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


PostCount = Annotated[int, Field(ge=1, le=100_000)]
"""Posts in a message from a person; a larger number is taken for a typing error."""


class OfMove(OfProgramme):
    """An event on one of a programme's recommendations."""

    recommendation: str

    @model_validator(mode="after")
    def _is_of_the_programme(self) -> Self:
        if programme_of(self.recommendation) not in {self.programme, self.recommendation}:
            raise ValueError("the recommendation is of another programme")
        return self


class ScenarioPublished(OfProgramme):
    """The scenario of a programme; its posts are counts of its planning date."""

    type: Literal["scenario_published"] = "scenario_published"
    version: Literal[3] = 3
    scenario: Scenario

    @property
    def as_of(self) -> date:
        """Day that its figures are of."""
        return self.scenario.planning_date


class SignalReported(OfAll):
    """A dated report on a matter."""

    type: Literal["signal_reported"] = "signal_reported"
    version: Literal[2] = 2
    signal: Signal

    @property
    def fact(self) -> Fact:
        """The same for the signal book."""
        return self.signal


class SignalApproved(OfAll):
    """Compliance stands behind a signal."""

    type: Literal["signal_approved"] = "signal_approved"
    version: Literal[2] = 2
    signal: Id
    by: Text
    """Role of whoever approved it."""

    @property
    def fact(self) -> Fact:
        """The same for the signal book."""
        return Approval(signal=self.signal, at=self.recorded_at, by=self.by)


class SignalRetracted(OfAll):
    """A signal turned out to be wrong."""

    type: Literal["signal_retracted"] = "signal_retracted"
    version: Literal[1] = 1
    signal: Id

    @property
    def fact(self) -> Fact:
        """The same for the signal book."""
        return Retraction(signal=self.signal, at=self.recorded_at)


def signal_events(signal: Signal) -> tuple[SignalReported | SignalApproved | SignalRetracted, ...]:
    """The events behind a signal: its report, and its approval and retraction if there are any."""
    as_reported = {"approved_at": None, "approved_by": "", "retracted_at": None}
    found: list[SignalReported | SignalApproved | SignalRetracted] = [
        SignalReported(
            id=f"signal/{signal.id}/reported",
            recorded_at=signal.recorded_at,
            signal=signal.model_copy(update=as_reported),
        )
    ]
    if signal.approved_at is not None:
        found.append(
            SignalApproved(
                id=f"signal/{signal.id}/approved",
                recorded_at=signal.approved_at,
                signal=signal.id,
                by=signal.approved_by or "unnamed",
            )
        )
    if signal.retracted_at is not None:
        found.append(
            SignalRetracted(
                id=f"signal/{signal.id}/retracted",
                recorded_at=signal.retracted_at,
                signal=signal.id,
            )
        )
    return tuple(found)


CountChange = Annotated[int, Field(ge=-100_000, le=100_000)]
"""More or fewer."""


class HeadcountChanged(OfProgramme):
    """People joined or left a cohort, or posts were added or cut."""

    type: Literal["headcount_changed"] = "headcount_changed"
    version: Literal[1] = 1
    cohort: Id
    posts: CountChange = 0
    people: CountChange = 0
    effective_from: date


class HeadcountCounted(OfProgramme):
    """The posts of a cohort and the people in them, as counted on a day."""

    type: Literal["headcount_counted"] = "headcount_counted"
    version: Literal[1] = 1
    cohort: Id
    posts: Count
    people: Count
    as_of: date


class SeatsCounted(OfProgramme):
    """The seats of an office, from a day on."""

    type: Literal["seats_counted"] = "seats_counted"
    version: Literal[1] = 1
    office: Id
    seats: Count
    as_of: date


class BudgetSet(OfProgramme):
    """A limit on one-off cash; it takes the place of an earlier one on the same years."""

    type: Literal["budget_set"] = "budget_set"
    version: Literal[1] = 1
    fiscal_year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    """None for the whole horizon."""
    limit: Money | None
    """None for no limit."""


class RecommendationDecided(OfMove):
    """A decision names the recommendation and the revision that was looked at."""

    type: Literal["recommendation_decided"] = "recommendation_decided"
    version: Literal[3] = 3
    revision: str
    verdict: DecisionKind
    reason: Reason
    heads: PostCount | None = None
    """How many posts are accepted, of all or of a part."""
    until: date | None = None
    """Day up to which it is deferred."""
    by: Id = "unnamed"
    """Role of whoever decided; never a name."""

    @model_validator(mode="after")
    def _says_enough(self) -> RecommendationDecided:
        accepted = self.verdict in {DecisionKind.ACCEPT, DecisionKind.PART}
        if accepted != (self.heads is not None):
            raise ValueError("give heads if the verdict is accept or part, and only then")
        if (self.verdict is DecisionKind.DEFER) != (self.until is not None):
            raise ValueError("give until if the verdict is defer, and only then")
        return self


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
"""Steps after which that many posts no longer move."""


class MoveExecuted(OfMove):
    """A step of an accepted move, for so many of its posts."""

    type: Literal["move_executed"] = "move_executed"
    version: Literal[2] = 2
    step: Step
    heads: PostCount
    on: date | None = None
    """Day on which it happened; none for the day on which it was recorded."""

    @property
    def happened_on(self) -> date:
        """Day on which it happened."""
        return self.on or self.recorded_at.date()


class AnswerRecorded(OfProgramme):
    """What was solved, for the view it was solved for; written by the host, never by hand."""

    type: Literal["answer_recorded"] = "answer_recorded"
    version: Literal[3] = 3
    number: Annotated[int, Field(ge=1, le=1_000_000_000)]
    """One more than that of the answer it started from.

    Of two of one number the first in the log counts.
    """
    answer: Answer


class DayPassed(OfAll):
    """It is a new day, in UTC."""

    type: Literal["day_passed"] = "day_passed"
    version: Literal[1] = 1
    day: date


Event: TypeAlias = Annotated[
    ScenarioPublished
    | SignalReported
    | SignalApproved
    | SignalRetracted
    | HeadcountChanged
    | HeadcountCounted
    | SeatsCounted
    | BudgetSet
    | RecommendationDecided
    | MoveExecuted
    | AnswerRecorded
    | DayPassed,
    Field(discriminator="type"),
]
"""Any event; its type says which."""

EVENTS: tuple[type[Envelope], ...] = get_args(get_args(Event)[0])
"""Every kind of event, in reading order."""
