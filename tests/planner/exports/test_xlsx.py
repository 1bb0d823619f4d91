"""The workbook, as another program reads it."""

import io
import zipfile
from datetime import date
from typing import Any
from xml.parsers import expat

import pytest
from python_calamine import CalamineWorkbook

from planner.exports import plan_bytes
from planner.exports.table import Column, Table
from planner.exports.tables import plan_tables
from planner.exports.xlsx import comparison_bytes
from tests.support.exported_company import no_plan, result, scenario

COMPANY = scenario()
BOOK = plan_bytes(result(COMPANY), COMPANY, ".xlsx")


def sheet(content: bytes, name: str) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(name).to_python()


def part(content: bytes, name: str) -> str:
    """One XML part of the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_a_sheet_for_every_table() -> None:
    """The sheets are the tables, in their order, each with its header and rows."""
    tables = plan_tables(result(COMPANY), COMPANY)
    book = CalamineWorkbook.from_filelike(io.BytesIO(BOOK))

    assert book.sheet_names == [table.name for table in tables]
    for table in tables:
        rows = sheet(BOOK, table.name)
        assert rows[0][: len(table.columns)] == [column.title for column in table.columns]
        assert [row[0] for row in rows[1 : len(table.rows) + 1]] == [
            "" if row[0] is None else row[0] for row in table.rows
        ]


def test_money_is_a_number_in_its_currency() -> None:
    """Amounts are whole units with decimals, and the format names the currency."""
    moves = sheet(BOOK, "moves")

    assert moves[1][8:] == [9000.0, 4500.0, -22500.0, -9000.0]
    assert moves[1][6] == date(2027, 1, 1)
    assert moves[1][7] == 9
    assert "[$USD] #,##0.00" in part(BOOK, "xl/styles.xml")


def test_a_currency_without_decimals() -> None:
    """Yen are not divided by a hundred and show no decimals."""
    company = scenario(currency="JPY")
    content = plan_bytes(result(company), company, ".xlsx")

    assert sheet(content, "moves")[1][8] == 900_000
    assert '[$JPY] #,##0"' in part(content, "xl/styles.xml")


def test_the_header_stays_in_view() -> None:
    """Each sheet has its header frozen, and a filter that leaves the totals out."""
    moves = part(BOOK, "xl/worksheets/sheet2.xml")

    assert 'state="frozen"' in moves
    assert '<autoFilter ref="A1:L3"/>' in moves


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1+1}", "http://localhost/", "mailto:x", "<b>&</b>", "\ufffe"]
)
def test_text_stays_text(text: str) -> None:
    """What looks like a formula, a link or markup is written as the text it is."""
    table = Table("t", "T", (Column("a", "A"),), ((text,),))
    content = comparison_bytes([table], text)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)
        assert not [name for name in archive.namelist() if "sheet1.xml.rels" in name]
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert sheet(content, "t")[1][0] in {text, "_xFFFE_"}


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock enters the workbook; it is dated by the planning date."""
    slower = result(COMPANY, wall_seconds=99.0)

    assert plan_bytes(slower, COMPANY, ".xlsx") == BOOK
    assert "2026-10-01T00:00:00Z" in part(BOOK, "docProps/core.xml")
    assert COMPANY.title in part(BOOK, "docProps/core.xml")


def test_without_a_plan_the_clash_is_told() -> None:
    """The workbook of an infeasible scenario says why."""
    clash = sheet(plan_bytes(no_plan(COMPANY), COMPANY, ".xlsx"), "clash")

    assert clash[2][1] == (
        "Singapore has 5 seats in 2026-Q4; blocks of 10 seats can be used from 2026-Q4"
    )
