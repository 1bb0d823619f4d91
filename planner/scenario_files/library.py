"""Bundled scenarios, and the jurisdictions and timelines that scenarios share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from models.errors import InputError, Problem, shown
from planner.scenario_files.csv_jsonl import from_csv, from_json_lines
from planner.scenario_files.draft import SETTINGS_FILE, DraftTable, Origin, Row
from planner.scenario_files.messages import nearest
from planner.scenario_files.size_limits import DOCUMENT_BYTES, TABLE_BYTES
from planner.scenario_files.tables import row_under, table_of
from planner.scenario_files.texts import text_of
from planner.scenario_files.yaml_json import from_yaml

JURISDICTIONS = "jurisdictions"

EVERY_LAW = "shanghai-2026"
"""A bundled scenario that has all jurisdictions that bundled scenarios share."""

SIGNALS = "signals"
"""Folder of the timelines of signals, with their matters, losses and base rates."""

SCHEMAS = "schemas"
"""Folder of the JSON Schemas for editors."""

TIMELINE_TABLES = ("base_rates", "loss_parts", "losses", "matters", SIGNALS)
"""Tables that a scenario can share by naming a file."""


def library() -> Path:
    """Folder of the data package ``scenarios``."""
    return Path(str(files("scenarios").joinpath(JURISDICTIONS))).parent


def bundled() -> tuple[str, ...]:
    """Names of the scenarios that come with the planner, sorted."""
    return names_in(library())


def names_in(folder: Path) -> tuple[str, ...]:
    """Names of the subfolders that are scenarios."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{SETTINGS_FILE}")))


def shared_jurisdictions(folder: Path) -> dict[str, Path]:
    """Files of the jurisdictions that bundled scenarios share, by id."""
    return {path.stem: path for path in sorted((folder / JURISDICTIONS).glob("*.yaml"))}


def offices_with_law(folder: Path) -> dict[str, list[str]]:
    """Offices whose law and costs ship with the planner, by jurisdiction."""
    file = "offices.csv"
    read = from_csv("offices", text_of(folder / EVERY_LAW / file, file, TABLE_BYTES), file)
    found: dict[str, list[str]] = {}
    for office, row in read.rows.items():
        found.setdefault(str(row.cells["jurisdiction"]), []).append(office)
    return found


def shared_timelines(folder: Path) -> dict[str, Path]:
    """Files of signals, matters, losses and base rates that bundled scenarios share, by name."""
    found = sorted((folder / SIGNALS).glob("*.*"))
    return {path.stem: path for path in found if path.suffix in {".yaml", ".jsonl"}}


def locate(source: str | Path, library: Path) -> Path:
    """Folder or file of a scenario.

    Parameters
    ----------
    source
        A folder, a file, or the name of a bundled scenario. An existing path takes precedence; a
        name that contains a separator is always a path.
    library
        Folder of the bundled scenarios.

    Raises
    ------
    InputError
        If there is neither a file nor a bundled scenario of that name.
    """
    path = Path(source)
    # An empty text would stand for the current folder.
    if str(source) and exists(path):
        return path
    names = names_in(library)
    if str(source) in names:
        return library / source
    if isinstance(source, Path) or "/" in source:
        message, next_step = "does not exist", "Check the path."
    else:
        message = "is neither a file or folder here nor a bundled scenario"
        next_step = nearest(source, names)
    raise InputError.of(message, "scenario", found=shown(str(source)), next_step=next_step)


def points_outside(path: Path, folder: Path) -> bool:
    """Whether a path leads outside a folder, through links or dots."""
    # Unlike Path.resolve, this does not fail on circular links.
    end = Path(os.path.realpath(path))
    return not end.is_relative_to(os.path.realpath(folder))


