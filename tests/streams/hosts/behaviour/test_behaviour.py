"""How any host behaves: the same on one machine and on Kafka."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from models.answer import AnswerKind
from models.choices import DecisionKind, Reason
from models.signals import Signal
from streams.events import (
    AnswerRecorded,
    DayPassed,
    Event,
    RecommendationDecided,
    SignalApproved,
    SignalReported,
    SignalRetracted,
)
from streams.fold import fold
from streams.log import Disposition
from streams.state import World
from streams.wire import encode
from tests.support.events import RECORDED, hired, published, seats
from tests.support.poison import poison
from tests.support.stage import Stage, answered, answers, facts, world
from tests.support.waiting import until

OTHERS = ("a", "b", "c", "d", "e", "f", "g")


def history() -> list[Event]:
    """Two companies, people who come and go, seats, and a signal for both."""
    events: list[Event] = [published("north"), published("south")]
    events += [hired(f"h{n}", ("north", "south")[n % 2], 1 - 2 * (n % 3 > 0)) for n in range(40)]
    events += [seats(f"s{n}", "north", 60 + n) for n in range(5)]
    return [*events, SignalRetracted(id="r1", recorded_at=RECORDED, signal="law")]


def hash_of(events: list[Event]) -> str:
    return fold(World(), events).hash


@pytest.mark.slow
def test_any_order_and_any_number_of_times(stage: Stage) -> None:
    """Shuffled and with repetitions, the state is what the facts once in order make it."""
    dice, events = Random(3), history()  # noqa: S311
    mixed = [*events, *dice.sample(events, 12)]
    dice.shuffle(mixed)
    stage.tell(*mixed[:20])
    stage.start()
    stage.tell(*mixed[20:])
    until(lambda: len(facts(stage)) == len(events) and answered(stage, "north", "south"))

    assert hash_of(facts(stage)) == hash_of(events)
    assert stage.balance()[Disposition.REPEATED] >= 12


@pytest.mark.slow
def test_poison_is_told_apart_and_hurts_nobody(stage: Stage) -> None:
    """Dead or parked, each is accounted for; the rest is as if it had not been there."""
    events: list[Event] = [published("north"), *(hired(f"h{n}", "north") for n in range(20))]
    mixed: list[Event | bytes] = [*events]
    for n in range(18):
        mixed.insert(2 * n % len(mixed), poison(n))
    stage.start()
    stage.tell(*mixed)
    until(lambda: len(facts(stage)) == len(events) and answered(stage, "north"))

    assert hash_of(facts(stage)) == hash_of(events)
    assert stage.balance()[Disposition.PARKED] == 3
    assert stage.balance()[Disposition.DEAD] == 18 - 3


def test_a_newer_version_is_parked(stage: Stage) -> None:
    """It changes nothing, and is not lost."""
    newer = encode(hired("new", "north")).replace(b'"version":1', b'"version":2')
    stage.start()
    stage.tell(published("north"), newer)
    until(lambda: answered(stage, "north") and stage.balance()[Disposition.PARKED] == 1)

    assert [each.id for each in facts(stage)] == ["s-north"]


def test_an_id_that_is_used_for_something_else_is_a_dead_letter(stage: Stage) -> None:
    """The first counts, and the second is not called a repetition; sent again, each is as it was.

    How an event is written does not matter: with its fields in another order it is the same.
    """
    first, other = seats("s1", "north", 60), seats("s1", "north", 61)
    shuffled = json.dumps(dict(reversed(json.loads(encode(first)).items()))).encode()
    stage.start()
    stage.tell(published("north"), first, other, first, shuffled, other)
    until(lambda: answered(stage, "north") and stage.balance()[Disposition.DEAD] == 2)

    assert facts(stage)[1:] == [first]
    assert stage.balance()[Disposition.REPEATED] == 2


def test_facts_may_come_before_their_programme(stage: Stage) -> None:
    """Without a scenario nothing is answered and nothing is open; with it, the facts count."""
    stage.start()
    stage.tell(hired("h", "north"), published("south"))
    until(lambda: answered(stage, "south"))
    assert not answers(stage, "north")
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))

    changes = world(stage).programmes["north"].changes
    assert changes["kyc"][date(2027, 1, 1)].people == 1


@pytest.mark.slow
def test_what_is_accepted_is_open_no_longer(stage: Stage) -> None:
    """Also if it was looked at under a revision that is not today's: what is said stands."""
    stage.start()
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))
    (found,) = stage.snapshots()["north"].open
    stage.tell(seats("s", "north", 77))
    until(lambda: len(answers(stage, "north")) > 1 and answered(stage, "north"))
    stage.tell(
        RecommendationDecided(
            id="decide/1", programme="north", recorded_at=RECORDED, recommendation=found.id,
            revision=found.revision, verdict=DecisionKind.ACCEPT, reason=Reason.AGREED, heads=6,
        )
    )  # fmt: skip
    until(lambda: not stage.snapshots()["north"].open)

    decided = stage.snapshots()["north"].decided
    assert [each.recommendation for each in decided] == [found.id]


