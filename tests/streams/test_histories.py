"""Whole histories: any order, repetition, lateness, retraction and restart give one state.

A host in miniature keeps a log of bytes, folds what is new, asks, and records answers. At every
step its state is that of its log, read anew in any order; and its plans cost what a search from
nothing finds.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.answer import Answer, AnswerKind
from models.choices import DecisionKind, Reason
from models.plan import Plan
from models.risk import Channel
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.replan import replan
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
    Step,
)
from streams.fold import fold
from streams.recommend import Snapshot, snapshot
from streams.solving import Ask, answer_event, ask_of
from streams.state import Programme, World
from streams.view import View, view
from streams.wire import DeadLetter, Parked, decode, encode
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    matter,
    money,
    office,
    scenario,
    signal,
    topic,
)
from tests.support.histories import whose
from tests.support.seeds import examples

GAP = 0.001
LIMITS = SearchLimits(gap=GAP, seconds=60.0)
START = datetime(2027, 1, 1, tzinfo=UTC)
NAME = "test"

days = st.integers(0, 500).map(lambda n: START.date() + timedelta(days=n))
few = st.integers(1, 4)


def company() -> Scenario:
    """Two cohorts and two offices that could take them; seats are short, and there are blocks."""
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn", visa_days=60),
            office(
                "bengaluru", "india", "services_in", seats=9, visa_days=60, hiring_days=80,
                block_seats=4, max_blocks=2, block_fit_out=money("USD 5000"),
                block_lease=money("USD 900"), block_lead_days=90,
            ),
        ),
        cohorts=(cohort("kyc", posts=8, vacant=1), cohort("alerts", posts=5)),
        topics=(topic("leak", Channel.PEOPLE),),
        cases=(case("raid", "leak", 0.1, "USD 900000"),),
        datasets=(dataset("files"),),
        access=(access("kyc", "files"), access("alerts", "files")),
        matters=(matter("pipl"),),
    )  # fmt: skip


def read(record: bytes) -> Event:
    """The event of a record, which must be one."""
    event = decode(record)
    assert not isinstance(event, DeadLetter | Parked)
    return event


class Host(RuleBasedStateMachine):
    """Everything that can happen to a programme."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[bytes] = []
        self.held: list[bytes] = []
        self.ids: set[str] = set()
        self.world, self.since = World(), World()
        self.recent: list[Event] = []
        self.count = 0

    # ------------------------------------------------------------ the host

    def receive(self, record: bytes) -> None:
        """Write a record and fold it, if it is new."""
        self.log.append(record)
        event = read(record)
        if event.id in self.ids:
            return
        self.ids.add(event.id)
        self.world = fold(self.world, [event])
        if not isinstance(event, AnswerRecorded):
            self.recent.append(event)
        elif event.answer.plan is not None:
            self.since, self.recent = self.world, []

    def tell(self, kind: type[Any], **fields: Any) -> None:
        self.count += 1
        at = START + timedelta(hours=self.count)
        event = kind(id=f"e{self.count}", recorded_at=at, **whose(kind, NAME), **fields)
        self.receive(encode(event))

    @property
    def facts(self) -> Programme:
        return self.world.programmes.get(NAME, Programme())

    def question(self) -> Ask | None:
        return ask_of(self.world, NAME, self.since, self.recent, LIMITS)

    def shown(self, world: World) -> Snapshot:
        return snapshot(world, NAME, len(self.log))

    # ------------------------------------------------------------ what happens

    @initialize()
    def publish(self) -> None:
        self.tell(ScenarioPublished, scenario=company())

    @rule(name=st.sampled_from(["kyc", "alerts", "ghosts"]), heads=st.integers(-2, 2), day=days)
    def people_come_and_go(self, name: str, heads: int, day: date) -> None:
        self.tell(HeadcountChanged, cohort=name, people=heads, effective_from=day)

    @rule(name=st.sampled_from(["kyc", "alerts"]), posts=st.integers(0, 9), day=days)
    def heads_are_counted(self, name: str, posts: int, day: date) -> None:
        self.tell(HeadcountCounted, cohort=name, posts=posts, people=posts, as_of=day)

    @rule(name=st.sampled_from(["shanghai", "bengaluru"]), seats=st.integers(4, 30), day=days)
    def seats_are_counted(self, name: str, seats: int, day: date) -> None:
        self.tell(SeatsCounted, office=name, seats=seats, as_of=day)

    @rule(limit=st.sampled_from([None, "USD 0", "USD 20000"]), year=st.sampled_from([None, 2027]))
    def a_budget_is_set(self, limit: str | None, year: int | None) -> None:
        self.tell(BudgetSet, fiscal_year=year, limit=money(limit) if limit else None)

    @rule(severity=st.sampled_from([0.5, 2.0]), name=st.sampled_from(["law", "draft"]))
    def a_signal_comes_in(self, severity: float, name: str) -> None:
        self.tell(SignalReported, signal=signal(name, "pipl", severity=severity, approved_at=None))

    @rule(name=st.sampled_from(["law", "draft"]), good=st.booleans())
    def a_signal_is_approved_or_retracted(self, name: str, good: bool) -> None:
        if good:
            self.tell(SignalApproved, signal=name, by="counsel")
        else:
            self.tell(SignalRetracted, signal=name)

    @precondition(lambda self: self.facts.reference is not None)
    @rule(
        data=st.data(),
        verdict=st.sampled_from(list(DecisionKind)),
        reason=st.sampled_from(list(Reason)),
    )
    def a_person_decides(self, data: st.DataObject, verdict: DecisionKind, reason: Reason) -> None:
        """On what is open, or on what once was."""
        known = [*(each.id for each in self.shown(self.world).open), *sorted(self.facts.decisions)]
        if not known:
            return
        accepts = verdict in {DecisionKind.ACCEPT, DecisionKind.PART}
        until = self.world.day if self.world.day > date.min else START.date()
        self.tell(
            RecommendationDecided,
            recommendation=data.draw(st.sampled_from(known)),
            revision="r",
            verdict=verdict,
            reason=reason,
            heads=data.draw(few) if accepts else None,
            until=until + timedelta(days=30) if verdict is DecisionKind.DEFER else None,
        )

    @precondition(lambda self: bool(self.facts.decisions))
    @rule(data=st.data(), step=st.sampled_from(list(Step)), heads=few)
    def a_move_takes_a_step(self, data: st.DataObject, step: Step, heads: int) -> None:
        name = data.draw(st.sampled_from(sorted(self.facts.decisions)))
        self.tell(MoveExecuted, recommendation=name, step=step, heads=heads)

    @rule(ahead=st.integers(1, 120))
    def days_pass(self, ahead: int) -> None:
        day = max(self.world.day, START.date()) + timedelta(days=ahead)
        self.tell(DayPassed, day=day)

    # ------------------------------------------------------------ what goes wrong

    @rule(data=st.data())
    def a_record_is_repeated(self, data: st.DataObject) -> None:
        before = self.world.hash
        self.receive(data.draw(st.sampled_from(self.log)))

        assert self.world.hash == before

    @rule()
    def a_record_comes_late(self) -> None:
        """The last one is forgotten until everything else has come; then it comes after all."""
        event = HeadcountChanged(
            id=f"late{self.count}", programme=NAME, recorded_at=START, cohort="kyc", people=-1,
            effective_from=START.date(),
        )  # fmt: skip
        self.held.append(encode(event))

    @precondition(lambda self: bool(self.held))
    @rule()
    def what_was_late_comes_in(self) -> None:
        self.receive(self.held.pop(0))

    @rule(where=st.randoms(use_true_random=False))
    def another_answer_is_recorded_too(self, where: Random) -> None:
        """Of two answers of one number the first in the log counts, whatever the clocks say."""
        self.tell(
            AnswerRecorded,
            number=max(1, self.facts.answer.number if self.facts.answer else 1),
            answer=Answer(kind=AnswerKind.LATE, revision=str(where.random())),
        )

    @rule()
    def it_is_started_again(self) -> None:
        """From the log alone it knows what it knew, and would ask what it would have asked."""
        other = Host()
        for record in self.log:
            other.receive(record)

        assert other.world.hash == self.world.hash
        assert other.question() == self.question()
        self.world, self.since, self.recent = other.world, other.since, other.recent

    # ------------------------------------------------------------ questions

    @rule()
    def it_asks(self) -> None:
        """The plan of the answer passes for today, and costs what a search from nothing finds."""
        ask = self.question()
        if ask is None:
            return
        answer = replan(ask)
        assert replan(ask) == answer
        if answer.kind in {AnswerKind.CHANGED, AnswerKind.CONFIRMED}:
            cold = replan(ask.model_copy(update={"reference": Plan(), "proposals": ()}))
            assert answer.objective is not None
            assert cold.bound is not None
            assert answer.objective - cold.bound <= 2 * GAP * abs(answer.objective) + 100
        recorded = answer_event(ask, answer, START + timedelta(hours=self.count))
        self.receive(encode(recorded))

    # ------------------------------------------------------------ always

    @invariant()
    def the_state_is_that_of_the_log_whenever_facts_came(self) -> None:
        """Of answers the order counts."""
        dice = Random(len(self.log))  # noqa: S311
        events = list({event.id: event for event in map(read, self.log)}.values())
        answers = iter([each for each in events if isinstance(each, AnswerRecorded)])
        dice.shuffle(events)
        events = [next(answers) if isinstance(each, AnswerRecorded) else each for each in events]
        half = fold(World(), events[: len(events) // 2])
        other = fold(half, events[len(events) // 2 :])

        assert other.hash == self.world.hash
        assert view(other, NAME) == view(self.world, NAME)
        assert self.shown(other) == self.shown(self.world)

    @invariant()
    def what_is_open_can_still_be_decided(self) -> None:
        """In time, of a cohort that is there, and no more than once."""
        found, seen = self.shown(self.world), view(self.world, NAME)
        assert len({each.id for each in found.open}) == len(found.open)
        assert all(each.expires_on >= self.world.day for each in found.open)
        assert all(each.move.heads > 0 for each in found.open)
        assert isinstance(seen, View) or not self.log


@pytest.mark.slow
def test_any_history_gives_the_state_of_its_log() -> None:
    run_state_machine_as_test(
        Host,
        settings=settings(
            max_examples=examples(60),
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
