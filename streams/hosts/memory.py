"""What a host knows, all of it out of the log: the state, whom to ask for, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from models.answer import Answer, AnswerKind
from models.search_limits import SearchLimits
from streams.decisions import Offers, offered
from streams.events import AnswerRecorded, Event
from streams.fold import folded, is_news
from streams.hosts.admission import Admission
from streams.policy import (
    Desk,
    Patience,
    answered,
    asked,
    cut_short,
    discarded,
    due_at,
    failed,
    hurried,
    hurry_at,
    told,
)
from streams.solving import MOST_CAUSES, Ask, ask_of, latest_causes
from streams.state import Programme, World
from streams.view import View, view
from streams.wire import content_of

PROOFS = frozenset({AnswerKind.CONFIRMED, AnswerKind.NO_PLAN})
"""Answers that no further search would better."""


MOST_RECENT = 4 * MOST_CAUSES
"""Events that are kept until those that can be no causes any more are folded into the state."""


@dataclass(frozen=True, slots=True)
class Recent:
    """What came to a programme since its reference."""

    since: World
    """The state then, with all events that came after but those below; of this programme alone."""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer between two states."""

    before: World
    answer: Answer
    after: World


@dataclass
class Memory:
    """What a host knows. It grows with the log, is rebuilt from it, and is never saved."""

    patience: Patience = field(default_factory=Patience)
    world: World = field(default_factory=World)
    ids: dict[str, int] = field(default_factory=dict)
    """Of all events that have been folded, with a short hash of what each says."""
    offers: dict[str, Offers] = field(default_factory=dict)
    """By programme: what has been recommended so far."""
    position: int = 0
    """Of the last record of the log, whatever became of it."""
    digest: int = 0
    """Of all events that have been folded: see `streams.hosts.proof`."""
    desks: dict[str, Desk] = field(default_factory=dict)
    """By programme."""
    recent: dict[str, Recent] = field(default_factory=dict)
    """By programme: what came since its reference."""
    turns: dict[str, Turn] = field(default_factory=dict)
    """By programme: its last answer, until the desk has it in its book."""

    def take(self, events: Sequence[Event], now: datetime) -> None:
        """Fold new events, in the order of the log, and note whom they make ask; all or none."""
        before = self.world, dict(self.desks), dict(self.recent), dict(self.turns)
        try:
            for is_answer, batch in groupby(events, lambda each: isinstance(each, AnswerRecorded)):
                if is_answer:
                    for event in batch:
                        self._answered(event, now)
                else:
                    self._told(tuple(batch), now)
        except BaseException:
            self.world, self.desks, self.recent, self.turns = before
            raise
        for event in events:
            if isinstance(event, AnswerRecorded) and event.programme is not None:
                known = self.offers.get(event.programme, ())
                self.offers[event.programme] = offered(known, event)
        self.ids.update((event.id, content_of(event)) for event in events)

    def admission(self) -> Admission:
        """What judges the next records, one after the other."""
        return Admission(self.ids, self.offers, self.world)

    def begin_again(self, now: datetime) -> None:
        """Let every programme ask once, whatever failed before; an answered view asks nothing."""
        names = self.world.programmes
        self.desks = {name: told(Desk(), now) for name in names}

    def due(self) -> list[tuple[datetime, str]]:
        """When programmes want to ask, the longest due first."""
        found = ((due_at(desk, self.patience), name) for name, desk in self.desks.items())
        return sorted((due, name) for due, name in found if due is not None)

    @property
    def failing(self) -> int:
        """Programmes whose solver failed when it was asked last."""
        return sum(bool(desk.failures) for desk in self.desks.values())

    def longest_unanswered(self, now: datetime) -> timedelta:
        """For how long the programme that has waited longest has had no answer that stands."""
        since = [desk.unanswered_since for desk in self.desks.values() if desk.unanswered_since]
        return now - min(since) if since else timedelta(0)

    def hurry(self, now: datetime) -> list[str]:
        """Programmes whose solver is to end with what it has, each told once."""
        times = {name: hurry_at(desk, self.patience) for name, desk in self.desks.items()}
        found = sorted(name for name, at in times.items() if at is not None and at <= now)
        self.desks |= {name: hurried(self.desks[name]) for name in found}
        return found

    def question(self, name: str, limits: SearchLimits, now: datetime) -> Ask | None:
        """The question of a programme; none if its view has been answered or it has none."""
        self._settle(name)
        recent = self.recent.get(name, Recent(self.world))
        ask = ask_of(self.world, name, recent.since, recent.events, limits)
        desk = self.desks[name]
        self.desks[name] = asked(desk, ask.revision if ask is not None else desk.answered, now)
        return ask if self.desks[name].running else None

    def discard(self, name: str, now: datetime) -> None:
        """Forget what was asked: its answer no longer holds, so ask again."""
        self.desks[name] = discarded(self.desks[name], now)

    def _told(self, events: tuple[Event, ...], now: datetime) -> None:
        before, self.world = self.world, folded(self.world, events)
        names = {event.programme for event in events}
        for name in self.world.programmes if None in names else names:
            if name is not None:
                about = tuple(each for each in events if each.programme in {None, name})
                known = self.recent.get(name) or Recent(_part(before, name))
                self.recent[name] = _with(known, about)
                self.desks[name] = told(self.desks.get(name, Desk()), now)

    def _answered(self, event: Event, now: datetime) -> None:
        if not isinstance(event, AnswerRecorded) or event.programme is None:
            return
        name, answer = event.programme, event.answer
        desk = self.desks.get(name, Desk())
        if not is_news(self.world.programmes.get(name, Programme()), event):
            if event.answer.revision == desk.running:
                # Another answer came first: look at what it changed.
                self.desks[name] = discarded(desk, now)
            return
        before, self.world = self.world, folded(self.world, [event])
        if answer.kind is AnswerKind.FAILED:
            self.desks[name] = failed(desk, now, self.patience)
            return
        if answer.revision != desk.running:
            # Another worker asked, perhaps about an older view: look at what that changed.
            desk = told(desk, now)
        if answer.hurried and answer.kind not in PROOFS:
            self.desks[name] = cut_short(desk)
            self.turns.pop(name, None)
        else:
            self.desks[name] = answered(desk, answer.revision)
            self.turns[name] = Turn(before, answer, self.world)
        if answer.plan is not None:
            self.recent[name] = Recent(_part(self.world, name))

    def _settle(self, name: str) -> None:
        """Book the last answer: it answers the view in which its own plan is in force, too."""
        turn = self.turns.pop(name, None)
        if turn is not None:
            revision = _answered_revision(turn, name)
            self.desks[name] = replace(self.desks[name], answered=revision)


def _answered_revision(turn: Turn, name: str) -> str:
    before, after = view(turn.before, name), view(turn.after, name)
    if isinstance(before, View) and isinstance(after, View):
        return after.revision if before.revision == turn.answer.revision else turn.answer.revision
    return turn.answer.revision


def _part(world: World, name: str) -> World:
    """What a state has of one programme, and of all."""
    mine = {name: world.programmes[name]} if name in world.programmes else {}
    return replace(world, programmes=mine)


def _with(known: Recent, events: tuple[Event, ...]) -> Recent:
    """With further events; of many, those that can be no causes any more are folded."""
    told = (*known.events, *events)
    if len(told) <= MOST_RECENT:
        return Recent(known.since, told)
    causes = latest_causes(told)
    kept = {each.id for each in causes}
    return Recent(folded(known.since, [e for e in told if e.id not in kept]), tuple(causes))
