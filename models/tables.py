"""The tables of a scenario and the fields that name a row."""

from __future__ import annotations

TABLE_KEYS = {
    "rates": ("currency",),
    "jurisdictions": ("id",),
    "entities": ("id",),
    "offices": ("id",),
    "roles": ("id",),
    "pay": ("role", "office"),
    "cohorts": ("id",),
    "headcount": ("cohort", "effective_from"),
    "service": ("cohort", "years", "months", "monthly_wage"),
    "presence": ("id",),
    "populations": ("id",),
    "datasets": ("id",),
    "access": ("cohort", "dataset"),
    "topics": ("id",),
    "cases": ("id",),
}
"""Each table with the fields that name a row, in reading order."""


def row_key(table: str, row: object) -> tuple[str, ...]:
    """Key of a row, as text; rows may be models or mappings."""
    fields = TABLE_KEYS[table]
    if isinstance(row, dict):
        return tuple(str(row.get(name, "")) for name in fields)
    return tuple(str(getattr(row, name)) for name in fields)
