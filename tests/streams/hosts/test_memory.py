"""What a host keeps in mind: whom to ask, and the causes since the reference."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answer import Answer, AnswerKind
from models.search_limits import SearchLimits
from models.workforce import Mode
from streams.events import (
    DayPassed,
    Event,
    HeadcountChanged,
    MoveExecuted,
    SeatsCounted,
    SignalRetracted,
    Step,
)
from streams.hosts.memory import Memory
from streams.policy import after_answer
from streams.recent import MOST_RECENT
from streams.recommend import snapshot
from streams.solving import Ask, answer_event, ask_of
from streams.state import World
from tests.support.embedded_hosts import EAGER
from tests.support.events import RECORDED, published
from tests.support.histories import whose
from tests.support.stubs import answers

NAME = "north"


def about(kind: type[Any], name: str, **fields: Any) -> Any:
    return kind(id=name, recorded_at=RECORDED, **whose(kind, NAME), **fields)


def planned(name: str) -> Event:
    found: Event = about(
        HeadcountChanged, name, cohort="kyc", posts=1, effective_from=date(2027, 6, 1)
    )
    return found


def memory(*told: Event) -> Memory:
    found = Memory(EAGER)
    found.take([published(NAME), *told], RECORDED)
    return found


def asked(found: Memory) -> Ask:
    ask = found.question(NAME, SearchLimits(), RECORDED)
    assert ask is not None
    return ask


def told_of(found: Memory, *events: Event) -> Memory:
    found.take(events, RECORDED)
    return found


def test_an_answered_view_is_not_asked_again_when_its_own_plan_is_in_force() -> None:
    """The plan becomes part of the view, and so another hash: that alone asks nothing."""
    found = memory()
    ask = asked(found)
    told_of(found, answer_event(ask, answers(ask), RECORDED))
    step = about(MoveExecuted, "x", recommendation=f"{NAME}/kyc/bengaluru/{Mode.TRANSFER}/2027-Q3",
                 step=Step.HANDED_OVER, heads=1)  # fmt: skip
    told_of(found, step)

    assert found.due()
    assert found.question(NAME, SearchLimits(), RECORDED) is None


def test_what_came_while_a_plan_was_made_is_asked_afterwards() -> None:
    """Seats change between question and answer: the answer is of an older view."""
    found = memory()
    ask = asked(found)
    told_of(found, about(SeatsCounted, "s", office="shanghai", seats=7, as_of=date(2027, 1, 1)))
    told_of(found, answer_event(ask, answers(ask), RECORDED))

    assert asked(found).revision != ask.revision
    assert asked_number(found) == 2


def test_what_came_while_a_plan_was_made_is_a_cause_of_the_next_answer() -> None:
    """Question, event, answer, question: the first answer did not know it. Under load the usual."""
    found = memory()
    for n in range(3):
        ask = asked(found)
        assert [each.event for each in ask.without] == ([f"f{n - 1}"] if n else [])
        told_of(found, planned(f"f{n}"))
        told_of(found, answer_event(ask, answers(ask), RECORDED))
    told_of(found, planned("after"))
    last = asked(found)

    assert [each.event for each in last.without] == ["after", "f2"]
    without_f2 = last.without[1].scenario
    told_of(found, answer_event(last, answers(last), RECORDED))
    assert found.question(NAME, SearchLimits(), RECORDED) is None
    assert without_f2.hash != last.scenario.hash


def test_what_came_during_a_question_that_failed_stays_a_cause() -> None:
    """Nothing has been answered: all that came since the reference may be why."""
    found = memory()
    first = asked(found)
    told_of(found, answer_event(first, answers(first), RECORDED))
    told_of(found, planned("f0"))
    ask = asked(found)
    told_of(found, planned("f1"))
    failure = Answer(kind=AnswerKind.FAILED, revision=ask.revision)
    told_of(found, answer_event(ask, failure, RECORDED))

    assert [each.event for each in asked(found).without] == ["f0", "f1"]


def test_an_answer_that_comes_second_changes_nothing() -> None:
    """Of two of one number the first in the log counts, whenever they were recorded."""
    found = memory()
    old = asked(found)
    found.discard(NAME, RECORDED)
    told_of(found, about(SeatsCounted, "s", office="shanghai", seats=7, as_of=date(2027, 1, 1)))
    new = asked(found)
    told_of(found, answer_event(new, answers(new), RECORDED))
    assert found.question(NAME, SearchLimits(), RECORDED) is None
    before = found.world.hash
    told_of(found, answer_event(old, answers(old), RECORDED - timedelta(1)))

    assert found.world.hash == before
    assert not found.due()


def test_who_asked_and_is_forestalled_looks_again() -> None:
    """The answer that came first is of another view."""
    found = memory()
    old = asked(found)
    found.discard(NAME, RECORDED)
    told_of(found, about(SeatsCounted, "s", office="shanghai", seats=7, as_of=date(2027, 1, 1)))
    new = asked(found)
    told_of(found, answer_event(old, answers(old), RECORDED))
    told_of(found, answer_event(new, answers(new), RECORDED))

    assert found.due()
    assert asked(found).number == old.number + 1


def asked_number(found: Memory) -> int:
    world = found.world.programmes[NAME].answer
    assert world is not None
    return world.number + 1


def test_begun_again_it_asks_only_what_is_unanswered() -> None:
    """As after a restart: the request is empty, the log is not."""
    found = memory()
    ask = asked(found)
    told_of(found, answer_event(ask, answers(ask), RECORDED))
    found.begin_again(RECORDED)
    assert found.question(NAME, SearchLimits(), RECORDED) is None

    again = Memory(EAGER)
    again.take([published(NAME)], RECORDED)
    again.begin_again(RECORDED)
    assert asked(again).revision == ask.revision


def test_causes_are_those_of_the_last_events_however_many_came() -> None:
    """What is kept is bounded, and asks what keeping everything would ask."""
    found = memory()
    ask = asked(found)
    told_of(found, answer_event(ask, answers(ask), RECORDED))
    since, recent = found.world, list[Event]()
    for n in range(200):
        gone = SignalRetracted(id=f"r{n}", recorded_at=RECORDED, signal="law")
        event = planned(f"f{n}") if n % 7 else gone
        recent.append(event.model_copy(update={"recorded_at": RECORDED + timedelta(minutes=n)}))
        told_of(found, recent[-1])
    full = ask_of(found.world, NAME, since, recent, SearchLimits())

    assert full is not None
    assert full.without
    assert asked(found) == full
    assert len(found.recent[NAME].events) <= MOST_RECENT


@pytest.mark.slow
@given(st.data())
def test_causes_are_the_same_in_whatever_order_events_come(data: st.DataObject) -> None:
    """Those recorded last count, not those that came last; many are recorded at the same time."""
    events: list[Event] = [planned(f"p{n}") for n in range(60)]
    events = [
        each.model_copy(update={"recorded_at": RECORDED + timedelta(days=n % 20)})
        for n, each in enumerate(events)
    ]
    cuts = sorted(data.draw(st.lists(st.integers(0, 60), max_size=8)))
    mixed = data.draw(st.permutations(events))
    found = memory()
    for start, end in pairwise([0, *cuts, 60]):
        found.take(mixed[start:end], RECORDED)

    ask = asked(found)
    assert ask == asked(memory(*events))
    assert {each.event for each in ask.without} == {
        "p39", "p59", *(f"p{n}" for n in (16, 17, 18, 19, 36, 37, 38, 56, 57, 58))
    }  # fmt: skip


def test_a_shared_event_asks_for_everybody() -> None:
    """A signal concerns each programme; a count only its own."""
    found = memory()
    found.take([published("south")], RECORDED)
    for name in ("north", "south"):
        found.question(name, SearchLimits(), RECORDED)
    found.requests = {
        name: after_answer(request, request.running) for name, request in found.requests.items()
    }
    told_of(found, planned("f"))
    assert [name for _, name in found.due()] == ["north"]
    found.take([SignalRetracted(id="r", recorded_at=RECORDED, signal="law")],
               RECORDED + timedelta(seconds=1))  # fmt: skip

    assert [name for _, name in found.due()] == ["north", "south"]
    assert World().hash != found.world.hash


def test_a_view_that_was_answered_cut_short_is_asked_again_when_it_is_quiet() -> None:
    """Seats change and change back meanwhile: the same view, which has no proof yet."""
    found = memory()
    ask = asked(found)
    for n, seats in enumerate((7, 100)):
        told_of(found, about(SeatsCounted, f"s{n}", office="shanghai", seats=seats,
                             as_of=date(2027, 1, 1)))  # fmt: skip
    assert found.to_cut_short(RECORDED) == []
    assert found.to_cut_short(RECORDED + timedelta(seconds=5)) == [NAME]
    late = answers(ask).model_copy(update={"kind": AnswerKind.LATE, "cut_short": True})
    told_of(found, answer_event(ask, late, RECORDED))

    assert found.question(NAME, SearchLimits(), RECORDED) is not None


def test_a_view_that_was_answered_cut_short_is_asked_again_after_a_restart() -> None:
    """The log says how an answer came; one that took its time is not asked again."""
    for cut_short in (True, False):
        before = memory()
        ask = asked(before)
        late = answers(ask).model_copy(update={"kind": AnswerKind.LATE, "cut_short": cut_short})
        found = told_of(memory(), answer_event(ask, late, RECORDED))
        found.begin_again(RECORDED)

        assert (found.question(NAME, SearchLimits(), RECORDED) is not None) == cut_short


def test_who_waits_longest_and_whose_solver_fails_is_known() -> None:
    """As long as it does, however seldom it is asked by then."""
    found = memory()
    found.take([published("south")], RECORDED + timedelta(seconds=5))
    later = RECORDED + timedelta(hours=3)
    assert (found.failing, found.longest_unanswered(later)) == (0, timedelta(hours=3))
    ask = asked(found)
    failure = Answer(kind=AnswerKind.FAILED, revision=ask.revision)
    told_of(found, answer_event(ask, failure, RECORDED))
    assert (found.failing, found.longest_unanswered(later)) == (1, timedelta(hours=3))
    ask = asked(found)
    told_of(found, answer_event(ask, answers(ask), RECORDED))

    assert found.failing == 0
    assert found.longest_unanswered(later) == timedelta(hours=3) - timedelta(seconds=5)


@given(
    st.sampled_from([date.min, date(1900, 1, 1), date(9900, 1, 1), date(9999, 11, 30), date.max]),
    st.sampled_from(["day", "people", "seats", "step"]),
)
def test_at_the_ends_of_the_calendar_there_is_a_question_or_there_is_none(
    day: date, what: str
) -> None:
    """Whatever has to be counted on from there: nothing is raised, before an answer and after."""
    told: dict[str, Event] = {
        "day": about(DayPassed, "d", day=day),
        "people": about(
            HeadcountChanged, "h", cohort="kyc", posts=1, people=1, effective_from=day
        ),
        "seats": about(SeatsCounted, "s", office="shanghai", seats=70, as_of=day),
        "step": about(MoveExecuted, "m", recommendation="north/kyc/bengaluru/transfer/2027-Q3",
                      step=Step.LANDED, heads=3, on=day),
    }  # fmt: skip
    found = memory()
    first = asked(found)
    told_of(found, answer_event(first, answers(first), RECORDED))
    for each in (told[what], about(DayPassed, "last", day=max(day, date(2027, 2, 1)))):
        told_of(found, each)
        found.question(NAME, SearchLimits(), RECORDED)
        shown = snapshot(found.world, NAME, 0)

        assert shown.programme == NAME
