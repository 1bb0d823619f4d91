"""What is open, what has gone and why, and what a person has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.answer import AnswerKind, Cause
from models.calendar import Horizon
from models.choices import DecisionKind, Reason
from models.plan import Hold, Plan, Task, TaskKind
from models.workforce import Mode
from streams.differences import Difference, Gone, difference
from streams.events import Event, Step
from streams.recommend import Snapshot, same, snapshot
from streams.state import World
from tests.support.builders import scenario
from tests.support.histories import (
    MOVE,
    PROGRAMME,
    accepted,
    answered,
    decided,
    executed,
    identity,
    passed,
    proposal,
    published,
)

FEBRUARY = date(2027, 2, 1)

HIRES = Task(
    kind=TaskKind.OPEN_HIRES, what="bengaluru", count=4, by=FEBRUARY, owner="hr", amount=900
)
MASKING = Task(
    kind=TaskKind.MEASURE, what="masking", count=1, by=FEBRUARY, owner="it_security", amount=50
)


def shown(*events: Event) -> Snapshot:
    return snapshot(published(*events), PROGRAMME, 7)


def names(*events: Event) -> list[str]:
    return [each.id for each in shown(*events).open]


def test_a_recommendation_says_what_whom_by_when_and_why() -> None:
    """Revision and causes are those of the answer; the position is the reader's to compare."""
    found = shown(
        answered(
            proposal(4).model_copy(
                update={
                    "causes": (Cause(event="signal/law/reported", change=300),),
                    "tasks": (HIRES,),
                    "supersedes": ("test/kyc/delhi/transfer/2027-Q2",),
                }
            )
        )
    )
    (each,) = found.open

    assert (found.position, found.revision, found.kind) == (7, "r1", AnswerKind.CHANGED)
    assert (each.id, each.revision, each.move.heads, each.worth) == (MOVE, "r1", 4, 1000)
    assert (each.start_by, each.expires_on) == (FEBRUARY, FEBRUARY)
    assert each.causes == ("signal/law/reported",)
    assert each.tasks == (HIRES,)
    assert each.supersedes == ("test/kyc/delhi/transfer/2027-Q2",)


def test_what_the_plan_does_for_its_own_sake_is_told_until_its_day() -> None:
    """A measure that no move needs is told beside the moves, as long as it can be done in time."""
    of_its_own = answered(proposal(4), plan_tasks=(MASKING,))

    assert shown(of_its_own, passed(FEBRUARY)).plan_tasks == (MASKING,)
    assert shown(of_its_own, passed(date(2027, 2, 2))).plan_tasks == ()


def test_a_task_of_another_count_is_told_and_one_of_another_price_is_not() -> None:
    """Prices drift from day to day; one more hire is one more to be found."""

    first = answered(proposal(4).model_copy(update={"tasks": (HIRES,)}))
    before = shown(first)

    def with_task(**changes: Any) -> Snapshot:
        task = HIRES.model_copy(update=changes)
        later = proposal(4).model_copy(update={"tasks": (task,)})
        return shown(first, answered(later, number=2))

    assert difference(before, with_task(amount=901)).revised == ()
    assert len(difference(before, with_task(count=5)).revised) == 1


def test_nothing_is_open_before_there_is_an_answer() -> None:
    assert shown() == Snapshot(programme=PROGRAMME, position=7, revision="")
    assert snapshot(World(), "others", 7).open == ()


@pytest.mark.parametrize(
    ("fact", "is_open"),
    [
        (passed(FEBRUARY), True),
        (passed(date(2027, 2, 2)), False),
        (accepted(4), False),
        (decided(DecisionKind.PART, 2, Reason.CAPACITY), False),
        (decided(DecisionKind.REJECT, reason=Reason.TIMING), False),
        (decided(DecisionKind.DEFER, until=date(2027, 1, 20)), False),
        (executed(Step.ANNOUNCED, 4), False),
        (
            decided(
                DecisionKind.REJECT, reason=Reason.PEOPLE, recommendation=identity(period="2027-Q3")
            ),
            False,
        ),
        (
            decided(
                DecisionKind.REJECT, reason=Reason.TIMING, recommendation=identity(period="2027-Q3")
            ),
            True,
        ),
    ],
)
def test_open_is_what_is_in_time_and_undecided(fact: Event, is_open: bool) -> None:
    """A no to the destination closes every move there at once, before the next answer."""
    assert (names(answered(proposal(4)), fact) == [MOVE]) is is_open


