"""What a plan comes to in a sentence, with figures worked by hand."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from models.briefing import Briefing
from models.choices import Audience, Language
from models.compared import AmountRange, ComparedPeople, PlanDays
from models.plan import TaskKind
from models.result import Status
from planner.briefing.board import for_board
from planner.exports.sheets.figure_rows import figure_rows
from planner.exports.sheets.sentence import decision_sentences
from planner.exports.sheets.speech import speech_of
from tests.support.briefings import MILLION, sample_briefing, sample_flows


def with_plan(briefing: Briefing, **changes: Any) -> Briefing:
    """A paper on its first plan alone, changed."""
    plan = briefing.chosen.model_copy(update=changes)
    others = briefing.options[len(briefing.plans) :]
    alone = {"plans": (plan.name,), "options": (plan, *others), "pairs": ()}
    return briefing.model_copy(update=alone)


def said(briefing: Briefing) -> str:
    sentences = decision_sentences(briefing, speech_of(briefing, Language.ENGLISH))
    return " ".join(sentences)


def test_a_plan_is_said_with_its_amounts_ranges_and_day() -> None:
    assert said(with_plan(sample_briefing())) == (
        "Move 118 of 642 posts at Shanghai in 3 waves, start 2 measures (Ring-fenced system, "
        "Masking), keep 524: USD 5 m more in money (3 to 8), USD 21 m less expected loss "
        "(assumed; 6 to 60), "
        "USD 16 m better in all than staying plus measures (2 worse to 48 better); decide by 15 "
        "January 2027, since the filing takes 120 days. It means 37 dismissals, 52 people asked to "
        "move, 36 vacancies filled elsewhere."
    )


def test_plans_that_cannot_be_told_apart_are_said_so_first() -> None:
    briefing = sample_briefing()

    first, *plans = decision_sentences(briefing, speech_of(briefing, Language.ENGLISH))

    assert first == (
        "Base and Strict cannot be told apart: they are USD 200 k apart, and what is proven of "
        "them leaves USD 1 m open."
    )
    assert [sentence.partition(":")[0] for sentence in plans] == ["Base", "Strict"]


def test_plans_that_can_be_told_apart_are_said_with_their_difference() -> None:
    briefing = sample_briefing()
    pair = briefing.pairs[0].model_copy(update={"difference": 3 * MILLION, "is_told_apart": True})

    first = said(briefing.model_copy(update={"pairs": (pair,)}))

    assert first.startswith(
        "Strict costs USD 3 m less in all than Base, expected loss included. Base: "
    )


def test_a_plan_that_breaks_a_rule_is_said_first_and_not_ranked() -> None:
    """The dearer plan is the one that can be done; a third one is ranked against it."""
    briefing = sample_briefing()
    base, strict, *baselines = briefing.options
    assert base.value is not None
    broken = base.value.model_copy(update={"broken": ("budget", "kept_posts")})
    third = strict.model_copy(update={"name": "Third"})
    pair = briefing.pairs[0].model_copy(update={"is_told_apart": True})
    kept = pair.model_copy(update={"one": "Strict", "other": "Third"})
    changed = briefing.model_copy(
        update={
            "plans": ("Base", "Strict", "Third"),
            "options": (base.model_copy(update={"value": broken}), strict, third, *baselines),
            "pairs": (pair, pair.model_copy(update={"other": "Third"}), kept),
        }
    )

    first, second, *plans = decision_sentences(changed, speech_of(changed, Language.ENGLISH))

    assert first == (
        "Base breaks rules in the world of Base and is not ranked: Budget, Kept posts."
    )
    assert second.startswith("Strict costs USD 200 k less in all than Third")
    assert [sentence.partition(":")[0] for sentence in plans] == ["Base", "Strict", "Third"]


def test_plans_that_cost_the_same_cannot_be_told_apart() -> None:
    briefing = sample_briefing()
    pair = briefing.pairs[0].model_copy(update={"difference": 0})

    first = said(briefing.model_copy(update={"pairs": (pair,)}))

    assert first.startswith(
        "Base and Strict cannot be told apart: they cost the same in all. Base:"
    )


@pytest.mark.parametrize("is_told_apart", [True, False])
def test_plans_whose_difference_is_rounded_to_nothing_are_not_told_apart(
    is_told_apart: bool,
) -> None:
    briefing = sample_briefing()
    pair = briefing.pairs[0].model_copy(update={"difference": -1, "is_told_apart": is_told_apart})
    board = for_board(briefing.model_copy(update={"pairs": (pair,)}))

    english, chinese = (decision_sentences(board, speech_of(board, each))[0] for each in Language)

    assert english == "Base and Strict cannot be told apart: they cost about the same in all."
    assert "大致相同" in chinese


def test_counts_for_a_board_are_said_to_be_rounded() -> None:
    board = for_board(with_plan(sample_briefing()))

    english, chinese = (decision_sentences(board, speech_of(board, each))[0] for each in Language)

    assert english.startswith(
        "Move about 115 of about 640 posts at Shanghai in at least 3 waves, start 2 measures "
        "(Ring-fenced system, Masking), keep about 525: "
    )
    assert "It means about 40 dismissals, about 55 people asked to move" in english
    assert chinese.startswith("分至少3个批次迁移Shanghai的约640个岗位中的约115个，启动2项措施")
    assert "裁员约40人" in chinese


def test_posts_of_waves_that_are_not_listed_are_said_without_waves() -> None:
    board = for_board(with_plan(sample_briefing(), flows=sample_flows()[1:2]))

    english, chinese = (decision_sentences(board, speech_of(board, each))[0] for each in Language)
    rows = {row.title: row for row in figure_rows(board, speech_of(board, Language.ENGLISH))}

    assert english.startswith("Move 1 to 5 posts, start")
    assert chinese.startswith("迁移1至5个岗位，")
    assert rows["Waves, at least"].values[:2] == (None, 0)


def test_totals_of_a_board_are_called_what_they_are() -> None:
    """A director who has the plan's own screen as well reads other numbers there."""
    exact = with_plan(sample_briefing())
    board = for_board(exact)

    planners, boards = (
        {row.title: row.values[0] for row in figure_rows(each, speech_of(each, Language.ENGLISH))}
        for each in (exact, board)
    )

    assert (planners["Dismissals"], planners["Posts moved"], planners["Waves"]) == (37, 118, 3)
    assert boards["Dismissals, about"] == 40
    assert (boards["Posts moved, about"], boards["Waves, at least"]) == (115, 3)
    assert not {"Dismissals", "Posts moved", "Waves"} & set(boards)


