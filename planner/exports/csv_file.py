"""CSV: the moves, one row each, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from models.money import minor_digits
from models.result import Result
from models.scenario import Scenario
from planner.exports.moves import account_table
from planner.exports.table import Kind, Table, Value

# Spreadsheets take text that starts with one of these for a formula, full width too.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Moves, and what belongs to no single one, as UTF-8 with a header.

    The last rows name a rule in place of a move; all rows add up to what the plan costs more than
    the better baseline. Amounts are decimals of the currency that the last column names: 1250.50.
    """
    return table_bytes(account_table(result, scenario))


def table_bytes(table: Table) -> bytes:
    """One table as UTF-8 with a header, and a last column for the currency if it has one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    extra = ["currency"] if table.currency else []
    writer.writerow([column.name for column in table.columns] + extra)
    for number, row in enumerate(table.rows):
        cells = [_cell(table, number, place, value) for place, value in enumerate(row)]
        writer.writerow(cells + [table.currency] * len(extra))
    return text.getvalue().encode()


def _cell(table: Table, row: int, column: int, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    if isinstance(value, int) and table.kind(row, column) is Kind.MONEY:
        digits = minor_digits(table.currency)
        return f"{Decimal(value).scaleb(-digits):.{digits}f}"
    return str(value)
