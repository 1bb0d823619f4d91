"""Events -> state: each event once; facts in any order, answers in that of the log.

Decisions are admitted in the order of the log before they come here (`streams.register`); those
that were fold in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from models.answer import AnswerKind
from streams.events import (
    AnswerRecorded,
    BudgetSet,
    DayPassed,
    Event,
    HeadcountChanged,
    HeadcountCounted,
    MoveExecuted,
    RecommendationDecided,
    ScenarioPublished,
    SeatsCounted,
    SignalApproved,
    SignalReported,
    SignalRetracted,
)
from streams.revisions import recommended_by
from streams.state import FactKey, Heads, Latest, Programme, Recorded, World

ValueT = TypeVar("ValueT")


def folded(world: World, events: Iterable[Event]) -> World:
    """The state after further events.

    Parameters
    ----------
    world
        The state before; it stays as it is.
    events
        Events that are not in it yet: facts in any order, answers in that of the log. Whoever calls
        keeps the ids.
    """
    signals, day = [], world.day
    drafts: dict[str, ProgrammeDraft] = {}
    for event in events:
        if isinstance(event, DayPassed):
            day = max(day, event.day)
        elif isinstance(event, SignalReported | SignalApproved | SignalRetracted):
            signals.append(event.fact)
        elif event.programme is not None:
            name = event.programme
            if name not in drafts:
                drafts[name] = ProgrammeDraft(world.programmes.get(name, Programme()))
            drafts[name].take(event)
    return World(
        programmes={
            **world.programmes,
            **{name: draft.programme for name, draft in drafts.items()},
        },
        signals=world.signals.with_facts(signals) if signals else world.signals,
        day=day,
    )


class ProgrammeDraft:
    """A mutable copy of a programme; a table is copied once a batch, and only if it changes."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._own: set[tuple[str, str]] = set()

    def take(self, event: Event) -> None:
        """Fold an event into the programme."""
        FOLDS[type(event)](self, event)

    def table(self, name: str) -> dict[Any, Any]:
        """A table of the programme that may be written to."""
        if (name, "") not in self._own:
            self._own.add((name, ""))
            copy = dict(getattr(self.programme, name))
            changed: dict[str, Any] = {name: copy}
            self.programme = replace(self.programme, **changed)
        found: dict[Any, Any] = getattr(self.programme, name)
        return found

    def row(self, name: str, key: str) -> dict[Any, Any]:
        """A row of a table of tables that may be written to."""
        table = self.table(name)
        if (name, key) not in self._own:
            self._own.add((name, key))
            table[key] = dict(table.get(key, {}))
        found: dict[Any, Any] = table[key]
        return found


def _key(event: Event) -> FactKey:
    return event.recorded_at, event.id


def _latest(old: Latest[ValueT] | None, event: Event, value: ValueT) -> Latest[ValueT]:
    key = _key(event)
    return Latest(key, value) if old is None or key > old.key else old


def _fold_scenario(draft: ProgrammeDraft, event: ScenarioPublished) -> None:
    scenario = _latest(draft.programme.scenario, event, event.scenario)
    draft.programme = replace(draft.programme, scenario=scenario)


def _fold_change(draft: ProgrammeDraft, event: HeadcountChanged) -> None:
    row = draft.row("changes", event.cohort)
    before = row.get(event.effective_from, Heads(0, 0))
    row[event.effective_from] = Heads(before.posts + event.posts, before.people + event.people)
    recorded = draft.row("changes_recorded", event.cohort)
    last = recorded.get(event.effective_from, event.recorded_at)
    recorded[event.effective_from] = max(last, event.recorded_at)


def _fold_count(draft: ProgrammeDraft, event: HeadcountCounted) -> None:
    row = draft.row("counts", event.cohort)
    row[event.as_of] = _latest(row.get(event.as_of), event, Heads(event.posts, event.people))


def _fold_seats(draft: ProgrammeDraft, event: SeatsCounted) -> None:
    row = draft.row("seats", event.office)
    row[event.as_of] = _latest(row.get(event.as_of), event, event.seats)


def _fold_budget(draft: ProgrammeDraft, event: BudgetSet) -> None:
    table, year = draft.table("budgets"), event.fiscal_year or 0
    table[year] = _latest(table.get(year), event, event.limit)


def _fold_decision(draft: ProgrammeDraft, event: RecommendationDecided) -> None:
    table = draft.table("decisions")
    table[event.recommendation] = _latest(table.get(event.recommendation), event, event)


def _fold_step(draft: ProgrammeDraft, event: MoveExecuted) -> None:
    row, taken = draft.row("steps", event.recommendation), (event.step, event.happened_on)
    row[taken] = row.get(taken, 0) + event.heads


def _fold_answer(draft: ProgrammeDraft, event: AnswerRecorded) -> None:
    if not is_news(draft.programme, event):
        return
    recorded = Recorded(event.number, _key(event), event.answer)
    draft.programme = replace(draft.programme, answer=recorded)
    if event.answer.kind is not AnswerKind.FAILED:
        draft.programme = replace(draft.programme, finding=recorded)
    if event.answer.plan is not None:
        recommended = recommended_by(event.answer, event.programme, draft.programme.recommended)
        draft.programme = replace(draft.programme, reference=recorded, recommended=recommended)


def is_news(programme: Programme, event: AnswerRecorded) -> bool:
    """Whether an answer follows the last one; of two with one number the first counts."""
    return programme.answer is None or event.number > programme.answer.number


FOLDS: Mapping[type[Event], Callable[[ProgrammeDraft, Any], None]] = {
    ScenarioPublished: _fold_scenario,
    HeadcountChanged: _fold_change,
    HeadcountCounted: _fold_count,
    SeatsCounted: _fold_seats,
    BudgetSet: _fold_budget,
    RecommendationDecided: _fold_decision,
    MoveExecuted: _fold_step,
    AnswerRecorded: _fold_answer,
}
"""What each kind of event about one programme does to it; `folded` takes those about all itself."""
