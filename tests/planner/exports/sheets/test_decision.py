"""The decision's rows and notes where something is missing, and the counts on the second sheet."""

from __future__ import annotations

import pytest

from models.briefing import Briefing
from models.choices import Language
from models.compared import AmountRange, FewAccept, Pays
from models.decision_inputs import Trigger
from models.provenance import Certainty
from models.result import Status
from planner.briefing.board import for_board
from planner.exports.sheets import paper_of
from planner.exports.sheets.speech import speech_of
from planner.exports.table import Value
from planner.wording.labels import DISCLAIMER
from tests.support.briefings import MILLION, sample_briefing, sample_flows
from tests.support.paper_parts import first_changed, sheet, table

WAITING = "Deciding a quarter later costs"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.OPTIMAL, "cannot be carried over"),
        (Status.INFEASIBLE, "no plan found"),
    ],
)
def test_an_option_without_a_value_says_why(status: Status, words: str) -> None:
    rows = table(paper_of(first_changed(value=None, status=status)), "decision").rows

    assert rows[-1][:2] == ("Rules it breaks", words)
    assert {row[0]: row[1] for row in rows}["Total"] is None


@pytest.mark.parametrize(
    ("pays", "break_even", "words", "chinese"),
    [
        (Pays.FROM, 0.64, "pays from 0.64 times ours", "损失达到我方假设的0.64倍起更便宜"),
        (
            Pays.UNTIL,
            41.0,
            "pays while losses stay under 41 times ours",
            "损失低于我方假设的41倍时更便宜",
        ),
        (Pays.ALWAYS, None, "cheaper at any multiple", "无论倍数多少，均更便宜"),
        (Pays.NEVER, 0.0, "not cheaper at any multiple", "无论倍数多少，均不更便宜"),
        (None, None, None, None),
    ],
)
def test_the_side_of_the_break_even_on_which_a_plan_pays_is_said(
    pays: Pays | None, break_even: float | None, words: str | None, chinese: str | None
) -> None:
    briefing = first_changed(pays=pays, break_even=break_even)

    for language, said in ((Language.ENGLISH, words), (Language.CHINESE, chinese)):
        title = speech_of(briefing, language).say(
            "Break-even with staying put, by multiple of all losses"
        )
        rows = table(paper_of(briefing, language), "decision").rows
        assert {row[0]: row[1] for row in rows}[title] == said


def test_waiting_without_a_plan_says_so() -> None:
    waiting = sample_briefing().chosen.waiting
    assert waiting is not None
    none = waiting.model_copy(update={"total": None})

    rows = table(paper_of(first_changed(waiting=none)), "decision").rows

    assert {row[0]: row[1] for row in rows}[WAITING] == "no plan found"


@pytest.mark.parametrize(("gap", "proves"), [(3 * MILLION, True), (4 * MILLION, False)])
def test_a_cost_of_waiting_within_what_is_left_open_proves_nothing(gap: int, proves: bool) -> None:
    waiting = sample_briefing().chosen.waiting
    assert waiting is not None

    told = {"gap": gap, "proves_nothing": not proves}
    paper = paper_of(first_changed(waiting=waiting.model_copy(update=told)))

    row = next(row for row in table(paper, "decision").rows if row[0] == WAITING)
    assert row[1] == (4 * MILLION if proves else "USD 4 m, not told apart from nothing")
    said = [note for note in paper.sheets[0].notes if note.endswith("it proves nothing.")]
    assert len(said) == (0 if proves else 1)
    assert all("costs Base is no more than" in note and "USD 4 m" in note for note in said)


