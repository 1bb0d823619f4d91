"""What a host rebuilds from the log: the state, and which programmes need a plan.

An answer changes the view that it answers: its plan becomes the plan in force. That new view counts
as answered, too; else every answer would lead to another question. What an answer does to what is
kept of its programme:

======================  ============================  ====================  =======================
answer                  `requests`                    `turns`               `recent`
======================  ============================  ====================  =======================
repeats a number        asked again if it was ours    as before             as before
failed                  asked again after a wait      as before             as before
cut short, no proof     idle, asked again             none                  since it was asked
any other               its view counts as answered   this answer           since it was asked
======================  ============================  ====================  =======================

An answer without a plan leaves `recent` as it was, since the reference stays. One that was asked by
another worker also counts as an event: what it changed is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from models.answer import Answer, AnswerKind
from models.search_limits import SearchLimits
from streams.events import AnswerRecorded, Event
from streams.fold import folded, is_news
from streams.hosts.admission import Admission
from streams.policy import (
    DebouncePolicy,
    RequestState,
    after_answer,
    after_asking,
    after_cut_short_answer,
    after_cutting_short,
    after_discard,
    after_event,
    after_failure,
    cut_short_at,
    due_at,
)
from streams.recent import Recent, recent_from
from streams.register import RecommendedPosts, recommended_after
from streams.solving import Ask, ask_of
from streams.state import Programme, World
from streams.view import View, view
from streams.wire import content_of

PROOFS = frozenset({AnswerKind.CONFIRMED, AnswerKind.NO_PLAN})
"""Answers that no further search could improve."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer between two states."""

    before: World
    answer: Answer
    after: World


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is being solved."""

    revision: str
    recent: Recent
    """What has come since it was asked: the answer does not know it."""


@dataclass
class Memory:
    """What a host knows. It grows with the log, and is rebuilt from it; it is never saved."""

    debounce: DebouncePolicy = field(default_factory=DebouncePolicy)
    world: World = field(default_factory=World)
    ids: dict[str, int] = field(default_factory=dict)
    """Ids of all folded events, each with a short hash of its content."""
    recommended: dict[str, RecommendedPosts] = field(default_factory=dict)
    """By programme: what has been recommended so far."""
    position: int = 0
    """Of the last record of the log, whatever became of it."""
    digest: int = 0
    """Of all events that have been folded: see `streams.hosts.proof`."""
    requests: dict[str, RequestState] = field(default_factory=dict)
    """By programme."""
    recent: dict[str, Recent] = field(default_factory=dict)
    """By programme: what came since its reference."""
    asked: dict[str, Asked] = field(default_factory=dict)
    """By programme: its last question."""
    turns: dict[str, Turn] = field(default_factory=dict)
    """By programme: its last answer, until its request state counts the view as answered."""

    def take(self, events: Sequence[Event], now: datetime) -> None:
        """Fold new events in log order, all or none, and note which programmes to ask for."""
        world, requests, recent = self.world, dict(self.requests), dict(self.recent)
        asked, turns = dict(self.asked), dict(self.turns)
        try:
            for is_answer, batch in groupby(events, lambda each: isinstance(each, AnswerRecorded)):
                if is_answer:
                    for event in batch:
                        self._fold_answer(event, now)
                else:
                    self._fold_facts(tuple(batch), now)
        except BaseException:
            self.world, self.requests, self.recent = world, requests, recent
            self.asked, self.turns = asked, turns
            raise
        for event in events:
            if isinstance(event, AnswerRecorded) and event.programme is not None:
                known = self.recommended.get(event.programme, ())
                self.recommended[event.programme] = recommended_after(known, event)
        self.ids.update((event.id, content_of(event)) for event in events)

    def admission(self) -> Admission:
        """What judges the next records, one after the other."""
        return Admission(self.ids, self.recommended, self.world)

    def begin_again(self, now: datetime) -> None:
        """Ask once for every programme, whatever failed before; answered views are left alone."""
        names = self.world.programmes
        self.requests = {name: after_event(RequestState(), now) for name in names}

    def due(self) -> list[tuple[datetime, str]]:
        """When each waiting programme is due, the longest due first."""
        found = ((due_at(request, self.debounce), name) for name, request in self.requests.items())
        return sorted((due, name) for due, name in found if due is not None)

    @property
    def failing(self) -> int:
        """Programmes whose solver failed when it was asked last."""
        return sum(bool(request.failures) for request in self.requests.values())

    def longest_unanswered(self, now: datetime) -> timedelta:
        """How long the programme that has waited longest has had no valid answer."""
        since = [
            request.unanswered_since
            for request in self.requests.values()
            if request.unanswered_since
        ]
        return now - min(since) if since else timedelta(0)

    def to_cut_short(self, now: datetime) -> list[str]:
        """Programmes whose solver is to end with the best plan it has; each is named once."""
        times = {
            name: cut_short_at(request, self.debounce) for name, request in self.requests.items()
        }
        found = sorted(name for name, at in times.items() if at is not None and at <= now)
        self.requests |= {name: after_cutting_short(self.requests[name]) for name in found}
        return found

    def question(self, name: str, limits: SearchLimits, now: datetime) -> Ask | None:
        """The question of a programme; None if its view has been answered or it has no view."""
        self._mark_answered(name)
        recent = self.recent.get(name) or recent_from(self.world, name)
        ask = ask_of(self.world, name, recent.since, recent.events, limits)
        request = self.requests[name]
        self.requests[name] = after_asking(
            request, ask.revision if ask is not None else request.answered, now
        )
        if ask is None or not self.requests[name].running:
            return None
        self.asked[name] = Asked(ask.revision, recent_from(self.world, name))
        return ask

    def discard(self, name: str, now: datetime) -> None:
        """Discard an answer that is no longer valid, and ask again."""
        self.requests[name] = after_discard(self.requests[name], now)

    def _fold_facts(self, events: tuple[Event, ...], now: datetime) -> None:
        before, self.world = self.world, folded(self.world, events)
        names = {event.programme for event in events}
        for name in self.world.programmes if None in names else names:
            if name is not None:
                about = tuple(each for each in events if each.programme in {None, name})
                known = self.recent.get(name) or recent_from(before, name)
                self.recent[name] = known.with_facts(about)
                if (asked := self.asked.get(name)) is not None:
                    self.asked[name] = replace(asked, recent=asked.recent.with_facts(about))
                self.requests[name] = after_event(self.requests.get(name, RequestState()), now)

    def _fold_answer(self, event: Event, now: datetime) -> None:
        if not isinstance(event, AnswerRecorded) or event.programme is None:
            return
        name, answer = event.programme, event.answer
        request = self.requests.get(name, RequestState())
        if not is_news(self.world.programmes.get(name, Programme()), event):
            if event.answer.revision == request.running:
                # Another answer came first: look at what it changed.
                self.requests[name] = after_discard(request, now)
            return
        before, self.world = self.world, folded(self.world, [event])
        if answer.kind is AnswerKind.FAILED:
            self.requests[name] = after_failure(request, now, self.debounce)
            return
        if answer.revision != request.running:
            # Another worker asked, perhaps about an older view: look at what that changed.
            request = after_event(request, now)
        if answer.cut_short and answer.kind not in PROOFS:
            self.requests[name] = after_cut_short_answer(request)
            self.turns.pop(name, None)
        else:
            self.requests[name] = after_answer(request, answer.revision)
            self.turns[name] = Turn(before, answer, self.world)
        asked = self.asked.pop(name, None)
        if answer.plan is not None:
            # What came while it was solved may be a cause of the next answer. Of a question that
            # was asked elsewhere, or before a restart, nobody here knows what it saw.
            if asked is not None and asked.revision == answer.revision:
                self.recent[name] = asked.recent.with_answer(event)
            else:
                self.recent[name] = recent_from(self.world, name)

    def _mark_answered(self, name: str) -> None:
        """Count the view after the last answer as answered."""
        turn = self.turns.pop(name, None)
        if turn is not None:
            revision = _answered_revision(turn, name)
            self.requests[name] = replace(self.requests[name], answered=revision)


def _answered_revision(turn: Turn, name: str) -> str:
    before, after = view(turn.before, name), view(turn.after, name)
    if isinstance(before, View) and isinstance(after, View):
        return after.revision if before.revision == turn.answer.revision else turn.answer.revision
    return turn.answer.revision
