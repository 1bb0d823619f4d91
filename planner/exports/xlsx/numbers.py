"""Number formats: figures look as they do on the page, and the cell holds the full one."""

from __future__ import annotations

import re
from datetime import date

from models.choices import Language
from models.money import minor_digits
from planner.exports.scale import Scale
from planner.exports.table import ColumnKind, Table, Value, decimals_of
from planner.exports.xlsx.styles import DATE

_CHINESE_DATE = 'yyyy"年"m"月"d"日"'
# A spreadsheet divides by thousands only: of the thousands the last digits follow a written point.
_CHINESE_UNITS = {4: '0"."0,', 8: '0"."00,,'}
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")


def cell_value(table: Table, row: int, column: int) -> Value:
    """Return what a cell holds: amounts in whole units, texts that are numbers as numbers."""
    value = table.rows[row][column]
    if isinstance(value, int) and table.kind(row, column) is ColumnKind.MONEY:
        return value / float(10 ** minor_digits(table.currency))
    if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value):
        number = float(value) if "." in value else int(value)
        return number if str(number) == value else value
    return value


def number_format(table: Table, row: int, column: int, scale: Scale, language: Language) -> str:
    """Return the number format of a cell; empty for what is no figure."""
    value = table.rows[row][column]
    kind = table.kind(row, column)
    if isinstance(value, date):
        return _CHINESE_DATE if language is Language.CHINESE else DATE
    if isinstance(value, str) or value is None:
        return ""
    if kind is ColumnKind.MONEY and isinstance(value, int):
        plain = _CHINESE_UNITS.get(scale.power) or _decimals(scale.digits) + "," * (
            scale.power // 3
        )
    elif kind is ColumnKind.PERCENT:
        plain = _percent(value)
    else:
        plain = _decimals(decimals_of(scale, column, value))
    return f"+{plain};-{plain};0" if table.columns[column].signed else plain


def _decimals(digits: int) -> str:
    return "#,##0" + (f".{'0' * digits}" if digits else "")


def _percent(share: float) -> str:
    digits = next((each for each in (0, 1) if round(share, each + 2) == share), 2)
    return "0" + (f".{'0' * digits}" if digits else "") + "%"
