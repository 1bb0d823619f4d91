"""Reads a folder with one file per table into a draft of the scenario.

A folder is refused if a file leads outside it, or if it contains more than any scenario needs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from models.errors import InputError, Problem, os_reason, shown
from models.tables import TABLE_KEYS
from planner.scenario_files.csv_jsonl import from_csv, from_json_lines
from planner.scenario_files.documents import draft_of_mapping, duplicate_table
from planner.scenario_files.draft import SETTINGS_FILE, DraftTable, Origin, Row, ScenarioDraft
from planner.scenario_files.library import JURISDICTIONS, own_jurisdictions, points_outside
from planner.scenario_files.messages import nearest
from planner.scenario_files.size_limits import (
    DOCUMENT_BYTES,
    FOLDER_BYTES,
    FOLDER_DOCUMENT_BYTES,
    FOLDER_FILES,
    FOLDER_ROWS,
    TABLE_BYTES,
    too_many_rows_in_all,
)
from planner.scenario_files.tables import table_of
from planner.scenario_files.texts import text_of
from planner.scenario_files.yaml_json import from_yaml, mapping_of

OVERLAYS = "overlays"

EVENTS = "events.jsonl"
"""A history for `relocate replay`; not part of the scenario."""

ROSTER_FILES = ("roster.yaml", "roster-receipt.md")
"""What a roster's columns mean, and what became of its rows; neither is part of the scenario."""

_IGNORED = frozenset({"README.md", EVENTS, OVERLAYS, *ROSTER_FILES})
_TABLE_FILES = {
    f"{table}{suffix}": table
    for table in TABLE_KEYS
    if table != JURISDICTIONS
    for suffix in (".csv", ".yaml", ".jsonl")
}
_PLACES = {table: f"{table}.csv" for table in TABLE_KEYS}
_PLACES[JURISDICTIONS] = f"{JURISDICTIONS}/<id>.yaml"
_KNOWN = (SETTINGS_FILE, JURISDICTIONS, OVERLAYS, *_TABLE_FILES)
AS_IT_IS: Mapping[str, str] = MappingProxyType({})
"""A folder without other texts."""


def draft_of_folder(
    folder: Path, library: Path, texts: Mapping[str, str] = AS_IT_IS
) -> ScenarioDraft:
    """Draft of a scenario that is a folder.

    Parameters
    ----------
    folder
        The folder.
    library
        Folder of the bundled scenarios.
    texts
        Texts of CSV tables that are read instead of the files of these names.

    Raises
    ------
    InputError
        If the folder cannot be listed, a file leads outside it, or it holds more than any scenario
        needs.
    """
    names = sorted({*names_of(folder, _IGNORED), *texts})
    problems = [_unknown(name) for name in names if name not in {*_KNOWN, *_IGNORED}]
    tables: dict[str, DraftTable] = {}
    if JURISDICTIONS in names:
        tables[JURISDICTIONS] = _jurisdictions(folder / JURISDICTIONS)
    for name in names:
        table = _TABLE_FILES.get(name)
        if table in tables:
            problems.append(duplicate_table(table, name, tables[table].file))
        elif table is not None:
            tables[table] = (
                from_csv(table, texts[name], name)
                if name in texts
                else _table(table, folder / name)
            )
            if sum(len(each.rows) for each in tables.values()) > FOLDER_ROWS:
                raise InputError([too_many_rows_in_all(name)])
    try:
        document = mapping_of(folder / SETTINGS_FILE, SETTINGS_FILE, DOCUMENT_BYTES)
    except InputError as error:
        unread = Row({}, Origin(SETTINGS_FILE))
        found = (*error.problems, *problems)
        return ScenarioDraft(unread, tables, found, settings_read=False, places=_PLACES)
    draft = draft_of_mapping(document, SETTINGS_FILE, tables, library)
    return replace(draft, problems=(*problems, *draft.problems), places=_PLACES)


def _jurisdictions(folder: Path) -> DraftTable:
    try:
        return own_jurisdictions(folder)
    except OSError:
        problem = Problem(
            "is not a folder that can be read",
            file=JURISDICTIONS,
            next_step="Put one file per jurisdiction into it, named <id>.yaml.",
        )
        return DraftTable(JURISDICTIONS, problems=(problem,), complete=False)


def _table(table: str, path: Path) -> DraftTable:
    try:
        most_bytes = DOCUMENT_BYTES if path.suffix == ".yaml" else TABLE_BYTES
        text = text_of(path, path.name, most_bytes)
        if path.suffix == ".csv":
            return from_csv(table, text, path.name)
        if path.suffix == ".jsonl":
            return from_json_lines(table, text, path.name)
        return table_of(table, path.name, from_yaml(text, path.name))
    except InputError as error:
        return DraftTable(path.name, problems=error.problems, complete=False)


def _unknown(name: str) -> Problem:
    hint = f"{nearest(name, _KNOWN)} A name that starts with a dot is ignored."
    if name.endswith(".xlsx"):
        hint = "A workbook is a whole scenario: name the file, not the folder it lies in."
    return Problem("is not a file of a scenario", file=shown(name), next_step=hint)


def names_of(folder: Path, unread: Collection[str]) -> list[str]:
    """Names in the folder of a scenario, sorted, without those that start with a dot.

    Parameters
    ----------
    folder
        The folder.
    unread
        Names of files that are not read and may be of any size.

    Raises
    ------
    InputError
        If the folder cannot be listed, a file leads outside it, or it holds more than any scenario
        needs.
    """
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        next_step = "Check the permissions of the folder."
        raise _error(folder, f"cannot be listed: {os_reason(error)}", next_step) from None
    within = sorted(path.name for path in (folder / JURISDICTIONS).glob("*"))
    files = [*names, *(f"{JURISDICTIONS}/{name}" for name in within)]
    if len(names) > FOLDER_FILES or len(within) > FOLDER_FILES:
        raise _too_much(folder, f"{FOLDER_FILES:,} files")
    _refuse_links(folder, files)
    _refuse_bulk(folder, [name for name in files if name not in unread])
    return names


def _refuse_links(folder: Path, files: list[str]) -> None:
    """Refuse files that lead outside: a foreign folder must not reveal the user's own files."""
    strays = [name for name in files if points_outside(folder / name, folder)]
    if strays:
        message, next_step = "points outside the scenario's folder", "Put a copy in its place."
        raise InputError(
            [Problem(message, file=shown(name), next_step=next_step) for name in strays]
        )


def _refuse_bulk(folder: Path, files: list[str]) -> None:
    """Refuse files that are small enough one by one but too large together."""
    sizes = {name: _size(folder / name) for name in files}
    documents = sum(size for name, size in sizes.items() if name.endswith(".yaml"))
    if documents > FOLDER_DOCUMENT_BYTES:
        raise _too_much(folder, f"{FOLDER_DOCUMENT_BYTES // 1_000_000} MB of YAML")
    if sum(sizes.values()) > FOLDER_BYTES:
        raise _too_much(folder, f"{FOLDER_BYTES // 1_000_000} MB")


def _size(path: Path) -> int:
    """Size of a file; zero if it is unreadable or too large, which is reported elsewhere."""
    most = DOCUMENT_BYTES if path.suffix == ".yaml" else TABLE_BYTES
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
    return size if size <= most else 0


def _too_much(folder: Path, most: str) -> InputError:
    next_step = "Check that it is the right folder; if so, take out what is not of the scenario."
    return _error(folder, f"holds more than {most}", next_step)


def _error(folder: Path, message: str, next_step: str) -> InputError:
    return InputError.of(message, "scenario", found=shown(str(folder)), next_step=next_step)
