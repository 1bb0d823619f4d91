"""The events, one family a file; this list is the table of contents of the log."""

from typing import Annotated, TypeAlias

from pydantic import Field

from models.decisions import Reason, Verdict
from streams.events.answer import AnswerRecorded
from streams.events.budget import BudgetSet
from streams.events.day import DayPassed
from streams.events.decision import RecommendationDecided
from streams.events.envelope import Envelope, EventId
from streams.events.execution import MoveExecuted, Step
from streams.events.headcount import HeadcountChanged, HeadcountCounted
from streams.events.places import SeatsCounted
from streams.events.scenario import ScenarioPublished
from streams.events.signals import SignalApproved, SignalReported, SignalRetracted, told_of

EVENTS = (
    ScenarioPublished,
    SignalReported,
    SignalApproved,
    SignalRetracted,
    HeadcountChanged,
    HeadcountCounted,
    SeatsCounted,
    BudgetSet,
    RecommendationDecided,
    MoveExecuted,
    AnswerRecorded,
    DayPassed,
)
"""Every kind of event, in reading order."""

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

__all__ = [
    "EVENTS",
    "AnswerRecorded",
    "BudgetSet",
    "DayPassed",
    "Envelope",
    "Event",
    "EventId",
    "HeadcountChanged",
    "HeadcountCounted",
    "MoveExecuted",
    "Reason",
    "RecommendationDecided",
    "ScenarioPublished",
    "SeatsCounted",
    "SignalApproved",
    "SignalReported",
    "SignalRetracted",
    "Step",
    "Verdict",
    "told_of",
]
