"""A place where the tables of a scenario do not fit together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place where two tables, or a table and a setting, do not fit."""

    table: str
    """Table or setting."""
    key: tuple[str, ...]
    """Key of the row; empty for a setting."""
    field: str
    message: str
    found: str = ""
    known: tuple[str, ...] = ()
    """Values that would fit, where they can be listed."""
    lacks: tuple[str, ...] = ()
    """Table and key of the row that is not there, where that is the flaw."""

    def __str__(self) -> str:
        return f"{self.table} {'/'.join(self.key)} {self.field}: {self.message} ({self.found!r})"