def test_what_is_rounded_to_nothing_is_said_to_be_about_the_same() -> None:
    small = AmountRange(base=1)

    board = for_board(
        with_plan(sample_briefing(), saving=small, saving_money=small, saving_loss=small)
    )

    assert (
        "about the same in money, about the same expected loss (assumed), about as good in all as "
        "staying plus measures"
    ) in said(board)


def test_a_plan_in_which_nobody_moves() -> None:
    nobody = ComparedPeople(
        dismissals=0,
        asked_to_move=0,
        transferred=0,
        redeployed=0,
        vacancies_filled_elsewhere=0,
    )
    same = AmountRange(base=0)
    sentence = said(
        with_plan(
            sample_briefing(),
            posts_moved=0,
            posts_kept=0,
            waves=0,
            people=nobody,
            measures=(),
            days=PlanDays(),
            saving=same,
            saving_money=same,
            saving_loss=same,
        )
    )

    assert sentence == (
        "Move nobody: the same in money, the same expected loss (assumed), neither better nor "
        "worse in all than staying plus measures."
    )


def test_ends_around_nothing_carry_their_own_units() -> None:
    ends = AmountRange(low=-3 * MILLION, base=0, high=4 * MILLION)

    sentence = said(with_plan(sample_briefing(), saving_money=ends))

    assert "the same in money (USD 3 m more to USD 4 m less)" in sentence


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((-3, 0), "the same in money (USD 3 m more at most)"),
        ((0, 4), "the same in money (USD 4 m less at most)"),
        ((0, 0), "the same in money, "),
    ],
)
def test_an_end_at_nothing_leaves_the_other_as_the_most(ends: tuple[int, int], words: str) -> None:
    low, high = (end * MILLION for end in ends)

    sentence = said(
        with_plan(sample_briefing(), saving_money=AmountRange(low=low, base=0, high=high))
    )

    assert words in sentence


