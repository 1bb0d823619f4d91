"""The unit of a paper's amounts: one for all, that of the largest, with decimals that show all."""

from __future__ import annotations

import pytest

from models.briefing import Briefing
from models.choices import Language
from planner.briefing.board import for_board
from planner.exports.one_unit import in_one_unit
from planner.exports.paper import PaperSheet
from planner.exports.scale import scale_for
from planner.exports.sheets import paper_of
from planner.exports.table import Column, ColumnKind, Table, table_texts
from tests.support.briefings import sample_briefing

ENGLISH, CHINESE = Language.ENGLISH, Language.CHINESE


def table_of(*amounts: int, language: Language = ENGLISH) -> Table:
    """A column of amounts in cents."""
    columns = (Column("amount", "Amount", ColumnKind.MONEY),)
    rows = tuple((each,) for each in amounts)
    return Table("t", "T", columns, rows, "USD", language=language)


@pytest.mark.parametrize("briefing", [sample_briefing(), for_board(sample_briefing())])
def test_all_tables_and_charts_of_a_paper_are_in_one_unit(briefing: Briefing) -> None:
    paper = paper_of(briefing)

    units = {table_texts(table)[0] for table in paper.tables if table.amounts}
    drawn = {
        text.rpartition(", ")[2]
        for sheet in paper.sheets
        for figure in sheet.figures
        for text in (
            *(panel.title for panel in figure.chart.panels),
            figure.chart.unit,
            figure.chart.y_title,
        )
        if "USD" in text
    }
    assert len(units) == 1
    assert drawn == units


@pytest.mark.parametrize(
    ("step", "words", "texts"),
    [
        (1, "USD thousand", ["655,798", "58"]),
        (20_000_000, "USD million", ["655.8", "0.1"]),
        (100_000_000, "USD million", ["656", "0"]),
    ],
)
def test_multiples_of_a_step_are_said_without_rows_of_zeros(
    step: int, words: str, texts: list[str]
) -> None:
    scale = scale_for(65_579_776_000, "USD", ENGLISH, step)
    sheet = PaperSheet("S", "S", tables=(table_of(65_579_776_000, 5_761_300),))

    (table,) = in_one_unit(sheet, {ENGLISH: scale}, step).tables
    assert table_texts(table) == (words, [[text] for text in texts])


def test_a_table_of_small_amounts_has_decimals_and_one_of_tiny_ones_a_unit_of_its_own() -> None:
    scales = {ENGLISH: scale_for(10**10, "USD", ENGLISH)}
    tables = (table_of(0), table_of(5_761_300, 1_250), table_of(123_456), table_of(-400, 25))
    sheet = in_one_unit(PaperSheet("S", "S", tables=tables), scales)

    assert [table_texts(each) for each in sheet.tables] == [
        ("USD thousand", [["0"]]),
        ("USD thousand", [["57.6"], ["0.0"]]),
        ("USD thousand", [["1.23"]]),
        ("USD", [["-4.00"], ["0.25"]]),
    ]


def test_a_chinese_unit_keeps_the_decimals_that_workbooks_can_show() -> None:
    scales = {CHINESE: scale_for(10**10, "USD", CHINESE)}
    tables = tuple(table_of(each, language=CHINESE) for each in (5_761_300, 123_456))
    sheet = in_one_unit(PaperSheet("S", "S", tables=tables), scales)

    assert [table_texts(each) for each in sheet.tables] == [
        ("万美元", [["5.8"]]),
        ("万美元", [["0.1"]]),
    ]
