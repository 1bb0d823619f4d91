"""CSV: the moves or the tasks of a plan, one row each, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from models.money import minor_digits
from models.result import Result
from models.scenario import Scenario
from planner.exports.moves import account_table
from planner.exports.paper import Paper
from planner.exports.table import ColumnKind, Table, Value, text_columns
from planner.exports.tasks import tasks_table
from planner.exports.working import WORKING_FILE

# Spreadsheets take text that starts with one of these for a formula, full width too.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def moves_bytes(result: Result, scenario: Scenario) -> bytes:
    """Moves, and what belongs to no single one, as UTF-8 with a header.

    The last rows name a rule in place of a move; all rows add up to what the plan costs more than
    the better baseline. Amounts are decimals of the currency in its column: 1250.50.
    """
    return working_bytes(account_table(result, scenario))


def working_bytes(table: Table) -> bytes:
    """One table of a working file, as `table_bytes`, with a last column that says so."""
    return _bytes(table, {"note": WORKING_FILE})


def named_table_bytes(paper: Paper, name: str) -> bytes:
    """The longest table of a name in a paper; a note where there is none."""
    found = [table for table in paper.tables if table.name == name]
    nothing = Table(name, name, text_columns(note="Note"), ((f"no {name} that can be shown",),))
    return table_bytes(max(found, key=lambda table: len(table.rows), default=nothing))


def table_bytes(table: Table) -> bytes:
    """One table as UTF-8 with a header, and a last column for the currency if it has one."""
    return _bytes(table, {})


def _bytes(table: Table, same_in_all: Mapping[str, str]) -> bytes:
    """One table, with further columns that say the same in every row."""
    further = {**({"currency": table.currency} if table.currency else {}), **same_in_all}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(column.name for column in table.columns), *further])
    for number, row in enumerate(table.rows):
        cells = [_cell(table, number, place, value) for place, value in enumerate(row)]
        writer.writerow([*cells, *further.values()])
    return text.getvalue().encode()


def _cell(table: Table, row: int, column: int, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    if isinstance(value, int) and table.kind(row, column) is ColumnKind.MONEY:
        digits = minor_digits(table.currency)
        return f"{Decimal(value).scaleb(-digits):.{digits}f}"
    return str(value)


def tasks_bytes(result: Result) -> bytes:
    """Tasks as UTF-8 with a header; amounts are decimals of the currency in its column."""
    return working_bytes(tasks_table(result))
