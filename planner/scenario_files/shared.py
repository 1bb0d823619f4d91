"""Jurisdictions: one file each, from the scenario's own folder or from those all share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from models.errors import InputError, Problem, shown
from planner.scenario_files.bounds import DOCUMENT_BYTES
from planner.scenario_files.draft import Origin, Row, Table
from planner.scenario_files.library import JURISDICTIONS, shared_jurisdictions
from planner.scenario_files.naming import nearest
from planner.scenario_files.tables import row_under
from planner.scenario_files.texts import text_of
from planner.scenario_files.yaml_text import from_yaml


def own_jurisdictions(folder: Path) -> Table:
    """Jurisdictions of a scenario's own folder ``jurisdictions``; the file's name is the id."""
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
            problems.append(Problem("is no jurisdiction", file=file, next_step=next_step))
    table = _read(paths, f"{JURISDICTIONS}/")
    return replace(table, problems=(*problems, *table.problems))


def with_shared(names: list[str], file: str, own: Table | None, library: Path) -> Table:
    """Jurisdictions listed by name, of which the scenario's own come first.

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
    own = own or Table(file)
    shared = shared_jurisdictions(library)
    problems: list[Problem] = []
    for name, count in Counter(names).items():
        at = {"file": file, "field": JURISDICTIONS, "found": shown(name)}
        if count > 1:
            problems.append(Problem(f"is listed {count} times", **at, next_step="Keep one."))
        if name not in own.rows and name not in shared and own.complete:
            next_step = nearest(name, [*own.rows, *shared])
            problems.append(Problem("is no known jurisdiction", **at, next_step=next_step))
    wanted = {name: path for name, path in shared.items() if name in names}
    prefix = f"scenarios/{JURISDICTIONS}/"
    read = _read({name: path for name, path in wanted.items() if name not in own.rows}, prefix)
    complete = own.complete and read.complete and not problems
    rows = {**own.rows, **read.rows}
    return Table(file, rows, (*problems, *own.problems, *read.problems), complete)


def _read(paths: Mapping[str, Path], prefix: str) -> Table:
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
    return Table(prefix, rows, tuple(problems), complete=not problems)
