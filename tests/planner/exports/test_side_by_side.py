"""The options one below the other, as screens show them, in both languages."""

from __future__ import annotations

import re

import pytest

from models.choices import Language
from planner.briefing.board import for_board
from planner.exports.sheets.speech import speech_of
from planner.exports.side_by_side import money_table, people_table
from planner.exports.table import Table, table_texts
from tests.support.briefings import MILLION, sample_briefing
from tests.support.paper_parts import first_changed

BROKEN = sample_briefing().chosen.value
assert BROKEN is not None
BROKEN = BROKEN.model_copy(update={"broken": ("budget",)})


def tables(language: Language) -> tuple[Table, Table]:
    briefing = first_changed(value=BROKEN)
    speech = speech_of(briefing, language)
    return money_table(briefing, speech), people_table(briefing, speech)


def test_every_option_has_a_line_of_money_and_one_of_people() -> None:
    money, people = tables(Language.ENGLISH)

    assert money.title == "What each costs in the world of Base"
    assert money.rows[0] == (
        "Base", 405 * MILLION, 39 * MILLION, 444 * MILLION, 16 * MILLION, 10 * MILLION,
        96 * MILLION,
    )  # fmt: skip
    assert [row[0] for row in people.rows] == [
        "Base", "Strict", "Staying put", "Staying plus measures",
    ]  # fmt: skip
    assert people.rows[0][1:6] == (118, 37, 52, 0, 36)
    assert money.notes == ("Base breaks rules there: Budget.",)


def test_in_chinese_no_english_is_left_but_names() -> None:
    said = [
        text
        for table in tables(Language.CHINESE)
        for row in (
            (table.title, *table.notes),
            [column.title for column in table.columns],
            *table_texts(table)[1],
        )
        for text in row
    ]

    assert set(re.findall("[A-Za-z]+", " ".join(said))) == {"Base", "Strict"}
    assert "2027年1月15日" in said
    assert "44,400.0" in said


@pytest.mark.parametrize("language", Language)
def test_a_board_reads_rounded_figures(language: Language) -> None:
    board = for_board(sample_briefing())

    people = people_table(board, speech_of(board, language))

    assert {row[1] for row in people.rows} <= {115, 120, 125, 130, 0}
    assert len(people.notes) == 1
    assert not people_table(sample_briefing(), speech_of(sample_briefing(), language)).notes
