"""A contradiction between tables of a scenario."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """A contradiction between two tables, or between a table and a setting."""

    table: str
    """Table or setting."""
    key: tuple[str, ...]
    """Key of the row; empty for a setting."""
    field: str
    message: str
    found: str = ""
    known: tuple[str, ...] = ()
    """Values that would be valid, if they can be listed."""
    lacks: tuple[str, ...] = ()
    """Table and key of the missing row, if a row is missing."""

    def __str__(self) -> str:
        return f"{self.table} {'/'.join(self.key)} {self.field}: {self.message} ({self.found!r})"
