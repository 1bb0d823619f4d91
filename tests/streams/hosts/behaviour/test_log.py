"""How any log behaves to people and programs: the same for a journal and for a broker."""

from __future__ import annotations

import pytest

from models.choices import DecisionKind, Reason
from models.errors import InputError
from streams.decisions import DecisionRequest
from streams.log import Disposition, Update
from streams.wire import encode
from tests.support.events import hired, published, seats
from tests.support.stage import Stage, answered, facts
from tests.support.waiting import until

FIRST, SECOND = b'{"broken": 1', b'{"broken": 2'


def test_what_is_published_is_shown_and_followed(stage: Stage) -> None:
    """At first every programme, then those that have changed, until the reader has seen enough."""
    north, more = published("north"), seats("s", "north", 77)
    stage.start()
    stage.door.publish([(north, encode(north))])
    until(lambda: answered(stage, "north"))
    seen: list[Update] = []

    def see(update: Update) -> bool:
        seen.append(update)
        if len(seen) == 1:
            stage.door.publish([(more, encode(more))])
        return len(seen) == 1 or not update.snapshots

    stage.door.follow(see)

    before, after = (each for update in seen for each in update.snapshots)
    assert (before.programme, after.programme) == ("north", "north")
    assert len(before.open) == 1
    assert after.position > before.position
    assert all(update.dead_letters is None for update in seen)
    assert {each.id for each in facts(stage)} == {north.id, more.id}


@pytest.mark.slow
def test_a_decision_is_made_once(stage: Stage) -> None:
    """Under the first characters of the revision; a second one is refused, as is an unknown one."""
    stage.start()
    stage.tell(published("north"))
    until(lambda: answered(stage, "north"))
    (found,) = stage.door.snapshots()[0].open
    yes = DecisionRequest(found.id, found.revision[:12], DecisionKind.ACCEPT, Reason.AGREED)
    event = stage.door.decide(yes)
    until(lambda: not stage.door.snapshots()[0].open)

    assert (event.recommendation, event.revision, event.heads) == (found.id, found.revision, 6)
    assert event in facts(stage)
    with pytest.raises(InputError, match="has been decided: accept"):
        stage.door.decide(yes)
    with pytest.raises(InputError, match="is not open"):
        stage.door.decide(DecisionRequest("north/x", "0" * 12, DecisionKind.REJECT, Reason.OTHER))


def test_dead_letters_and_parked_events_are_listed(stage: Stage) -> None:
    """All of them, or the last; what is not valid yet is not sent again, and a follower counts."""
    newer = encode(hired("new", "north")).replace(b'"version":1', b'"version":2')
    stage.start()
    stage.tell(published("north"), FIRST, SECOND, newer)
    until(lambda: stage.balance()[Disposition.DEAD] == 2 and answered(stage, "north"))
    until(lambda: len(stage.door.dead_letters()) == 2 and len(stage.door.parked()) == 1)
    counts: list[int] = []

    def see(update: Update) -> bool:
        assert update.dead_letters is not None
        counts.append(update.dead_letters())
        return False

    stage.door.follow(see, dead_letters=True)

    assert [each.raw for each in stage.door.dead_letters()] == [FIRST, SECOND]
    assert [each.raw for each in stage.door.dead_letters(last=1)] == [SECOND]
    assert [each.raw for each in stage.door.parked(last=1)] == [newer]
    stage.door.refuse_damage(stage.door.dead_letters())
    assert stage.door.resend() == []
    assert counts == [2]


def test_a_whole_log_is_verified(stage: Stage) -> None:
    """Its records add up, and what hosts have recorded of their state follows from them."""
    stage.start()
    stage.tell(published("north"), *(hired(f"h{n}", "north") for n in range(5)), FIRST)
    until(lambda: answered(stage, "north") and stage.balance()[Disposition.DEAD] == 1)
    stage.stop()
    proof = stage.door.verify()

    assert proof.differences == ()
    assert proof.claims > 0
    assert dict(proof.balance) == dict(stage.balance())
