"""Files of plans: every format with what it is for and what writes it, listed once.

A *working file* is exact and stays with the planner; a *paper* is what others read. Help, messages
and lists of files are made from `FORMATS`. Importing this package loads no format: each comes with
the library behind it once a file of it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from models.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from models.result import Result
    from models.scenario import Scenario
    from planner.exports.paper import Paper
    from planner.exports.plan_file import PlanFile

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "FORMATS_BY_SUFFIX",
    "PAPER_FORMATS",
    "Format",
    "format_of",
    "missing_library",
    "paper_bytes",
    "read_plan",
    "scenario_bytes",
    "suffix_words",
    "working_bytes",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files, known by its suffix."""

    suffix: str
    """In lower case, with its dot."""
    use: str
    """What such a file of a plan is for, in a few words."""
    paper: Callable[[Paper], bytes]
    """Content of a paper's file."""
    working: Callable[[Result, Scenario], bytes] | None = None
    """Content of a working file; None where a planner gets a paper too."""
    always_working: bool = False
    """Whether `plan` writes a working file whoever its papers are for."""
    by_default: bool = False
    """Whether `plan` writes such a file by default."""
    extra: str = ""
    """Extra of this package that brings its library; empty if it is always there."""
    library: str = ""
    """Module that the extra brings."""


def _plan_file(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.plan_file import plan_bytes

    return plan_bytes(result, scenario)


def _parquet(paper: Paper) -> bytes:
    from planner.exports.arrow import paper_bytes

    return paper_bytes(paper)


def _moves(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.csv_file import moves_bytes

    return moves_bytes(result, scenario)


def _moves_of_paper(paper: Paper) -> bytes:
    from planner.exports.csv_file import paper_bytes

    return paper_bytes(paper, "moves")


def _tasks(result: Result, _: Scenario) -> bytes:
    from planner.exports.csv_file import tasks_bytes

    return tasks_bytes(result)


def _signatures(paper: Paper) -> bytes:
    from planner.exports.csv_file import paper_bytes

    return paper_bytes(paper, "signatures")


def _document(result: Result, scenario: Scenario) -> bytes:
    from planner.exports.document import plan_bytes

    return plan_bytes(result, scenario)


def _json(paper: Paper) -> bytes:
    from planner.exports.document import paper_bytes

    return paper_bytes(paper)


def _xlsx(paper: Paper) -> bytes:
    from planner.exports.xlsx import paper_bytes

    return paper_bytes(paper)


def _html(paper: Paper) -> bytes:
    from planner.exports.html import paper_bytes

    return paper_bytes(paper)


def _pdf(paper: Paper) -> bytes:
    from planner.exports.pdf import paper_bytes

    return paper_bytes(paper)


def _pptx(paper: Paper) -> bytes:
    from planner.exports.pptx import paper_bytes

    return paper_bytes(paper)


FORMATS = (
    Format(
        ".parquet",
        "working file of the plan, for verify, compare and export",
        paper=_parquet,
        working=_plan_file,
        always_working=True,
        by_default=True,
    ),
    Format(".csv", "moves", paper=_moves_of_paper, working=_moves, by_default=True),
    Format(
        ".json",
        "everything, for programs",
        paper=_json,
        working=_document,
        always_working=True,
        by_default=True,
    ),
    Format(".xlsx", "the paper as a workbook", paper=_xlsx),
    Format(".html", "the paper as a page", paper=_html),
    Format(".pdf", "the paper to print", paper=_pdf, extra="pdf", library="weasyprint"),
    Format(".pptx", "the paper as slides", paper=_pptx, extra="slides", library="pptx"),
    Format(".tasks.csv", "what to do by when", paper=_signatures, working=_tasks),
)
"""Every format. A new one is added here and nowhere else."""

FORMATS_BY_SUFFIX: Mapping[str, Format] = {each.suffix: each for each in FORMATS}

PAPER_FORMATS: Mapping[str, Format] = {
    each.suffix: each for each in FORMATS if each.working is None
}
"""Formats of papers only, by suffix."""

DEFAULT_FORMATS = tuple(each for each in FORMATS if each.by_default)
"""Formats that `plan` writes by default."""


def suffix_words(formats: Iterable[str]) -> str:
    """List suffixes as a help text does: ``.parquet .csv .json``."""
    return " ".join(formats)


def format_of(path: Path, formats: Mapping[str, Format] = FORMATS_BY_SUFFIX) -> Format:
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


def missing_library(path: Path) -> Problem | None:
    """Say which library a file's format needs, if it is not installed."""
    found = format_of(path)
    if not found.extra or find_spec(found.library) is not None:
        return None
    step = f"Install it: pip install 'relocation-planner[{found.extra}]'"
    return Problem(f"needs {found.library}, which is not installed", file=str(path), next_step=step)


def paper_bytes(paper: Paper, suffix: str) -> bytes:
    """Return the content of a paper's file in the format that a suffix names.

    Raises
    ------
    InputError
        The suffix is unknown, or the format's library is not installed.
    """
    return _format(suffix, FORMATS_BY_SUFFIX).paper(paper)


def working_bytes(result: Result, scenario: Scenario, suffix: str) -> bytes:
    """Return the content of a working file in the format that a suffix names.

    Raises
    ------
    InputError
        The suffix is unknown, or of a format without working files.
    """
    write = _format(suffix, FORMATS_BY_SUFFIX).working
    if write is None:
        raise InputError.of("there is no working file of this format", found=suffix)
    return write(result, scenario)


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


def scenario_bytes(scenario: Scenario) -> bytes:
    """Return a scenario as a workbook to fill in, with guidance and drop-downs.

    Raises
    ------
    InputError
        A text does not fit into a cell.
    """
    from planner.exports.scenario_workbook import scenario_bytes

    return scenario_bytes(scenario)