@pytest.mark.slow
def test_a_decision_is_on_what_was_recommended_and_stands_until_it_is_taken_back(
    stage: Stage,
) -> None:
    """What contradicts it, accepts too much or names no revision is a dead letter, with why."""

    def said(name: str, minute: int, verdict: DecisionKind, **fields: Any) -> RecommendationDecided:
        given = {"heads": 6 if verdict is DecisionKind.ACCEPT else None, "revision": seen.revision}
        return RecommendationDecided(
            id=name, programme="north", recorded_at=RECORDED + timedelta(minutes=minute),
            recommendation=seen.id, verdict=verdict, reason=Reason.OTHER, **{**given, **fields},
        )  # fmt: skip

    stage.start()
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))
    (seen,) = stage.snapshots()["north"].open
    stage.tell(
        said("made-up", 0, DecisionKind.ACCEPT, revision="made-up-by-me"),
        said("many", 1, DecisionKind.ACCEPT, heads=7),
        said("yes", 2, DecisionKind.ACCEPT, by="operations"),
        said("no", 3, DecisionKind.REJECT),
        said("early", 1, DecisionKind.WITHDRAW),
    )
    until(lambda: stage.balance()[Disposition.DEAD] == 4 and not stage.snapshots()["north"].open)
    (stands,) = stage.snapshots()["north"].decided
    stage.tell(said("back", 4, DecisionKind.WITHDRAW), said("no-again", 5, DecisionKind.REJECT))
    until(lambda: bool(stage.snapshots()["north"].decided) and len(facts(stage)) == 4)
    until(lambda: [e.verdict for e in stage.snapshots()["north"].decided] == [DecisionKind.REJECT])

    assert (stands.verdict, stands.by) == (DecisionKind.ACCEPT, "operations")
    assert [each.id for each in facts(stage)[1:]] == ["yes", "back", "no-again"]


@pytest.mark.slow
def test_killed_and_started_again_it_asks_nothing_twice(stage: Stage) -> None:
    """The log has the answers; a kill while a solver is at work costs that question alone."""
    stage.start()
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))
    stage.kill()
    stage.start("hangs")
    stage.tell(published("south"))
    until(lambda: len(facts(stage)) == 2)
    stage.kill()
    stage.start()
    until(lambda: answered(stage, "north", "south"))

    # The day may come while the first question is answered, which cuts it short: it is asked again.
    assert sum(not each.answer.cut_short for each in answers(stage, "north")) == 1
    assert [each.number for each in answers(stage, "south")] == [1]


@pytest.mark.slow
def test_a_retraction_undoes_a_signal_for_everybody(stage: Stage) -> None:
    """Reported, approved and retracted in one day, before or after it: no live signal is left."""
    signal = Signal.model_validate_json(
        '{"id": "leak", "matter": "pipl", "stage": "draft", "grade": "B2", "source": "assumption",'
        ' "published_at": "2026-01-01", "recorded_at": "2026-01-01"}'
    )
    stage.start()
    stage.tell(SignalRetracted(id="no", recorded_at=RECORDED + timedelta(1), signal="leak"))
    stage.tell(published("north"), published("south"))
    stage.tell(
        SignalReported(id="yes", recorded_at=RECORDED, signal=signal),
        SignalApproved(id="sure", recorded_at=RECORDED, signal="leak", by="counsel"),
    )
    until(lambda: len(facts(stage)) == 5 and answered(stage, "north", "south"))

    (kept,) = world(stage).signals.signals
    assert kept.retracted_at is not None


@pytest.mark.slow
def test_a_solver_that_fails_hurts_nobody_else(stage: Stage) -> None:
    """Seven programmes are answered; the failure of the eighth is recorded."""
    stage.start("moody")
    stage.tell(*map(published, ("crashes", *OTHERS)))
    until(lambda: answered(stage, "crashes", *OTHERS))

    assert [each.answer.kind for each in answers(stage, "crashes")] == [AnswerKind.FAILED]
    for name in OTHERS:
        assert answers(stage, name)[0].answer.kind is AnswerKind.CHANGED


@pytest.mark.slow
def test_a_day_passes_once(stage: Stage) -> None:
    """However often it is started, today is written once in each log; a day to come is refused."""
    today = datetime.now(UTC).date()
    tomorrow = DayPassed(id="early", recorded_at=RECORDED, day=today + timedelta(2))
    stage.start()
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))
    stage.kill()
    stage.start()
    stage.tell(encode(tomorrow), seats("s", "north", 77))
    until(lambda: len(answers(stage, "north")) > 1 and stage.balance()[Disposition.DEAD] == 1)

    days = [each for each in stage.log() if isinstance(each, DayPassed)]
    assert {each.day for each in days} == {today}
    assert world(stage).day == today
    assert stage.balance()[Disposition.REPEATED] == 0


def test_nobody_else_may_write_what_a_host_writes(stage: Stage) -> None:
    """An answer from outside is a dead letter, and changes nothing."""
    stage.start()
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))
    (real,) = answers(stage, "north")
    forged = AnswerRecorded(id="mine", programme="north", recorded_at=RECORDED, number=99,
                            answer=real.answer)  # fmt: skip
    stage.tell(forged)
    until(lambda: stage.balance()[Disposition.DEAD] == 1)

    assert answers(stage, "north") == [real]
