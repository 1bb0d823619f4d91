"""The question for a solver, and how its answer gets into the log.

The function that plans is handed in: it takes an ``Ask`` and returns an ``Answer``, and runs in a
child process, whose search a host may cut short, or kill.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.answer import Answer, Order, Proposal, Spend
from models.base import Frozen, Id, Text
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import REPLANNING_LIMITS, SearchLimits
from streams.events import AnswerRecorded, DayPassed, Event, ScenarioPublished
from streams.fold import folded
from streams.spending import carried_spends
from streams.state import Programme, World
from streams.view import View, view

MOST_CAUSES = 12
"""How many of the latest events since the reference are examined as causes."""


class Without(Frozen):
    """The view as it would be if one event had not happened."""

    event: Text
    scenario: Scenario


class Ask(Frozen):
    """A question for a solver."""

    programme: Id
    number: int
    """Of the answer, in the chain of answers."""
    revision: str
    scenario: Scenario
    """Today's view, with the moves of the plan in force."""
    reference: Plan = Plan()
    """The plan that was answered last; accepted moves are in the scenario."""
    proposals: tuple[Proposal, ...] = ()
    """Those of the reference; a move that is proposed again keeps its causes."""
    orders: tuple[Order, ...] = ()
    """Orders that came with accepted moves, and are in force."""
    spends: tuple[Spend, ...] = ()
    """Cash that accepted moves have cost so far."""
    without: tuple[Without, ...] = ()
    limits: SearchLimits = REPLANNING_LIMITS


class CutShort(Protocol):
    """A flag that asks a solver to end with the best plan it has."""

    def is_set(self) -> bool:
        """Whether it is set; it is never cleared."""


@dataclass
class Notes:
    """What a solver leaves for the next question of its programme, to answer it sooner.

    A host keeps it in memory as long as it lives, and does not read it. It is no part of an answer:
    without it the next answer is as right, and later.
    """

    content: bytes = b""


class Replan(Protocol):
    """What plans."""

    __module__: str

    def __call__(
        self, ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None, /
    ) -> Answer:
        """The answer to a question; soon after ``cut_short`` is set, with the best plan so far."""


def ask_of(
    world: World, programme: str, since: World, recent: Sequence[Event], limits: SearchLimits
) -> Ask | None:
    """The question of a programme on its latest day; None if there is no view.

    Parameters
    ----------
    world
        The state.
    programme
        Who asks.
    since
        The state when the reference was answered.
    recent
        Events folded after that, in any order.
    limits
        How hard to look.
    """
    seen = view(world, programme)
    if not isinstance(seen, View):
        return None
    facts = world.programmes.get(programme, Programme())
    reference = facts.reference.answer if facts.reference is not None else None
    plan = reference.plan if reference is not None else None
    return Ask(
        programme=programme,
        number=facts.answer.number + 1 if facts.answer is not None else 1,
        revision=seen.revision,
        scenario=seen.scenario,
        reference=plan or Plan(),
        proposals=reference.proposals if reference is not None else (),
        orders=seen.orders,
        spends=carried_spends(facts),
        without=_without(programme, since, recent, seen.revision),
        limits=limits,
    )


def _without(
    programme: str, since: World, recent: Sequence[Event], revision: str
) -> tuple[Without, ...]:
    about = [each for each in recent if each.programme in {None, programme}]
    found: list[Without] = []
    for one in latest_causes(about):
        other = view(folded(since, [each for each in about if each is not one]), programme)
        if isinstance(other, View) and other.revision != revision:
            found.append(Without(event=one.id, scenario=other.scenario))
    return tuple(found)


def latest_causes(events: Iterable[Event]) -> list[Event]:
    """Events examined as causes of a move's worth, ordered by when they were recorded.

    Not by arrival, so that the causes do not depend on it.
    """
    causes: list[Event] = [
        each for each in events if not isinstance(each, DayPassed | ScenarioPublished)
    ]
    return sorted(causes, key=lambda each: (each.recorded_at, each.id))[-MOST_CAUSES:]


def answer_event(ask: Ask, answer: Answer, now: datetime) -> AnswerRecorded:
    """The answer as it is written to the log; the same id for the same question."""
    return AnswerRecorded(
        id=f"answer/{ask.programme}/{ask.number}/{ask.revision[:16]}",
        programme=ask.programme,
        recorded_at=now,
        number=ask.number,
        answer=answer,
    )
