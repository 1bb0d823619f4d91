"""JSON: the whole result as a document, or tables as they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from models.result import Result
from models.scenario import Scenario
from planner.exports.document import document
from planner.exports.table import Table, Value


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return the document of a result as UTF-8."""
    return _written(document(result, scenario))


def comparison_bytes(tables: Sequence[Table], title: str) -> bytes:
    """Tables as UTF-8; amounts are integers in the smallest unit of their currency."""
    return _written({"title": title, "tables": [_table(table) for table in tables]})


def _table(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "currency": table.currency or None,
        "notes": list(table.notes),
        "columns": [
            {"name": column.name, "title": column.title, "kind": column.kind.value}
            for column in table.columns
        ],
        "row_kinds": [kind.value for kind in table.row_kinds],
        "totals": table.totals,
        "rows": [[_plain(value) for value in row] for row in table.rows],
    }


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _written(content: dict[str, object]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
