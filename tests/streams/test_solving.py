"""What a solver is asked, and how its answer gets into the log."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from models.answer import Answer, AnswerKind
from models.plan import Plan
from models.search_limits import SearchLimits
from streams.events import (
    BudgetSet,
    Event,
    HeadcountChanged,
    ScenarioPublished,
    SignalReported,
)
from streams.fold import fold
from streams.solving import MOST_CAUSES, Ask, answer_event, ask_of
from streams.state import World
from tests.support.builders import cohort, matter, money, scenario, signal
from tests.support.histories import (
    PROGRAMME,
    START,
    accepted,
    answered,
    passed,
    proposal,
    published,
    seen,
    told,
)

LIMITS = SearchLimits(gap=0.01, seconds=1.0)
FEBRUARY = date(2027, 2, 1)


def asked(since: World, *recent: Event) -> Ask:
    """The question after further events."""
    found = ask_of(fold(since, recent), PROGRAMME, since, list(recent), LIMITS)
    assert found is not None
    return found


def left(name: str, heads: int = 1) -> Any:
    return told(HeadcountChanged, name, cohort="kyc", people=-heads, effective_from=FEBRUARY)


def test_the_first_question_has_no_plan_to_start_from() -> None:
    ask = asked(published())

    assert (ask.number, ask.reference, ask.proposals, ask.orders) == (1, Plan(), (), ())
    assert (ask.revision, ask.scenario) == (ask.scenario.hash, seen(published()).scenario)


def test_later_ones_start_from_the_last_plan() -> None:
    """An answer without a plan counts in the chain and leaves the reference as it is."""
    first = answered(proposal(4))
    late = answered(number=2, kind=AnswerKind.LATE, plan=None)
    ask = asked(published(first, late))

    assert ask.number == 3
    assert ask.reference == first.answer.plan
    assert ask.proposals == first.answer.proposals


def test_without_a_scenario_there_is_no_question() -> None:
    assert ask_of(World(), PROGRAMME, World(), [], LIMITS) is None


def test_causes_are_the_events_without_which_the_view_is_another() -> None:
    """Leaving counts; a signal on an unknown matter changes nothing; a day is no cause."""
    strange = told(SignalReported, "b", signal=signal("law", "unheard-of"))
    ask = asked(published(), left("a"), strange, passed(FEBRUARY))

    (without,) = ask.without
    assert without.event == "a"
    assert without.scenario.cohorts[0].vacant == 0
    assert without.scenario.planning_date == FEBRUARY


def test_of_two_events_each_is_taken_away_alone() -> None:
    ask = asked(published(), left("a", 1), left("b", 2), passed(FEBRUARY))

    assert {each.event: each.scenario.cohorts[0].vacant for each in ask.without} == {"a": 2, "b": 1}


def test_only_the_latest_are_looked_into() -> None:
    events = [left(f"e{i:02d}") for i in range(MOST_CAUSES + 3)]
    company = scenario(cohorts=(cohort("kyc", posts=90),))
    ask = asked(published(company=company), *events, passed(FEBRUARY))

    assert [each.event for each in ask.without] == [each.id for each in events[3:]]


def test_events_of_other_programmes_are_no_causes_and_signals_are() -> None:
    company = scenario(matters=(matter("pipl"),))
    other = left("a").model_copy(update={"programme": "others"})
    law = SignalReported(id="b", recorded_at=START, signal=signal("law", "pipl"))
    ask = asked(published(company=company), other, law, passed(FEBRUARY))

    assert [each.event for each in ask.without] == ["b"]


def test_a_scenario_published_anew_is_the_question_and_no_cause() -> None:
    anew = told(ScenarioPublished, "c", datetime(2027, 1, 2, tzinfo=UTC),
                scenario=scenario(discount_rate=0.1))  # fmt: skip
    ask = asked(published(), anew, told(BudgetSet, "d", limit=money("USD 5")))

    assert ask.scenario.discount_rate == 0.1
    assert [each.event for each in ask.without] == ["d"]


def test_a_decision_can_be_a_cause() -> None:
    ask = asked(published(answered(proposal(4))), accepted(4))

    assert [each.event for each in ask.without] == [accepted(4).id]


def test_the_same_question_gives_the_same_event() -> None:
    """Answered twice after a crash, it counts once."""
    ask = asked(published())
    answer = Answer(kind=AnswerKind.LATE, revision=ask.revision)
    one, other = (answer_event(ask, answer, START) for _ in range(2))

    assert one == other
    assert one.id.startswith("answer/test/1/")
    assert (one.programme, one.number) == (PROGRAMME, 1)


def test_a_question_survives_the_way_to_a_child_and_back() -> None:
    ask = asked(published(answered(proposal(4))), left("a"), passed(FEBRUARY))

    assert Ask.model_validate_json(ask.model_dump_json()) == ask
