"""Arrow: a table as typed columns, and a paper as one long table of its cells."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from models.money import minor_digits
from planner.exports.paper import Paper
from planner.exports.scale import Scale
from planner.exports.table import Column, ColumnKind, Table, Value, cells

ArrowTable: TypeAlias = pa.Table

_TYPES: dict[ColumnKind, Any] = {
    ColumnKind.TEXT: pa.string(),
    ColumnKind.COUNT: pa.int64(),
    ColumnKind.MONEY: pa.int64(),
    ColumnKind.PERCENT: pa.float64(),
    ColumnKind.DATE: pa.date32(),
    ColumnKind.BY_ROW: pa.string(),
}


def arrow_table(table: Table) -> ArrowTable:
    """A table as Arrow, without the sums in its last rows.

    Amounts are integers in the smallest unit of their currency, shares are fractions of one. A
    column whose rows are of different kinds holds texts, as people read them. The metadata of a
    column has its ``title`` and, for amounts, ``currency`` and ``minor_digits``.
    """
    exact = Scale(0, minor_digits(table.currency), table.currency)
    body = len(table.rows) - table.totals
    texts = cells(table, exact)[:body]
    fields = [pa.field(c.name, _TYPES[c.kind], metadata=_about(table, c)) for c in table.columns]
    columns = [
        [row[place].text for row in texts]
        if column.kind is ColumnKind.BY_ROW
        else [row[place] for row in table.rows[:body]]
        for place, column in enumerate(table.columns)
    ]
    arrays = [
        pa.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"title": table.title}))


def parquet_bytes(paper: Paper) -> bytes:
    """A paper as Parquet: a row for each cell of each table, in reading order.

    Integers are counts and amounts in the smallest unit of ``currency``; shares are fractions of
    one. A cell that holds nothing has no row.
    """
    cells_of_all = [
        {
            "sheet": sheet.name,
            "table": table.name,
            "row": number,
            "column": column.name,
            "title": column.title,
            "kind": table.kind(number, place).value,
            "currency": table.currency if table.kind(number, place) is ColumnKind.MONEY else "",
            **_typed(row[place]),
        }
        for sheet in paper.sheets
        for table in (*sheet.tables, *(figure.table for figure in sheet.figures))
        for number, row in enumerate(table.rows)
        for place, column in enumerate(table.columns)
        if row[place] is not None
    ]
    about = {"title": paper.title, "for": paper.audience.value, "language": paper.language.value}
    buffer = io.BytesIO()
    schema = _CELLS.with_metadata(about)
    pq.write_table(pa.Table.from_pylist(cells_of_all, schema=schema), buffer)
    return buffer.getvalue()


_CELLS = pa.schema(
    {
        **dict.fromkeys(("sheet", "table"), pa.string()),
        "row": pa.int64(),
        **dict.fromkeys(("column", "title", "kind", "currency"), pa.string()),
        "integer": pa.int64(),
        "share": pa.float64(),
        "day": pa.date32(),
        "text": pa.string(),
    }
)


def _typed(value: Value) -> dict[str, Value]:
    kinds = {int: "integer", float: "share", date: "day", str: "text"}
    return {kinds[type(value)]: value}


def _about(table: Table, column: Column) -> dict[str, str]:
    about = {"title": column.title}
    if column.kind is ColumnKind.MONEY:
        digits = str(minor_digits(table.currency))
        about |= {"currency": table.currency, "minor_digits": digits}
    return about