@pytest.mark.parametrize(
    ("total", "gap", "proves_nothing", "cell", "notes"),
    [
        (700_000_00, 300_000_00, False, 500_000_00, []),
        (-300_000_00, 700_000_00, True, "USD -500 k, not told apart from nothing", ["USD 500 k: "]),
        (
            100_000_00,
            200_000_00,
            True,
            "USD 0, not told apart from nothing",
            ["the little that its "],
        ),
    ],
)
def test_what_waiting_proves_is_told_of_the_exact_amounts(
    total: int, gap: int, proves_nothing: bool, cell: Value, notes: list[str]
) -> None:
    """All round to one step or none, by which they would be alike."""
    waiting = sample_briefing().chosen.waiting
    assert waiting is not None
    told = {"total": total, "gap": gap, "proves_nothing": proves_nothing}
    board = for_board(first_changed(waiting=waiting.model_copy(update=told)))

    paper = paper_of(board)

    assert board.amount_step == 500_000_00
    assert next(row for row in table(paper, "decision").rows if row[0] == WAITING)[1] == cell
    said = [note for note in paper.sheets[0].notes if note.endswith("it proves nothing.")]
    assert len(said) == len(notes)
    assert all(part in note for part, note in zip(notes, said, strict=True))


def test_a_plan_made_for_another_world_says_so_where_others_wait() -> None:
    briefing = sample_briefing()
    first, second, *baselines = briefing.options
    beside = second.model_copy(update={"waiting": None})

    paper = paper_of(briefing.model_copy(update={"options": (first, beside, *baselines)}))

    (row,) = [row for row in table(paper, "decision").rows if row[0] == WAITING]
    assert row[2:] == ("made for another world", None, None)


@pytest.mark.parametrize(
    ("few", "said"),
    [
        (FewAccept(cost=3 * MILLION), 3 * MILLION),
        (FewAccept(cost=None), "no lawful plan"),
        (None, None),
    ],
)
def test_what_happens_if_few_accept_is_said(few: FewAccept | None, said: int | str | None) -> None:
    rows = table(paper_of(first_changed(few_accept=few)), "decision").rows

    (row,) = [row for row in rows if row[0] == "If few accept, it costs more by"]
    assert row[1:] == (said, 2 * MILLION, None, None)


CALM = sample_briefing().chosen.triggers[1]


def cells_of_triggers(briefing: Briefing) -> dict[str, Value]:
    """What is said of the first plan's inputs, by the title of the row."""
    rows = table(paper_of(briefing), "decision").rows
    return {str(row[0]): row[1] for row in rows if str(row[0]).endswith((" (1)", " (2)"))}


def both_with(*triggers: Trigger, **changes: object) -> Briefing:
    """The sample with the same inputs on both plans."""
    briefing = sample_briefing()
    plans = [
        each.model_copy(update={"triggers": triggers, **changes}) for each in briefing.options[:2]
    ]
    return briefing.model_copy(update={"options": (*plans, *briefing.options[2:])})


def test_where_no_input_turns_the_decision_the_rows_say_what_moves_it() -> None:
    briefing = both_with(CALM)

    assert list(cells_of_triggers(briefing)) == ["What moves it most (1)"]
    assert (
        "No single input turns the decision within its range." in paper_of(briefing).sheets[0].notes
    )


def test_a_plan_that_no_input_turns_is_named_beside_one_that_is_turned() -> None:
    briefing = first_changed(triggers=(CALM,))

    assert "What would turn it (1)" in cells_of_triggers(briefing)
    said = [note for note in paper_of(briefing).sheets[0].notes if "single input" in note]
    assert said == ["For Base, no single input turns the decision within its range."]


