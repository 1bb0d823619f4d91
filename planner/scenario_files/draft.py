"""A scenario as written: plain texts, with the origin of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from models.account import Remark
from models.errors import Problem
from models.settings import Overlay

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""Content of a file before it is interpreted; None for an empty value."""

Cells: TypeAlias = "Mapping[str, Plain]"
"""Fields of one row, or of the settings."""

FieldPath: TypeAlias = "tuple[str, ...]"
"""Names from the row down to a field."""

SETTINGS_FILE = "scenario.yaml"


@dataclass(frozen=True, slots=True)
class Origin:
    """Place where something was written."""

    file: str
    """Relative to the scenario, or an option of the command line."""
    row: str = ""
    """Line of a CSV file, key of a row elsewhere."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and their origins."""

    cells: Cells
    origin: Origin
    later: Mapping[FieldPath, Origin] = field(default_factory=dict)
    """Origins of the cells that overlays changed, oldest first."""
    places: Mapping[FieldPath, Origin] = field(default_factory=dict)
    """Origins of single cells, if the file has them, in reading order."""

    def origin_of(self, path: FieldPath) -> Origin:
        """Where a field was last written; for a group of fields, its last change."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.later:
                return self.later[path[:length]]
        within = [origin for at, origin in self.later.items() if at[: len(path)] == path]
        return within[-1] if within else self._place_of(path)

    def _place_of(self, path: FieldPath) -> Origin:
        """Where a field was first written; for a group of fields, where it begins."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        below = (at for at in self.places if path and at[: len(path)] == path)
        return self.places.get(next(below, ()), self.origin)


@dataclass(frozen=True, slots=True)
class DraftTable:
    """The rows of a table by key, and its problems."""

    file: str
    rows: Mapping[str, Row] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    """Whether the keys of all rows are known; if not, a missing key is not an error."""
    absent_columns: frozenset[str] = frozenset()
    """Missing columns that have been reported once for all rows."""
    remarks: tuple[Remark, ...] = ()
    """What people should know of how it was read."""


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """A scenario before it is checked."""

    settings: Row
    tables: Mapping[str, DraftTable]
    problems: tuple[Problem, ...] = ()
    """Problems that belong to no table."""
    settings_read: bool = True
    """Whether the file of settings could be read; if not, no setting is reported as missing."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where the tables are that it does not have, if they are not in the file of settings."""
    overlays: tuple[Overlay, ...] = ()
    """Overlays in the same file."""
    remarks: tuple[Remark, ...] = ()
    """What people should know of how it was read, beyond single tables and cells."""
