"""Tables alone as a paper: a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.choices import Audience, Language
from planner.exports.paper import Paper, PaperSheet
from planner.exports.table import Table

NO_DATE = date(2000, 1, 1)
"""What dates a paper without a planning date, so that the same tables give the same bytes."""


def paper_of_tables(tables: Sequence[Table], title: str, dated: date = NO_DATE) -> Paper:
    """Return a paper of tables, each on a sheet under its title."""
    return Paper(
        title=title,
        audience=Audience.PLANNER,
        language=Language.ENGLISH,
        dated=dated,
        sheets=tuple(PaperSheet(table.title, table.title, tables=(table,)) for table in tables),
    )