def test_without_ranges_no_ends_are_said() -> None:
    sentence = said(
        with_plan(
            sample_briefing(),
            saving=AmountRange(base=16 * MILLION),
            saving_money=AmountRange(base=-5 * MILLION),
            saving_loss=AmountRange(base=21 * MILLION),
        )
    )

    assert (
        "USD 5 m more in money, USD 21 m less expected loss (assumed), USD 16 m better" in sentence
    )


def test_a_plan_that_is_dearer_in_all_is_said_to_be_worse() -> None:
    sentence = said(
        with_plan(
            sample_briefing(),
            saving=AmountRange(low=-9 * MILLION, base=-4 * MILLION, high=MILLION),
            saving_loss=AmountRange(low=-2 * MILLION, base=MILLION, high=3 * MILLION),
        )
    )

    assert "USD 1 m less expected loss (assumed; 2 more to 3 less)" in sentence
    assert "USD 4 m worse in all than staying plus measures (1 better to 9 worse)" in sentence


def test_a_risk_weight_is_said() -> None:
    briefing = with_plan(sample_briefing()).model_copy(update={"risk_weight": 2.5})

    assert "(assumed; 6 to 60; counted 2.5 times in the total)" in said(briefing)


def test_counts_that_are_not_shown_are_said_as_a_range() -> None:
    people = sample_briefing().chosen.people
    assert people is not None
    masked = people.model_copy(update={"dismissals": None})

    sentence = said(with_plan(sample_briefing(), posts_moved=None, people=masked))

    assert "Move 1 to 5 posts in 3 waves" in sentence
    assert "It means 1 to 5 dismissals" in sentence


def test_a_search_without_a_plan_says_how_it_ended() -> None:
    empty = with_plan(sample_briefing(), value=None, status=Status.INFEASIBLE)

    assert said(empty) == "There is no plan: none can keep every rule."


def test_a_plan_that_cannot_be_carried_over_says_so() -> None:
    stranger = with_plan(sample_briefing(), value=None, status=Status.OPTIMAL)

    assert said(stranger) == (
        "It cannot be carried over to the world of Base, which lacks what it names."
    )


def test_broken_rules_are_named() -> None:
    value = sample_briefing().chosen.value
    assert value is not None
    broken = value.model_copy(update={"broken": ("budget", "mass_redundancy")})

    assert said(with_plan(sample_briefing(), value=broken)).endswith(
        "It breaks rules: Budget, Mass redundancy."
    )


def test_every_kind_of_first_task_is_given_as_the_reason() -> None:
    days = sample_briefing().chosen.days
    reasons = {
        kind: said(
            with_plan(sample_briefing(), days=days.model_copy(update={"decide_task": kind}))
        ).partition(", since ")[2]
        for kind in TaskKind
    }

    assert all("120 days" in reason for reason in reasons.values())
    assert len(set(reasons.values())) == len(TaskKind)


def test_pairs_that_cannot_be_told_apart_come_first() -> None:
    briefing = sample_briefing()
    apart = briefing.pairs[0].model_copy(update={"is_told_apart": True})

    sentences = decision_sentences(
        briefing.model_copy(update={"pairs": (apart, briefing.pairs[0])}),
        speech_of(briefing, Language.ENGLISH),
    )

    assert "cannot be told apart" in sentences[0]
    assert "less in all than" in sentences[1]


def test_of_many_plans_the_pairs_with_the_first_are_said() -> None:
    briefing = sample_briefing()
    names = ("Base", "Two", "Three", "Four")
    pairs = tuple(
        briefing.pairs[0].model_copy(update={"one": one, "other": other})
        for one, other in combinations(names, 2)
    )

    sentences = decision_sentences(
        briefing.model_copy(update={"plans": names, "pairs": pairs}),
        speech_of(briefing, Language.ENGLISH),
    )

    said_apart = [each.partition(" cannot")[0] for each in sentences if "cannot be told" in each]
    assert said_apart == ["Base and Two", "Base and Three", "Base and Four"]


