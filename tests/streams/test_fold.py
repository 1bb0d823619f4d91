"""The fold: each event once, in any order, gives one state; and what that state says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answer import Answer, AnswerKind
from models.choices import DecisionKind, Reason
from models.plan import Plan
from models.workforce import HeadcountStep
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
from streams.masking import not_in
from streams.state import Heads, World
from streams.view import NoView, View, view
from tests.support.builders import matter, money, move, scenario, signal
from tests.support.histories import whose

START = datetime(2027, 1, 1, tzinfo=UTC)
MOVE = "test/kyc/bengaluru/transfer/2027-Q2"

moments = st.integers(0, 9).map(lambda hours: START + timedelta(hours=hours))
days = st.integers(0, 300).map(lambda n: START.date() + timedelta(days=n))


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    """Events of every kind about one programme, each with an id of its own."""
    kinds = st.sampled_from(
        [
            lambda: ScenarioPublished(**own(), scenario=company()),
            lambda: HeadcountChanged(
                **own(), cohort="kyc", posts=draw(st.integers(-2, 2)),
                people=draw(st.integers(-2, 2)), effective_from=draw(days),
            ),
            lambda: HeadcountCounted(
                **own(), cohort="kyc", posts=draw(st.integers(0, 20)),
                people=draw(st.integers(0, 20)), as_of=draw(days),
            ),
            lambda: SeatsCounted(
                **own(), office="shanghai", seats=draw(st.integers(0, 99)), as_of=draw(days)
            ),
            lambda: BudgetSet(
                **own(), fiscal_year=draw(st.sampled_from([None, 2027])),
                limit=draw(st.sampled_from([None, money("USD 100000")])),
            ),
            lambda: SignalReported(
                **everyones(),
                signal=signal("law", "pipl", severity=draw(st.sampled_from([0.5, 1.0]))),
            ),
            lambda: SignalApproved(**everyones(), signal="law", by="counsel"),
            lambda: SignalRetracted(**everyones(), signal="law"),
            lambda: RecommendationDecided(
                **own(), recommendation=MOVE, revision="r", verdict=DecisionKind.ACCEPT,
                reason=Reason.AGREED, heads=draw(st.integers(1, 5)),
            ),
            lambda: MoveExecuted(
                **own(), recommendation=MOVE, step=draw(st.sampled_from(list(Step))), heads=1
            ),
            lambda: AnswerRecorded(
                **own(), number=draw(st.integers(1, 3)),
                answer=Answer(
                    kind=AnswerKind.CHANGED, revision=str(draw(st.integers(0, 9))),
                    plan=Plan(moves=(move(draw(st.integers(1, 4))),)),
                ),
            ),
            lambda: DayPassed(**everyones(), day=draw(days)),
        ]
    )  # fmt: skip
    events: list[Event] = []

    def own() -> dict[str, Any]:
        return {**everyones(), "programme": "test"}

    def everyones() -> dict[str, Any]:
        return {"id": f"e{len(events)}", "recorded_at": draw(moments)}

    for _ in range(draw(st.integers(0, 12))):
        make: Callable[[], Any] = draw(kinds)
        events += [make()]
    return events


def company() -> Any:
    return scenario(matters=(matter("pipl"),))


@given(events(), st.randoms(use_true_random=False))
def test_any_order_and_any_batches_give_the_same_state(told: list[Event], dice: Random) -> None:
    """All at once, or shuffled and in batches: one hash, one view.

    Answers stay in the order of the log, in which the first of a number counts.
    """
    at_once = fold(World(), told)
    answers = iter([each for each in told if isinstance(each, AnswerRecorded)])
    dice.shuffle(told)
    told = [next(answers) if isinstance(each, AnswerRecorded) else each for each in told]
    in_batches = World()
    while told:
        size = dice.randint(1, len(told))
        in_batches, told = fold(in_batches, told[:size]), told[size:]

    assert in_batches.hash == at_once.hash
    assert view(in_batches, "test") == view(at_once, "test")


SEATS: dict[str, Any] = {"office": "shanghai", "as_of": START.date()}
COUNT: dict[str, Any] = {"cohort": "kyc", "as_of": START.date()}
YEAR: dict[str, Any] = {"fiscal_year": 2027}
ACCEPTED: dict[str, Any] = {
    "recommendation": MOVE,
    "revision": "r",
    "verdict": DecisionKind.ACCEPT,
    "reason": Reason.AGREED,
}


@pytest.mark.parametrize(
    ("kind", "field", "earlier", "later"),
    [
        (SeatsCounted, "seats", SEATS | {"seats": 9}, SEATS | {"seats": 4}),
        (
            HeadcountCounted,
            "counts",
            COUNT | {"posts": 9, "people": 9},
            COUNT | {"posts": 4, "people": 3},
        ),
        (BudgetSet, "budgets", YEAR | {"limit": money("USD 9")}, YEAR | {"limit": money("USD 4")}),
        (RecommendationDecided, "decisions", ACCEPTED | {"heads": 5}, ACCEPTED | {"heads": 2}),
        (
            ScenarioPublished,
            "scenario",
            {"scenario": scenario()},
            {"scenario": scenario(risk_weight=0.5)},
        ),
    ],
)
def test_of_two_that_say_the_same_thing_the_one_recorded_last_counts(
    kind: Callable[..., Event], field: str, earlier: dict[str, Any], later: dict[str, Any]
) -> None:
    """In whichever order they come."""
    first = kind(id="a", recorded_at=START, programme="test", **earlier)
    last = kind(id="b", recorded_at=START + timedelta(hours=1), programme="test", **later)

    def table(*told: Event) -> object:
        return getattr(fold(World(), told).programmes["test"], field)

    assert table(first, last) == table(last, first) == table(last)


def test_changes_of_one_day_add_up_and_are_as_new_as_the_last_of_them() -> None:
    """Two more and one fewer, from the same day on, in whichever order they come."""
    day, later = date(2027, 2, 1), START + timedelta(hours=1)
    of_day: dict[str, Any] = {"programme": "test", "cohort": "kyc", "effective_from": day}
    more = HeadcountChanged(id="a", recorded_at=START, posts=2, people=1, **of_day)
    fewer = HeadcountChanged(id="b", recorded_at=later, posts=-1, people=-3, **of_day)

    for told in ((more, fewer), (fewer, more)):
        state = fold(World(), told).programmes["test"]
        assert state.changes["kyc"] == {day: Heads(1, -2)}
        assert state.changes_recorded["kyc"] == {day: later}


def test_steps_of_one_kind_and_day_add_up() -> None:
    """Two and three have landed: five."""
    two, three = (
        event(MoveExecuted, name, recommendation=MOVE, step=Step.LANDED, heads=heads)
        for name, heads in (("a", 2), ("b", 3))
    )

    (landed,) = fold(World(), [two, three]).programmes["test"].steps[MOVE].values()
    assert landed == 5


def test_of_two_answers_with_one_number_the_first_counts_and_none_before_it() -> None:
    """Whoever answers late, with the same number or a lower one, changes nothing."""

    def answer(name: str, number: int, heads: int) -> Any:
        plan = Plan(moves=(move(heads),))
        said = Answer(kind=AnswerKind.CHANGED, revision="r", plan=plan)
        return event(AnswerRecorded, name, number=number, answer=said)

    first = fold(World(), [answer("a", 2, 1)])
    assert fold(first, [answer("b", 2, 3), answer("c", 1, 4)]).hash == first.hash
    assert fold(first, [answer("d", 3, 3)]).hash != first.hash


def test_a_failed_answer_is_the_last_and_leaves_what_was_found() -> None:
    """The plan in force is still that of the answer before it, and so is what it found."""
    plan = Plan(moves=(move(1),))
    found = Answer(kind=AnswerKind.CHANGED, revision="r", plan=plan)
    failed = Answer(kind=AnswerKind.FAILED, revision="r")
    state = fold(
        World(),
        [
            event(AnswerRecorded, "a", number=1, answer=found),
            event(AnswerRecorded, "b", number=2, answer=failed),
        ],
    ).programmes["test"]

    numbers = [each and each.number for each in (state.answer, state.finding, state.reference)]
    assert numbers == [2, 1, 1]


def test_signals_of_all_batches_are_kept() -> None:
    """A report, and in a later batch its approval; a batch without signals loses none."""
    report = event(SignalReported, "a", signal=signal("law", "pipl", severity=0.5))
    approval = event(SignalApproved, "b", signal="law", by="counsel")
    both = fold(World(), [report, approval])
    passed = event(DayPassed, "c", day=date(2027, 1, 2))

    assert len(both.signals.facts) == 2
    assert fold(fold(World(), [report]), [approval]).signals == both.signals
    assert fold(both, [passed]).signals == both.signals


@pytest.mark.parametrize(
    ("kind", "fields", "changed"),
    [
        (BudgetSet, YEAR | {"limit": money("USD 9")}, {"limit": money("USD 4")}),
        (RecommendationDecided, ACCEPTED | {"heads": 5}, {"heads": 2}),
        (SeatsCounted, SEATS | {"seats": 9}, {"seats": 4}),
    ],
)
def test_a_batch_writes_into_no_table_of_the_state_before(
    kind: type[Any], fields: dict[str, Any], changed: dict[str, Any]
) -> None:
    """The same key again, with another value: the state before is as it was."""
    before = fold(World(), [event(kind, "a", **fields)])
    after = fold(before, [event(kind, "b", **fields | changed)])

    assert before == fold(World(), [event(kind, "a", **fields)])
    assert after != before


@given(events())
def test_folding_changes_nothing_of_the_state_before(told: list[Event]) -> None:
    """States are values: the half-way state is the same after the rest is folded."""
    half = fold(World(), told[: len(told) // 2])
    before = half.hash
    fold(half, told[len(told) // 2 :])

    assert half.hash == before


def published(*told: Event, **changes: Any) -> World:
    """The default company, published, and further events."""
    first = ScenarioPublished(
        id="s", programme="test", recorded_at=START, scenario=scenario(**changes)
    )
    return fold(World(), [first, *told])


def looked_at(world: World) -> View:
    found = view(world, "test")
    assert isinstance(found, View)
    return found


def event(kind: type[Any], name: str, **fields: Any) -> Any:
    return kind(id=name, recorded_at=START, **whose(kind, "test"), **fields)


def test_heads_are_the_latest_count_and_later_changes() -> None:
    """Ten; three leave in February; counted seven and six in March; one joins in April.

    On 2027-05-01: seven posts from the count, the change of February is in it, one more from April.
    """
    seen = looked_at(
        published(
            event(HeadcountChanged, "a", cohort="kyc", people=-3, effective_from=date(2027, 2, 1)),
            event(HeadcountCounted, "b", cohort="kyc", posts=7, people=6, as_of=date(2027, 3, 1)),
            event(HeadcountChanged, "c", cohort="kyc", people=1, effective_from=date(2027, 4, 1)),
            event(DayPassed, "d", day=date(2027, 5, 1)),
        )
    )
    (kyc,) = seen.scenario.cohorts

    assert (kyc.posts, kyc.vacant) == (7, 0)
    assert seen.scenario.planning_date == date(2027, 5, 1)


def test_future_changes_of_posts_are_foreseen() -> None:
    """Two posts are cut from July on: ten today, eight from then on.

    The two that the scenario foresees for October stay foreseen, and do not undo the cut: ten.
    """
    seen = looked_at(
        published(
            event(HeadcountChanged, "a", cohort="kyc", posts=-2, people=-2,
                  effective_from=date(2027, 7, 1)),
            headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 10, 1), posts=12),),
        )
    )  # fmt: skip

    assert seen.scenario.posts["kyc"] == (10, 10, 8, 10)


def test_facts_about_what_is_not_there_are_told() -> None:
    """Folded and reported, not lost: a later scenario may have the cohort."""
    seen = looked_at(
        published(
            event(HeadcountChanged, "a", cohort="ghosts", posts=1, effective_from=date(2027, 2, 1))
        )
    )

    assert seen.unmatched == (f"headcount of {not_in('test', 'a cohort', 'ghosts')}",)
    assert "ghosts" not in str(seen.unmatched)


def test_without_a_scenario_there_is_no_view() -> None:
    assert isinstance(view(World(), "test"), NoView)


def test_an_accepted_move_is_firm_until_it_has_landed() -> None:
    """Four of the five accepted are left after one declined; none after they have landed."""
    told = [
        event(RecommendationDecided, "a", recommendation=MOVE, revision="r", heads=5,
              verdict=DecisionKind.ACCEPT, reason=Reason.AGREED),
        event(MoveExecuted, "b", recommendation=MOVE, step=Step.DECLINED, heads=1),
    ]  # fmt: skip
    landed = event(MoveExecuted, "c", recommendation=MOVE, step=Step.LANDED, heads=4)

    (firm,) = looked_at(published(*told)).scenario.incumbent
    assert (firm.heads, firm.standing.value) == (4, "accepted")
    assert looked_at(published(*told, landed)).scenario.incumbent == ()
    assert looked_at(published(*told, landed)).scenario.cohorts[0].posts == 10


def test_a_no_rules_the_destination_out_and_a_no_for_its_timing_does_not() -> None:
    """The same people are not asked again a quarter later."""

    def said(reason: Reason) -> list[tuple[str | None, int]]:
        no = event(RecommendationDecided, "a", recommendation=MOVE, revision="r",
                   verdict=DecisionKind.REJECT, reason=reason)  # fmt: skip
        agreed = looked_at(published(no)).scenario.under_way.agreed
        return [(each.period, each.heads) for each in agreed]

    assert said(Reason.PEOPLE) == [("2027-Q2", 0), (None, 0)]
    assert said(Reason.TIMING) == [("2027-Q2", 0)]


def test_the_last_of_the_chain_of_answers_is_the_reference() -> None:
    """Of one number it is the first in the log, whatever the clocks of their writers say."""

    def answer(number: int, heads: int) -> Any:
        plan = Plan(moves=(move(heads, period="2027-Q2"),))
        return event(AnswerRecorded, f"a{number}", number=number,
                     answer=Answer(kind=AnswerKind.CHANGED, revision="r", plan=plan))  # fmt: skip

    for apart in (timedelta(1), timedelta(-1)):
        again = answer(2, 1).model_copy(update={"id": "b2", "recorded_at": START + apart})
        told = [answer(1, 5), answer(2, 3), again, answer(1, 4)]
        assert looked_at(published(*told)).scenario.incumbent[0].heads == 3
        assert looked_at(published(again, answer(2, 3))).scenario.incumbent[0].heads == 1
    (planned,) = looked_at(published(answer(2, 3), answer(1, 5))).scenario.incumbent
    assert (planned.heads, planned.standing.value) == (3, "planned")


def test_a_budget_without_a_year_is_that_of_the_horizon() -> None:
    """Kept under nought, beside those of fiscal years."""
    limits = [
        BudgetSet(
            id=str(year), recorded_at=START, programme="p", fiscal_year=year, limit=money("USD 9")
        )
        for year in (None, 2027)
    ]

    assert set(fold(World(), limits).programmes["p"].budgets) == {0, 2027}
