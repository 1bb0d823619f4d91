"""What the log says, folded: the smallest state from which every view follows.

Everything in it is a set, a sum, or the last of several by an order that the facts carry
themselves, so that the order in which they arrive does not matter. It does for answers, which
follow each other in the log, and for which decisions are admitted at all (`streams.register`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from models.answer import Answer, Proposal
from models.money import Money
from models.scenario import Scenario
from models.signal_book import SignalBook
from streams.events import RecommendationDecided, Step

ValueT = TypeVar("ValueT")
FactKey: TypeAlias = "tuple[datetime, str]"
"""When a fact was recorded and its id: the later of two counts."""


@dataclass(frozen=True, slots=True)
class Latest(Generic[ValueT]):
    """Of two facts of one kind, the one recorded later."""

    key: FactKey
    value: ValueT


@dataclass(frozen=True, slots=True)
class Heads:
    """Posts and the people in them; of a change, how many more or fewer."""

    posts: int
    people: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer and its place in the chain of answers."""

    number: int
    key: FactKey
    answer: Answer


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation as it was first made: so much as it says has not changed since."""

    revision: str
    proposal: Proposal


@dataclass(frozen=True)
class Programme:
    """What is known of one programme."""

    scenario: Latest[Scenario] | None = None
    counts: Mapping[str, Mapping[date, Latest[Heads]]] = field(default_factory=dict)
    """By cohort and day of the count."""
    changes: Mapping[str, Mapping[date, Heads]] = field(default_factory=dict)
    """By cohort and day from which they hold; changes of one day add up."""
    changes_recorded: Mapping[str, Mapping[date, datetime]] = field(default_factory=dict)
    """By cohort and day from which they hold: when the last of its changes was recorded."""
    seats: Mapping[str, Mapping[date, Latest[int]]] = field(default_factory=dict)
    """By office and day of the count."""
    budgets: Mapping[int, Latest[Money | None]] = field(default_factory=dict)
    """By fiscal year; 0 for the whole horizon."""
    decisions: Mapping[str, Latest[RecommendationDecided]] = field(default_factory=dict)
    """By recommendation: the last decision, whatever its revision."""
    steps: Mapping[str, Mapping[tuple[Step, date], int]] = field(default_factory=dict)
    """Posts that have taken a step, by recommendation, step and day."""
    answer: Recorded | None = None
    """The last of the chain."""
    finding: Recorded | None = None
    """The last that says anything of the plan in force: any but a failure of the solver."""
    reference: Recorded | None = None
    """The last that brought or confirmed a plan."""
    recommended: Mapping[str, Recommended] = field(default_factory=dict)
    """By id: what that recommends, under the revision that it is recommended under."""


@dataclass(frozen=True)
class World:
    """What is known of every programme, and of signals, which concern them all."""

    programmes: Mapping[str, Programme] = field(default_factory=dict)
    signals: SignalBook = field(default_factory=SignalBook)
    day: date = date.min
    """The latest that has passed."""

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form: equal for equal states."""
        text = json.dumps(_plain(self), sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, SignalBook):
        return [_plain(signal) for signal in value.signals]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items() if item}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, int | str) else str(value)