def test_what_was_put_off_is_asked_again_on_its_day() -> None:
    later = decided(DecisionKind.DEFER, until=date(2027, 1, 20))

    assert names(answered(proposal(4)), later, passed(date(2027, 1, 19))) == []
    assert names(answered(proposal(4)), later, passed(date(2027, 1, 20))) == [MOVE]


def test_of_a_move_only_what_is_not_promised_yet_is_recommended() -> None:
    """Eight, five of them promised: three more, for three eighths of the worth."""
    (more,) = shown(answered(proposal(8, firm=5, worth=1000))).open

    assert (more.move.heads, more.worth) == (3, 375)
    assert names(answered(proposal(5, firm=5))) == []


def test_the_first_to_start_comes_first() -> None:
    early = proposal(1, start_by=date(2027, 1, 5), mode=Mode.REDUNDANCY)

    assert names(answered(proposal(4), early)) == [identity(mode=Mode.REDUNDANCY), MOVE]


@pytest.mark.parametrize("kind", [AnswerKind.LATE, AnswerKind.NO_PLAN])
def test_nothing_is_open_of_a_plan_that_breaks_a_rule(kind: AnswerKind) -> None:
    """No other has been found: kind and clash tell, and with the next plan it is open again."""
    before = answered(proposal(4), plan_tasks=(MASKING,))
    stuck = answered(number=2, kind=kind, plan=None, clash=("seats",))
    found = shown(before, stuck)
    again = shown(before, stuck, answered(proposal(4), number=3))

    assert (found.open, found.plan_tasks, found.kind, found.lawful) == ((), (), kind, False)
    assert (found.revision, found.clash) == ("r2", ("seats",))
    assert difference(shown(before), found).gone == {MOVE: Gone.CLOSED}
    assert [each.id for each in difference(found, again).new] == [MOVE]


def test_it_is_the_same_whether_or_not_there_was_a_plan_before() -> None:
    """What is open where no plan is does not depend on the way that led there."""
    stuck = answered(number=2, kind=AnswerKind.NO_PLAN, plan=None, clash=("seats",))

    assert same(shown(answered(proposal(4)), stuck), shown(stuck))


def test_a_failure_says_nothing_of_the_plan_in_force() -> None:
    """What was open stays so."""
    failure = answered(number=2, kind=AnswerKind.FAILED, plan=None)

    assert [each.id for each in shown(answered(proposal(4)), failure).open] == [MOVE]


def test_what_is_closed_stays_closed_when_the_solver_fails_after_that() -> None:
    """Only another plan opens it again: a failure says nothing new of the one in force."""
    before = answered(proposal(4), plan_tasks=(MASKING,))
    stuck = answered(number=2, kind=AnswerKind.NO_PLAN, plan=None, clash=("seats",))
    failure = answered(number=3, kind=AnswerKind.FAILED, plan=None)
    found = shown(before, stuck, failure)
    again = shown(before, stuck, failure, answered(proposal(4), number=4))

    assert (found.open, found.plan_tasks, found.lawful) == ((), (), False)
    assert found.kind is AnswerKind.FAILED
    assert [each.id for each in again.open] == [MOVE]


def test_a_first_answer_without_a_plan_tells_its_clash_and_proposes_nothing() -> None:
    """There is no plan in force yet."""
    found = shown(answered(kind=AnswerKind.NO_PLAN, plan=None, clash=("seats",)))

    assert (found.revision, found.kind, found.clash) == ("r1", AnswerKind.NO_PLAN, ("seats",))
    assert (found.open, found.plan_tasks, found.holds) == ((), (), ())


def test_promises_that_cannot_be_kept_for_now_are_told() -> None:
    hold = Hold(
        cohort="kyc", destination="bengaluru", mode=Mode.TRANSFER, period="2027-Q2", heads=4
    )

    assert shown(answered(plan=Plan(holds=(hold,)))).holds == (hold,)


# ---------------------------------------------------------------- from one to the next


def told(before: Sequence[Event], after: Sequence[Event]) -> Difference:
    return difference(shown(*before), shown(*after))