def exists(path: Path) -> bool:
    """Whether a path exists; False for a text that cannot be a path."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def own_jurisdictions(folder: Path) -> DraftTable:
    """Jurisdictions in the scenario's own folder ``jurisdictions``; the file's name is the id."""
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        if path.suffix == ".yaml":
            paths[path.stem] = path
        else:
            next_step = "Name it <id>.yaml, after the jurisdiction, or take it out."
            file = f"{JURISDICTIONS}/{shown(path.name)}"
            problems.append(Problem("is not a jurisdiction file", file=file, next_step=next_step))
    table = _jurisdiction_rows(paths, f"{JURISDICTIONS}/")
    return replace(table, problems=(*problems, *table.problems))


def with_shared_jurisdictions(
    names: list[str], file: str, own: DraftTable | None, library: Path
) -> DraftTable:
    """Jurisdictions listed by name; the scenario's own ones take precedence over shared ones.

    Parameters
    ----------
    names
        Ids of jurisdictions.
    file
        Where they are listed.
    own
        Jurisdictions of the scenario's own folder.
    library
        Folder of the bundled scenarios.
    """
    own = own or DraftTable(file)
    shared = shared_jurisdictions(library)
    problems: list[Problem] = []
    for name, count in Counter(names).items():
        at = {"file": file, "field": JURISDICTIONS, "found": shown(name)}
        if count > 1:
            problems.append(Problem(f"is listed {count} times", **at, next_step="Keep one."))
        if name not in own.rows and name not in shared and own.complete:
            next_step = nearest(name, [*own.rows, *shared])
            problems.append(Problem("is an unknown jurisdiction", **at, next_step=next_step))
    wanted = {name: path for name, path in shared.items() if name in names}
    prefix = f"scenarios/{JURISDICTIONS}/"
    read = _jurisdiction_rows(
        {name: path for name, path in wanted.items() if name not in own.rows}, prefix
    )
    complete = own.complete and read.complete and not problems
    rows = {**own.rows, **read.rows}
    return DraftTable(file, rows, (*problems, *own.problems, *read.problems), complete)


def _jurisdiction_rows(paths: Mapping[str, Path], prefix: str) -> DraftTable:
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    for name, path in paths.items():
        file = f"{prefix}{shown(path.name)}"
        try:
            document = from_yaml(text_of(path, file, DOCUMENT_BYTES), file)
        except InputError as error:
            problems += error.problems
            continue
        row = row_under(JURISDICTIONS, name, document, Origin(file, shown(name)))
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows[name] = row
    return DraftTable(prefix, rows, tuple(problems), complete=not problems)


def with_timelines(
    table: str, names: list[str], file: str, own: DraftTable | None, library: Path
) -> DraftTable:
    """Rows of a table from shared files; the scenario's own rows take precedence.

    Parameters
    ----------
    table
        ``signals``, ``matters``, ``losses``, ``loss_parts`` or ``base_rates``.
    names
        Names of shared files.
    file
        Where they are listed.
    own
        The scenario's own rows.
    library
        Folder of the bundled scenarios.
    """
    own = own or DraftTable(file)
    shared = shared_timelines(library)
    problems = list(own.problems)
    rows = dict(own.rows)
    complete = own.complete
    for name, count in Counter(names).items():
        at = {"file": file, "field": table, "found": shown(name)}
        if count > 1:
            problems.append(Problem(f"is listed {count} times", **at, next_step="Keep one."))
        if name not in shared:
            next_step = nearest(name, shared)
            problems.append(Problem("is an unknown timeline", **at, next_step=next_step))
            complete = False
            continue
        read = _timeline_rows(table, shared[name])
        rows = {**read.rows, **rows}
        problems += read.problems
        complete = complete and read.complete
    return DraftTable(file, rows, tuple(problems), complete)


def _timeline_rows(table: str, path: Path) -> DraftTable:
    file = f"scenarios/{SIGNALS}/{path.name}"
    try:
        text = text_of(path, file, DOCUMENT_BYTES)
        if path.suffix == ".jsonl":
            return from_json_lines(table, text, file)
        document = from_yaml(text, file)
    except InputError as error:
        return DraftTable(file, problems=error.problems, complete=False)
    rows = document.get(table) if isinstance(document, dict) else None
    return table_of(table, file, rows or {})
