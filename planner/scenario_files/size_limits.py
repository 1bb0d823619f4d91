"""Size limits for scenario files: far above real scenarios, and small enough for any machine."""

from __future__ import annotations

from models.errors import Problem

TABLE_BYTES = 20_000_000
"""A table as CSV or JSON, or a whole scenario as JSON."""

DOCUMENT_BYTES = 1_000_000
"""A YAML file."""

MOST_ROWS = 100_000
"""Rows of one table."""

FOLDER_BYTES = 40_000_000
"""All files of a folder together."""

FOLDER_DOCUMENT_BYTES = 5_000_000
"""All YAML files of a folder together; reading takes about a second per megabyte."""

FOLDER_FILES = 1_000
"""Files of one folder."""

FOLDER_ROWS = 200_000
"""Rows of all tables of a folder together."""

MOST_OVERLAYS = 30
"""Overlays included by one overlay, directly or through others."""

MOST_CHANGES = 1_000
"""Rows of the sheet of overlays in a workbook."""

MOST_VALUES = 1_000_000
"""Values of one JSON text."""

MOST_PROBLEMS = 1_000
"""Problems reported per table; nobody fixes more at once."""


def too_many_rows(file: str) -> Problem:
    """The problem that a table has too many rows."""
    next_step = "Check that it is the right file; if so, combine rows."
    return Problem(f"holds more than {MOST_ROWS:,} rows", file=file, next_step=next_step)


def too_many_rows_in_all(file: str) -> Problem:
    """The problem that all tables together have too many rows."""
    message = f"brings the rows of all tables to more than {FOLDER_ROWS:,}"
    next_step = "Check that it is the right folder; if so, combine rows."
    return Problem(message, file=file, next_step=next_step)


def too_many_problems(file: str) -> Problem:
    """The problem that the rest of a table was not checked."""
    message = f"has more than {MOST_PROBLEMS:,} errors; the rest was not checked"
    return Problem(message, file=file, next_step="Fix these first, or take the file out.")