def test_new_is_what_was_not_open_before() -> None:
    found = told([], [answered(proposal(4))])

    assert [each.id for each in found.new] == [MOVE]
    assert (found.revised, found.gone) == ((), {})


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ({"heads": 5}, True),
        ({"start_by": date(2027, 1, 20)}, True),
        ({"worth": 1120}, True),
        ({"worth": 1050}, False),
        ({"worth": -1000}, True),
        ({}, False),
    ],
)
def test_revised_is_what_changed_enough_to_be_told(changed: dict[str, Any], is_told: bool) -> None:
    """Heads and days always; the worth from a tenth on, since it changes a little every day."""
    old = [answered(proposal(4))]
    new = [*old, answered(proposal(**{"heads": 4, **changed}), number=2)]

    assert [each.id for each in told(old, new).revised] == ([MOVE] if is_told else [])
    (each,) = shown(*new).open
    assert each.revision == ("r2" if is_told else "r1")


def test_a_worth_that_drifts_is_told_once_it_has_changed_by_a_tenth_in_all() -> None:
    """From what was told last, not from the answer before."""
    log: list[Event] = []
    for n, worth in enumerate((1000, 1060, 1090, 1130, 1180), 1):
        log.append(answered(proposal(4, worth=worth), number=n))

    revisions = [shown(*log[: n + 1]).open[0].revision for n in range(len(log))]
    assert revisions == ["r1", "r1", "r1", "r4", "r4"]


def test_a_recommendation_that_comes_back_has_a_new_revision() -> None:
    """The plan did without it meanwhile: who had looked at it has to look again."""
    log = [answered(proposal(4)), answered(number=2), answered(proposal(4), number=3)]

    assert shown(*log).open[0].revision == "r3"


def test_gone_says_why() -> None:
    """Decided, not decided in time, another move in its place, or none at all."""
    old: list[Event] = [answered(proposal(4))]
    elsewhere = answered(proposal(4, period="2027-Q3"), number=2)

    assert told(old, [*old, accepted(4)]).gone == {MOVE: Gone.DECIDED}
    assert told(old, [*old, accepted(4), answered(number=2)]).gone == {MOVE: Gone.DECIDED}
    assert told(old, [*old, passed(date(2027, 2, 2))]).gone == {MOVE: Gone.EXPIRED}
    assert told(old, [*old, elsewhere]).gone == {MOVE: Gone.SUPERSEDED}
    assert told(old, [*old, answered(number=2)]).gone == {MOVE: Gone.WITHDRAWN}


def test_a_deferral_whose_day_has_come_is_no_reason_to_go() -> None:
    """Put off to 20 January, open again then, and dropped by the next plan: nobody decided that."""
    day = date(2027, 1, 20)
    put_off: list[Event] = [answered(proposal(4)), decided(DecisionKind.DEFER, until=day)]
    again: list[Event] = [*put_off, passed(day)]

    assert told(put_off[:1], put_off).gone == {MOVE: Gone.DECIDED}
    assert told(again, [*again, answered(number=2)]).gone == {MOVE: Gone.WITHDRAWN}


def test_on_its_last_day_a_move_that_is_gone_was_withdrawn() -> None:
    """It could still have been decided on: by 1 February, and that is today."""
    old, today = answered(proposal(4)), passed(FEBRUARY)

    assert told([old, today], [old, today, answered(number=2)]).gone == {MOVE: Gone.WITHDRAWN}


def test_decisions_are_shown_until_the_year_of_their_move_is_over() -> None:
    """A decision on a move of the second quarter is told all that year, and not in the next."""
    longer = scenario(horizon=Horizon(periods=8, tail_periods=0))

    def decided_by(day: date) -> tuple[str, ...]:
        world = published(answered(proposal(4)), accepted(4), passed(day), company=longer)
        return tuple(each.recommendation for each in snapshot(world, PROGRAMME, 7).decided)

    assert decided_by(date(2027, 12, 31)) == (MOVE,)
    assert decided_by(date(2028, 1, 1)) == ()


def test_a_decision_on_an_older_revision_counts() -> None:
    """The move is what was decided on; the last decision counts, whatever its revision."""
    yes = accepted(4, at=datetime(2027, 1, 3, tzinfo=UTC))

    assert names(answered(proposal(4), number=2), yes) == []
