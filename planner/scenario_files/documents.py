"""Reads a single file with settings and tables into a draft of the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.errors import Problem, shown
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import DraftTable, Origin, Plain, Row, ScenarioDraft
from planner.scenario_files.library import (
    JURISDICTIONS,
    TIMELINE_TABLES,
    with_shared_jurisdictions,
    with_timelines,
)
from planner.scenario_files.size_limits import DOCUMENT_BYTES, TABLE_BYTES
from planner.scenario_files.tables import table_of, without_empty
from planner.scenario_files.yaml_json import mapping_of


def draft_of_file(path: Path, library: Path) -> ScenarioDraft:
    """Draft of a scenario that is one file.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    file = shown(path.name)
    most_bytes = TABLE_BYTES if path.suffix.lower() == ".json" else DOCUMENT_BYTES
    return draft_of_mapping(mapping_of(path, file, most_bytes), file, {}, library)


def draft_of_mapping(
    document: dict[str, Plain], file: str, tables: Mapping[str, DraftTable], library: Path
) -> ScenarioDraft:
    """Draft from a mapping of settings and tables, and from tables that have been read already.

    Parameters
    ----------
    document
        SettingsRow and tables by name.
    file
        Its name in messages.
    tables
        Tables of other files.
    library
        Folder of the bundled scenarios, for jurisdictions that are listed by name.
    """
    settings = {name: value for name, value in document.items() if name not in TABLE_KEYS}
    found = dict(tables)
    problems: list[Problem] = []
    for name, value in document.items():
        if name == JURISDICTIONS and _names(value):
            found[name] = with_shared_jurisdictions(_names(value), file, found.get(name), library)
        elif name in TIMELINE_TABLES and _names(value):
            found[name] = with_timelines(name, _names(value), file, found.get(name), library)
        elif name in found:
            problems.append(duplicate_table(name, file, found[name].file))
        elif name in TABLE_KEYS and value is not None:
            found[name] = table_of(name, file, value)
    cells = without_empty(settings)
    row = Row(cells if isinstance(cells, dict) else {}, Origin(file))
    return ScenarioDraft(row, found, tuple(problems))


def duplicate_table(table: str, file: str, other: str) -> Problem:
    """The problem that a table is in two places."""
    return Problem(f"is also in {other}", file=file, field=table, next_step="Keep one of the two.")


def _names(value: Plain) -> list[str]:
    """The value if it is a list of names rather than of rows."""
    if isinstance(value, list):
        names = [item for item in value if isinstance(item, str)]
        return names if len(names) == len(value) else []
    return []