def test_a_plan_that_saves_nothing_is_not_called_firm() -> None:
    briefing = both_with(CALM, saving=AmountRange(base=-MILLION))

    assert not [note for note in paper_of(briefing).sheets[0].notes if "single input" in note]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"turns_at": "19.4%", "breaks": ("residual_presence",)},
            "past 19.4% it breaks Residual presence, now 0.7",
        ),
        (
            {"turns_at": "19.4%", "breaks": ("budget", "visas"), "base": ""},
            "past 19.4% it breaks Budget, Visas",
        ),
        ({"turns_at": "19.4%"}, "turns past 19.4%, now 0.7"),
        (
            {"turns": True, "breaks": ("budget",)},
            "turns it by breaking Budget, saving between USD 8 m and USD 16 m",
        ),
        ({"turns": True}, "turns it, saving between USD 8 m and USD 16 m"),
        ({}, "saving between USD 8 m and USD 16 m"),
    ],
)
def test_the_rule_by_which_an_input_turns_the_decision_is_said(
    changes: dict[str, object], said: str
) -> None:
    (words,) = cells_of_triggers(both_with(CALM.model_copy(update=changes))).values()

    assert str(words).partition("share who accept: ")[2] == said


def test_rows_that_no_option_has_are_told_once() -> None:
    briefing = sample_briefing()
    options = tuple(
        each.model_copy(update={"waiting": None, "few_accept": None}) for each in briefing.options
    )

    decision = paper_of(briefing.model_copy(update={"options": options})).sheets[0]

    assert WAITING not in [row[0] for row in decision.tables[0].rows]
    assert (
        "Not known, or not applicable, for any option: Deciding a quarter later costs; If few "
        "accept, it costs more by." in decision.notes
    )


def test_what_a_board_is_not_shown_is_not_called_unknown() -> None:
    briefing = sample_briefing()
    options = tuple(each.model_copy(update={"waiting": None}) for each in briefing.options)
    board = for_board(briefing.model_copy(update={"options": options}))

    notes = paper_of(board).sheets[0].notes

    assert [note for note in notes if "not applicable" in note or "Withheld" in note] == [
        "Not known, or not applicable, for any option: Deciding a quarter later costs.",
        "Withheld from a board, wholly or in part: If few accept, it costs more by.",
    ]


def test_a_board_is_told_that_waves_are_left_out() -> None:
    """All moves of the first plan are fewer than a board is shown by themselves."""
    board = for_board(first_changed(flows=sample_flows()[1:2]))

    assert (
        "Withheld from a board, wholly or in part: Waves, at least; If few accept, it costs more "
        "by." in paper_of(board).sheets[0].notes
    )


def test_a_board_is_told_that_days_are_left_out() -> None:
    """All plans have small flows only; staying put has no days in any case."""
    options = tuple(
        each.model_copy(update={"large_flow_days": None}) for each in sample_briefing().options
    )
    board = for_board(sample_briefing().model_copy(update={"options": options}))

    (note,) = (each for each in paper_of(board).sheets[0].notes if "Withheld" in each)
    assert "Decide by; Last day it can be stopped free; Last day any of it can be stopped" in note
    assert not any("applicable" in each for each in paper_of(board).sheets[0].notes)


def test_where_nobody_is_asked_to_move_nobody_can_decline() -> None:
    people = sample_briefing().chosen.people
    assert people is not None
    nobody = people.model_copy(update={"asked_to_move": 0})

    rows = table(paper_of(first_changed(few_accept=None, people=nobody)), "decision").rows

    (row,) = [row for row in rows if row[0] == "If few accept, it costs more by"]
    assert row[1:] == ("nobody is asked to move", 2 * MILLION, None, None)


def test_the_first_sheet_and_the_last_say_that_a_person_decides() -> None:
    first, *_, last = paper_of(sample_briefing()).sheets

    assert DISCLAIMER in first.notes
    assert DISCLAIMER in last.sentences


def test_inputs_are_counted_by_what_is_known_of_them() -> None:
    briefing = sample_briefing()
    heavy, approved = briefing.inputs
    read = approved.model_copy(update={"certainty": Certainty.READ})
    inputs = (heavy, read, read, read, read.model_copy(update={"approved_by": ""}))

    said = sheet(paper_of(briefing.model_copy(update={"inputs": inputs})), "Assumed and signed")

    assert said.sentences[0] == (
        "5 inputs are listed. Not read in a source: 1. Approved by nobody yet: 2."
    )
