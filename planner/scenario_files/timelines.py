"""Signals, matters, losses and base rates that scenarios share, taken by the name of a file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from models.errors import InputError, Problem, shown
from planner.scenario_files.bounds import DOCUMENT_BYTES
from planner.scenario_files.draft import Table
from planner.scenario_files.json_lines import from_json_lines
from planner.scenario_files.library import SIGNALS, shared_timelines
from planner.scenario_files.naming import nearest
from planner.scenario_files.tables import table_of
from planner.scenario_files.texts import text_of
from planner.scenario_files.yaml_text import from_yaml


def with_timelines(
    table: str, names: list[str], file: str, own: Table | None, library: Path
) -> Table:
    """Rows of a table out of shared files; the scenario's own rows come first.

    Parameters
    ----------
    table
        ``signals``, ``matters``, ``losses``, ``loss_parts`` or ``base_rates``.
    names
        Names of shared files.
    file
        Where they are listed.
    own
        Rows of the scenario's own.
    library
        Folder of the bundled scenarios.
    """
    own = own or Table(file)
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
            problems.append(Problem("is no shared timeline", **at, next_step=next_step))
            complete = False
            continue
        read = _read(table, shared[name])
        rows = {**read.rows, **rows}
        problems += read.problems
        complete = complete and read.complete
    return Table(file, rows, tuple(problems), complete)


def _read(table: str, path: Path) -> Table:
    file = f"scenarios/{SIGNALS}/{path.name}"
    try:
        text = text_of(path, file, DOCUMENT_BYTES)
        if path.suffix == ".jsonl":
            return from_json_lines(table, text, file)
        document = from_yaml(text, file)
    except InputError as error:
        return Table(file, problems=error.problems, complete=False)
    rows = document.get(table) if isinstance(document, dict) else None
    return table_of(table, file, rows or {})
