"""Plans as files: one tabular definition, one module per format.

The libraries behind the formats are loaded with the first file that needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from models.errors import InputError, Problem
from models.result import Result
from models.scenario import Scenario
from planner.exports.comparison import NamedPlan, comparison
from planner.exports.document import document
from planner.exports.lineup import check_names
from planner.exports.plan_file import PlanFile
from planner.exports.tables import Table, plan_tables
from planner.exports.words import money_exact, money_words
from planner.exports.writing import replace_file

__all__ = [
    "COMPARISON_FORMATS",
    "PLAN_FORMATS",
    "NamedPlan",
    "PlanFile",
    "Table",
    "check_names",
    "comparison",
    "comparison_bytes",
    "document",
    "money_exact",
    "money_words",
    "plan_bytes",
    "plan_tables",
    "read_plan",
    "scenario_bytes",
    "write_comparison",
    "write_plan",
]

PLAN_FORMATS: Mapping[str, str] = {
    ".parquet": "parquet",
    ".csv": "csv_file",
    ".json": "json_file",
    ".xlsx": "xlsx",
    ".html": "html",
    ".tasks.csv": "tasks_csv",
}
"""Modules with a ``plan_bytes``, by the suffix of their files."""

COMPARISON_FORMATS: Mapping[str, str] = {".xlsx": "xlsx", ".html": "html", ".json": "json_file"}
"""Modules with a ``comparison_bytes``, by the suffix of their files."""


def write_plan(result: Result, scenario: Scenario, path: Path) -> None:
    """Write a plan to a file, in the format that its suffix names.

    Parameters
    ----------
    result
        What the solve returned.
    scenario
        What it was solved from, overlays and settings applied.
    path
        ``.parquet`` (the plan file, which ``read_plan`` reads back), ``.csv`` (the moves),
        ``.tasks.csv`` (what to do by when), ``.json`` (the document), ``.xlsx`` or ``.html``.

    Raises
    ------
    InputError
        The suffix is unknown, or the file cannot be written.
    """
    replace_file(path, plan_bytes(result, scenario, _suffix(path)))


def _suffix(path: Path) -> str:
    """The longest suffix of a path that names a format; else its last one."""
    two = "".join(path.suffixes[-2:]).lower()
    return two if two in PLAN_FORMATS else path.suffix


def plan_bytes(result: Result, scenario: Scenario, suffix: str) -> bytes:
    """Return the content of a plan's file in the format that a suffix names.

    Raises
    ------
    InputError
        The suffix is unknown.
    """
    module = _module(suffix, PLAN_FORMATS)
    render: Callable[[Result, Scenario], bytes] = module.plan_bytes
    return render(result, scenario)


def read_plan(path: Path) -> PlanFile:
    """Read a plan file and check that its parts belong together.

    Raises
    ------
    InputError
        The file is missing, no Parquet, no plan, too new, damaged or changed since it was written.
    """
    read: Callable[[Path], PlanFile] = _module(".parquet", PLAN_FORMATS).read_plan
    return read(path)


def scenario_bytes(scenario: Scenario) -> bytes:
    """Return a scenario as a workbook to fill in, with guidance and drop-downs.

    Raises
    ------
    InputError
        A text does not fit into a cell.
    """
    render: Callable[[Scenario], bytes] = import_module(
        f"{__name__}.scenario_workbook"
    ).scenario_bytes
    return render(scenario)


def write_comparison(tables: Sequence[Table], title: str, path: Path) -> None:
    """Write a comparison to a file, in the format that its suffix names.

    Parameters
    ----------
    tables
        As ``comparison`` returns them.
    title
        What the page or workbook is called.
    path
        ``.xlsx``, ``.html`` or ``.json``.

    Raises
    ------
    InputError
        The suffix is unknown, or the file cannot be written.
    """
    replace_file(path, comparison_bytes(tables, title, path.suffix))


def comparison_bytes(tables: Sequence[Table], title: str, suffix: str) -> bytes:
    """Return the content of a comparison's file in the format that a suffix names.

    Raises
    ------
    InputError
        The suffix is unknown.
    """
    module = _module(suffix, COMPARISON_FORMATS)
    render: Callable[[Sequence[Table], str], bytes] = module.comparison_bytes
    return render(tables, title)


def _module(suffix: str, formats: Mapping[str, str]) -> ModuleType:
    name = formats.get(suffix.lower())
    if name is None:
        known = f"Known: {', '.join(formats)}."
        raise InputError([Problem("no such file format", found=suffix, next_step=known)])
    return import_module(f"{__name__}.{name}")