@pytest.mark.parametrize(
    ("origins", "said_at"),
    [
        (("shanghai", "tokyo"), "of 642 posts at Shanghai and Tokyo in"),
        (("tokyo", "bengaluru", "shanghai"), "at Shanghai, Bengaluru and Tokyo in"),
        ((), "of 642 posts in"),
    ],
)
def test_the_offices_whose_posts_are_counted_are_named(
    origins: tuple[str, ...], said_at: str
) -> None:
    flow = sample_briefing().chosen.flows[0]
    flows = tuple(flow.model_copy(update={"origin": origin}) for origin in origins)

    assert said_at in said(with_plan(sample_briefing(), flows=flows))


def test_many_offices_are_counted() -> None:
    briefing = with_plan(sample_briefing())
    offices = dict(zip("abcde", "ABCDE", strict=True))
    flows = tuple(briefing.chosen.flows[0].model_copy(update={"origin": o}) for o in offices)
    names = briefing.names.model_copy(update={"offices": offices})
    many = with_plan(briefing, flows=flows).model_copy(update={"names": names})

    assert "of 642 posts at 5 offices in" in said(many)


def dismissals_beside(
    anyway: int | None, dismissals: int | None, audience: Audience = Audience.PLANNER
) -> str:
    """What a plan is said to mean whose dismissals stand beside those of staying put."""
    plan, put, plus = with_plan(sample_briefing()).options
    assert plan.people is not None
    changed = [
        option.model_copy(update={"people": plan.people.model_copy(update={"dismissals": count})})
        for option, count in ((plan, dismissals), (put, anyway))
    ]
    briefing = with_plan(sample_briefing()).model_copy(
        update={"options": (*changed, plus), "audience": audience}
    )
    return said(briefing).partition("It means ")[2].partition(", 52 people")[0]


@pytest.mark.parametrize(
    ("anyway", "dismissals", "words"),
    [
        (0, 11, "11 dismissals"),
        (11, 11, "11 dismissals (as when staying put)"),
        (11, 14, "14 dismissals (3 more than when staying put)"),
        (11, 0, "0 dismissals (11 fewer than when staying put)"),
        (None, 10, "10 dismissals (1 to 5 when staying put)"),
        (10, None, "1 to 5 dismissals (10 when staying put)"),
    ],
)
def test_dismissals_stand_beside_those_of_staying_put(
    anyway: int | None, dismissals: int | None, words: str
) -> None:
    assert dismissals_beside(anyway, dismissals) == words


def test_rounded_dismissals_are_not_taken_from_one_another() -> None:
    assert dismissals_beside(10, 15, Audience.BOARD).startswith(
        "about 15 dismissals (about 10 when staying put)"
    )


def test_one_person_is_said_as_one() -> None:
    one = ComparedPeople(
        dismissals=1,
        asked_to_move=1,
        transferred=1,
        redeployed=1,
        vacancies_filled_elsewhere=1,
    )

    assert said(with_plan(sample_briefing(), people=one)).endswith(
        "It means 1 dismissal, 1 person asked to move, 1 person redeployed, 1 vacancy filled "
        "elsewhere."
    )


def test_a_board_is_told_that_the_day_of_a_plan_of_small_flows_is_not_shown() -> None:
    briefing = with_plan(sample_briefing(), large_flow_days=PlanDays())

    assert "; by when to decide is not shown, since it would tell of few people." in said(
        for_board(briefing)
    )
    assert "decide by 15 January 2027" in said(briefing)


def test_amounts_of_a_range_that_differ_read_apart() -> None:
    near = AmountRange(low=-5_004_000_00, base=-5_001_000_00, high=-4_998_000_00)

    assert "USD 5.001 m more in money (4.998 to 5.004)" in said(
        with_plan(sample_briefing(), saving_money=near)
    )
