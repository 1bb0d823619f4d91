"""Papers as data, read back by DuckDB, which wrote none of them: every cell is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from models.choices import Audience
from planner.briefing.board import for_board
from planner.exports.formats import paper_bytes
from planner.exports.paper import Paper
from planner.exports.sheets import paper_of
from planner.exports.table import ColumnKind
from tests.support.briefings import sample_briefing

PAPERS = {
    Audience.PLANNER: paper_of(sample_briefing()),
    Audience.BOARD: paper_of(for_board(sample_briefing())),
}
Found = tuple[str, str, int, str, Any]


def every_cell(paper: Paper) -> Iterator[Found]:
    """Sheet, table, row, column and value of each cell that holds something."""
    for sheet in paper.sheets:
        for table in (*sheet.tables, *(figure.table for figure in sheet.figures)):
            for number, row in enumerate(table.rows):
                for column, value in zip(table.columns, row, strict=True):
                    if value is not None:
                        yield sheet.name, table.name, number, column.name, value


@pytest.mark.parametrize("audience", Audience)
def test_parquet(tmp_path: Path, audience: Audience) -> None:
    path = tmp_path / "paper.parquet"
    path.write_bytes(paper_bytes(PAPERS[audience], ".parquet"))
    names = ["sheet", "table", "row", "column", "integer", "share", "day", "text"]
    rows = duckdb.read_parquet(str(path)).select(*names).fetchall()
    expected = list(every_cell(PAPERS[audience]))

    assert len(expected) > 100
    assert [(*row[:4], next(v for v in row[4:] if v is not None)) for row in rows] == expected


@pytest.mark.parametrize("audience", Audience)
def test_json(tmp_path: Path, audience: Audience) -> None:
    path = tmp_path / "paper.json"
    path.write_bytes(paper_bytes(PAPERS[audience], ".json"))
    (sheets,) = duckdb.read_json(str(path), maximum_depth=4).select("sheets").fetchall()
    found = [
        (sheet["name"], table["name"], number, column["name"], value)
        for sheet in sheets[0]
        for part in ("tables", "figures")
        for table in _plain(sheet[part])
        for number, row in enumerate(table["rows"])
        for column, value in zip(table["columns"], row, strict=True)
        if value is not None
    ]

    assert found == [
        (*where, value.isoformat() if isinstance(value, date) else value)
        for *where, value in every_cell(PAPERS[audience])
    ]


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else [_plain(each) for each in value]


@pytest.mark.parametrize(("suffix", "name"), [(".csv", "moves"), (".tasks.csv", "signatures")])
def test_tables_of_their_own(tmp_path: Path, suffix: str, name: str) -> None:
    """Amounts are decimals of the currency in a table of their own."""
    paper = PAPERS[Audience.BOARD]
    path = tmp_path / f"paper{suffix}"
    path.write_bytes(paper_bytes(paper, suffix))
    (table,) = (each for each in paper.tables if each.name == name)
    rows = duckdb.read_csv(str(path), all_varchar=True).fetchall()

    assert len(rows) == len(table.rows) > 0
    for number, (row, wanted) in enumerate(zip(rows, table.rows, strict=True)):
        for place, value in enumerate(wanted):
            if isinstance(value, int) and table.kind(number, place) is ColumnKind.MONEY:
                assert float(row[place]) == value / 100
            else:
                assert (row[place] or "") == ("" if value is None else str(value))
