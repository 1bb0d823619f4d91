"""Formats of files of plans: every one with what it is for and what writes it, listed once.

A *working file* is exact and stays with the planner; a *paper* is what others read. Help, messages
and lists of files are made from `FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import InputError, Problem
from planner.exports import writers
from planner.exports.extras import PDF, SLIDES, Extra, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from models.result import Result
    from models.scenario import Scenario
    from planner.exports.paper import Paper


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
    extra: Extra | None = None
    """What brings its library; None if it is always there."""


FORMATS = (
    Format(
        ".parquet",
        "working file of the plan, for verify, compare and export",
        paper=writers.parquet,
        working=writers.plan_file,
        always_working=True,
        by_default=True,
    ),
    Format(".csv", "moves", paper=writers.moves_of_paper, working=writers.moves, by_default=True),
    Format(
        ".json",
        "everything, for programs",
        paper=writers.json,
        working=writers.document,
        always_working=True,
        by_default=True,
    ),
    Format(".xlsx", "the paper as a workbook", paper=writers.xlsx),
    Format(".html", "the paper as a page", paper=writers.html),
    Format(".pdf", "the paper to print", paper=writers.pdf, extra=PDF),
    Format(".pptx", "the paper as slides", paper=writers.pptx, extra=SLIDES),
    Format(".tasks.csv", "what to do by when", paper=writers.signatures, working=writers.tasks),
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
    """Say what has to be installed before a file can be written, if anything."""
    extra = format_of(path).extra
    return missing(extra, str(path)) if extra is not None else None


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
