"""The tables of a scenario, and the key fields of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.base import Frozen

if TYPE_CHECKING:
    from models.scenario import Scenario

TABLE_KEYS = {
    "rates": ("currency",),
    "jurisdictions": ("id",),
    "entities": ("id",),
    "offices": ("id",),
    "roles": ("id",),
    "pay": ("role", "office"),
    "labour_market": ("office", "year"),
    "cohorts": ("id",),
    "headcount": ("cohort", "effective_from"),
    "service": ("cohort", "years", "months", "monthly_wage"),
    "presence": ("id",),
    "populations": ("id",),
    "datasets": ("id",),
    "access": ("cohort", "dataset"),
    "topics": ("id",),
    "losses": ("jurisdiction", "topic"),
    "loss_parts": ("jurisdiction", "topic", "case", "kind"),
    "base_rates": ("id",),
    "inspections": ("id",),
    "cases": ("id",),
    "matters": ("id",),
    "signals": ("id",),
    "measures": ("id",),
    "effects": ("measure", "case", "dataset", "cohort"),
    "routes": ("entity", "group"),
    "exported": ("entity", "population", "data_class"),
    "obligations": ("id",),
    "teams": ("id",),
    "acceptance": ("cohort", "office"),
    "substitutes": ("role_from", "role_to"),
    "quotas": ("id",),
    "separations": ("entity", "on"),
    "costs": ("cohort", "office"),
    "requests": ("id",),
    "incumbent": ("cohort", "destination", "mode", "period"),
    "ranges": ("table", "row", "field"),
}
"""Key fields of each table, in reading order."""


def row_key(table: str, row: object) -> tuple[str, ...]:
    """Key of a row as text; a row may be a model or a mapping."""
    fields = TABLE_KEYS[table]
    values = (row.get(name) if isinstance(row, dict) else getattr(row, name) for name in fields)
    return tuple("" if value is None else str(value) for value in values)


def keyed_rows(scenario: Scenario, table: str) -> Iterator[tuple[tuple[str, ...], Frozen]]:
    """The rows of a scenario's table, each with its key."""
    for row in getattr(scenario, table):
        yield row_key(table, row), row
