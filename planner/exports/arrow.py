"""Arrow: a table as typed columns, which pandas, polars and DuckDB read as they are."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyarrow as pa

from models.money import minor_digits
from planner.exports.table import Column, ColumnKind, Scale, Table, cells

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


def _about(table: Table, column: Column) -> dict[str, str]:
    about = {"title": column.title}
    if column.kind is ColumnKind.MONEY:
        digits = str(minor_digits(table.currency))
        about |= {"currency": table.currency, "minor_digits": digits}
    return about
