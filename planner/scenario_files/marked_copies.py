"""Copies of workbooks in which the cells with mistakes are marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, Problem, shown
from models.workbook_places import SheetPlace, sheet_place
from planner.processes.confined import run_confined
from planner.scenario_files.size_limits import TABLE_BYTES
from planner.scenario_files.texts import bytes_of
from planner.workbook_files.marking import marked, plain_sheet

_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A copy of a workbook."""

    content: bytes
    cells: int
    """Cells that are marked."""
    elsewhere: int
    """Mistakes that are in no cell: of overlays and settings, or of a sheet that is missing."""


def expect_copy(source: str | Path, copy: Path) -> None:
    """Refuse what cannot be marked, and a copy that would replace the workbook itself.

    Raises
    ------
    InputError
        With the reason.
    """
    path = Path(source)
    if path.suffix.lower() not in _WORKBOOKS or not path.is_file():
        next_step = "Mistakes in other files are listed with their lines."
        raise InputError.of("goes with a workbook only", "copy", next_step=next_step)
    if copy.suffix.lower() != path.suffix.lower():
        step = f"End its name in {path.suffix}, as the workbook's does."
        found = shown(copy.name)
        raise InputError.of("is no name of such a workbook", "copy", found=found, next_step=step)
    if copy.exists() and copy.samefile(path):
        found, step = shown(str(copy)), "Name another file."
        raise InputError.of("is the workbook itself", "copy", found=found, next_step=step)


def marked_copy(source: str | Path, problems: Iterable[Problem]) -> MarkedCopy | None:
    """A copy with each cell that has a mistake coloured, and a comment on what to do.

    A mistake of a row, a column or a sheet is marked in its first cell.

    Parameters
    ----------
    source
        The workbook.
    problems
        What is wrong with it.

    Returns
    -------
    copy
        None if no mistake is in a cell.

    Raises
    ------
    InputError
        If it cannot be read, or holds what no spreadsheet program writes.
    """
    path = Path(source)
    file = shown(path.name)
    every = list(problems)
    texts: dict[str, dict[str, str]] = {}
    elsewhere = 0
    for each in every:
        place = sheet_place(each.row) if each.file == file else None
        if place is None:
            elsewhere += 1
            continue
        cells = texts.setdefault(plain_sheet(place.sheet), {})
        cell = _first_cell(place)
        before = f"{cells[cell]}\n\n" if cell in cells else ""
        cells[cell] = f"{before}{_comment(each)}"
    if not texts:
        return None
    content = bytes_of(path, file, TABLE_BYTES)
    done = run_confined(marked, content, file, texts, file=file, verb="mark")
    return MarkedCopy(done.content, done.cells, elsewhere + done.left)


def _first_cell(place: SheetPlace) -> str:
    return place.cell or f"{place.column or 'A'}{place.row or '1'}"


def _comment(problem: Problem) -> str:
    field = f"{problem.field}: " if problem.field else ""
    found = f" (found: {problem.found})" if problem.found else ""
    return f"{field}{problem.message}{found}. {problem.next_step}".rstrip()
