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
    """What is wrong, without figures that may be counts of posts."""
    found: str = ""
    known: tuple[str, ...] = ()
    """Values that would be valid, if they can be listed."""
    lacks: tuple[str, ...] = ()
    """Table and key of the missing row, if a row is missing."""
    figure: str = ""
    """What the value found does not agree with."""

    @property
    def words(self) -> str:
        """What is wrong."""
        return f"{self.message}: {self.figure}" if self.figure else self.message

    @property
    def without_figures(self) -> str:
        """Where it is and what is wrong, for those who must not see small counts of posts."""
        return f"{self._place}: {self.message}"

    @property
    def _place(self) -> str:
        return " ".join(part for part in (self.table, "/".join(self.key), self.field) if part)

    def __str__(self) -> str:
        return f"{self._place}: {self.words} ({self.found!r})"
