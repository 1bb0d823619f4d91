"""A folder with one file a table -> a draft of the scenario."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.errors import InputError, Problem, shown
from models.tables import TABLE_KEYS
from planner.scenario_files.bounds import (
    DOCUMENT_BYTES,
    FOLDER_ROWS,
    TABLE_BYTES,
    too_many_rows_in_all,
)
from planner.scenario_files.csv_text import from_csv
from planner.scenario_files.documents import draft_of_mapping, mapping_of, twice
from planner.scenario_files.draft import SETTINGS_FILE, Draft, Origin, Row, Table
from planner.scenario_files.json_lines import from_json_lines
from planner.scenario_files.library import JURISDICTIONS
from planner.scenario_files.listing import names_of
from planner.scenario_files.naming import nearest
from planner.scenario_files.shared import own_jurisdictions
from planner.scenario_files.tables import table_of
from planner.scenario_files.texts import text_of
from planner.scenario_files.yaml_text import from_yaml

OVERLAYS = "overlays"

EVENTS = "events.jsonl"
"""A history to play with `relocate replay`: no part of the scenario."""

_IGNORED = frozenset({"README.md", EVENTS, OVERLAYS})
_TABLE_FILES = {
    f"{table}{suffix}": table
    for table in TABLE_KEYS
    if table != JURISDICTIONS
    for suffix in (".csv", ".yaml", ".jsonl")
}
_KNOWN = (SETTINGS_FILE, JURISDICTIONS, OVERLAYS, *_TABLE_FILES)


def draft_of_folder(folder: Path, library: Path) -> Draft:
    """Draft of a scenario that is a folder.

    Parameters
    ----------
    folder
        The folder.
    library
        Folder of the bundled scenarios.

    Raises
    ------
    InputError
        If the folder cannot be listed, files of it lie elsewhere, or it holds more than any
        scenario.
    """
    names = names_of(folder, _IGNORED)
    problems = [_unknown(name) for name in names if name not in {*_KNOWN, *_IGNORED}]
    tables: dict[str, Table] = {}
    if JURISDICTIONS in names:
        tables[JURISDICTIONS] = _jurisdictions(folder / JURISDICTIONS)
    for name in names:
        table = _TABLE_FILES.get(name)
        if table in tables:
            problems.append(twice(table, name, tables[table].file))
        elif table is not None:
            tables[table] = _table(table, folder / name)
            if sum(len(each.rows) for each in tables.values()) > FOLDER_ROWS:
                raise InputError([too_many_rows_in_all(name)])
    try:
        document = mapping_of(folder / SETTINGS_FILE, SETTINGS_FILE, DOCUMENT_BYTES)
    except InputError as error:
        unread = Row({}, Origin(SETTINGS_FILE))
        return Draft(unread, tables, (*error.problems, *problems), settings_read=False)
    draft = draft_of_mapping(document, SETTINGS_FILE, tables, library)
    return replace(draft, problems=(*problems, *draft.problems))


def _jurisdictions(folder: Path) -> Table:
    try:
        return own_jurisdictions(folder)
    except OSError:
        problem = Problem(
            "is no folder that can be read",
            file=JURISDICTIONS,
            next_step="Put one file per jurisdiction into it, named <id>.yaml.",
        )
        return Table(JURISDICTIONS, problems=(problem,), complete=False)


def _table(table: str, path: Path) -> Table:
    try:
        most_bytes = DOCUMENT_BYTES if path.suffix == ".yaml" else TABLE_BYTES
        text = text_of(path, path.name, most_bytes)
        if path.suffix == ".csv":
            return from_csv(table, text, path.name)
        if path.suffix == ".jsonl":
            return from_json_lines(table, text, path.name)
        return table_of(table, path.name, from_yaml(text, path.name))
    except InputError as error:
        return Table(path.name, problems=error.problems, complete=False)


def _unknown(name: str) -> Problem:
    hint = f"{nearest(name, _KNOWN)} A name that starts with a dot is ignored."
    if name.endswith(".xlsx"):
        hint = "A workbook is a whole scenario: name the file, not the folder it lies in."
    return Problem("is no file of a scenario", file=shown(name), next_step=hint)
