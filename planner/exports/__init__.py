"""Plans as files: every format with what it is for and what writes it, listed once.

Help, messages and lists of files are made from `FORMATS`. Importing this package loads no format:
each comes with the library behind it once a file of it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from models.result import Result
    from models.scenario import Scenario
    from planner.exports.plan_file import PlanFile
    from planner.exports.table import Table

__all__ = [
    "COMPARISON_FORMATS",
    "DEFAULT_FORMATS",
    "FORMATS",
    "PLAN_FORMATS",
    "Format",
    "comparison_bytes",
    "format_of",
    "plan_bytes",
    "read_plan",
    "scenario_bytes",
    "suffix_words",
    "write_comparison",
    "write_plan",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files, known by its suffix."""

    suffix: str
    """In lower case, with its dot."""
    use: str
    """What such a file of a plan is for, in a few words."""
    plan: Callable[[Result, Scenario], bytes]
    """Content of a plan's file."""
    comparison: Callable[[Sequence[Table], str], bytes] | None = None
    """Content of a comparison's file, from its tables and title; none if there is no such file."""
    by_default: bool = False
    """Whether `plan` writes such a file by default."""


def _parquet(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.plan_file import plan_bytes

    return plan_bytes(result, scenario)


def _csv(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.csv_file import moves_bytes

    return moves_bytes(result, scenario)


def _tasks_csv(result: Result, _: Scenario) -> bytes:
    from planner.exports.csv_file import tasks_bytes

    return tasks_bytes(result)


def _json(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.document import plan_bytes

    return plan_bytes(result, scenario)


def _json_comparison(tables: Sequence[Table], title: str) -> bytes:
    from planner.exports.document import comparison_bytes

    return comparison_bytes(tables, title)


def _xlsx(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.xlsx import plan_bytes

    return plan_bytes(result, scenario)


def _xlsx_comparison(tables: Sequence[Table], title: str) -> bytes:
    from planner.exports.xlsx import comparison_bytes

    return comparison_bytes(tables, title)


def _html(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.html import plan_bytes

    return plan_bytes(result, scenario)


def _html_comparison(tables: Sequence[Table], title: str) -> bytes:
    from planner.exports.html import comparison_bytes

    return comparison_bytes(tables, title)


FORMATS = (
    Format(".parquet", "plan file, for verify, compare and export", plan=_parquet, by_default=True),
    Format(".csv", "moves with their prices", plan=_csv, by_default=True),
    Format(
        ".json",
        "everything, for programs",
        plan=_json,
        comparison=_json_comparison,
        by_default=True,
    ),
    Format(".xlsx", "everything, as a workbook", plan=_xlsx, comparison=_xlsx_comparison),
    Format(".html", "everything, as a page", plan=_html, comparison=_html_comparison),
    Format(".tasks.csv", "what to do by when", plan=_tasks_csv),
)
"""Every format. A new one is added here and nowhere else."""

PLAN_FORMATS: Mapping[str, Format] = {each.suffix: each for each in FORMATS}
"""Formats of plans, by suffix."""

COMPARISON_FORMATS: Mapping[str, Format] = {
    each.suffix: each for each in FORMATS if each.comparison is not None
}
"""Formats of comparisons, by suffix."""

DEFAULT_FORMATS = tuple(each for each in FORMATS if each.by_default)
"""Formats that `plan` writes by default."""


def suffix_words(formats: Iterable[str]) -> str:
    """List suffixes as a help text does: ``.parquet .csv .json``."""
    return " ".join(formats)


def format_of(path: Path, formats: Mapping[str, Format] = PLAN_FORMATS) -> Format:
    """Return the format that a path's suffix names; the longest suffix that is known counts.

    Raises
    ------
    InputError
        The suffix is unknown.
    """
    double = "".join(path.suffixes[-2:]).lower()
    return _format(double if double in formats else path.suffix, formats)


def _format(suffix: str, formats: Mapping[str, Format]) -> Format:
    found = formats.get(suffix.lower())
    if found is None:
        known = f"Known: {', '.join(formats)}."
        raise InputError.of("unknown file format", found=suffix, next_step=known)
    return found


def write_plan(result: Result, scenario: Scenario, path: Path) -> None:
    """Write a plan to a file, in the format that its suffix names.

    Parameters
    ----------
    result
        What the solve returned.
    scenario
        What it was solved from, overlays and settings applied.
    path
        With a suffix of `PLAN_FORMATS`; `read_plan` reads ``.parquet`` back.

    Raises
    ------
    InputError
        The suffix is unknown, or the file cannot be written.
    """
    from planner.exports.writing import replace_file

    replace_file(path, format_of(path).plan(result, scenario))


def plan_bytes(result: Result, scenario: Scenario, suffix: str) -> bytes:
    """Return the content of a plan's file in the format that a suffix names.

    Raises
    ------
    InputError
        The suffix is unknown.
    """
    return _format(suffix, PLAN_FORMATS).plan(result, scenario)


def read_plan(path: Path) -> PlanFile:
    """Read a plan file and check that its parts belong together.

    Raises
    ------
    InputError
        The file is missing, not Parquet, not a plan, too new, damaged or changed since it was
        written.
    """
    from planner.exports.plan_file import read_plan

    return read_plan(path)


def write_comparison(tables: Sequence[Table], title: str, path: Path) -> None:
    """Write a comparison to a file, in the format that its suffix names.

    Parameters
    ----------
    tables
        As `planner.exports.comparison.comparison` returns them.
    title
        What the page or workbook is called.
    path
        With a suffix of `COMPARISON_FORMATS`.

    Raises
    ------
    InputError
        The suffix is unknown, or the file cannot be written.
    """
    from planner.exports.writing import replace_file

    replace_file(path, comparison_bytes(tables, title, path.suffix))


def comparison_bytes(tables: Sequence[Table], title: str, suffix: str) -> bytes:
    """Return the content of a comparison's file in the format that a suffix names.

    Raises
    ------
    InputError
        The suffix is unknown.
    """
    found = _format(suffix, COMPARISON_FORMATS).comparison
    if found is None:
        raise LookupError(suffix)
    return found(tables, title)


def scenario_bytes(scenario: Scenario) -> bytes:
    """Return a scenario as a workbook to fill in, with guidance and drop-downs.

    Raises
    ------
    InputError
        A text does not fit into a cell.
    """
    from planner.exports.scenario_workbook import scenario_bytes

    return scenario_bytes(scenario)
