"""Writes dated counts into the folder of a scenario: the table ``headcount``, and the receipt."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from models.errors import InputError
from models.workforce import HeadcountStep
from planner.roster.receipt import RECEIPT_FILE
from planner.scenario_files import lines_of_rows, load_with_texts
from planner.scenario_files.library import library, points_outside
from planner.scenario_files.size_limits import TABLE_BYTES
from planner.scenario_files.texts import text_of
from planner.scenario_files.written import heading_of

_TABLE = "headcount.csv"
_COLUMNS = ("cohort", "effective_from", "posts")


def check_folder(folder: Path) -> None:
    """Refuse what dated counts cannot be written to.

    Raises
    ------
    InputError
        It is no folder, or a bundled scenario, or its counts are in another kind of file.
    """
    if not folder.is_dir():
        step = "Name the folder of a scenario that you made."
        raise InputError.of("is not a folder here", "DIR", found=str(folder), next_step=step)
    if not points_outside(folder, library()):
        step = f"Copy it with `relocate new DIR --template {folder.name}`, and update the copy."
        raise InputError.of("is a bundled scenario", "DIR", found=str(folder), next_step=step)
    for other in ("headcount.yaml", "headcount.jsonl"):
        if (folder / other).exists():
            step = f"Turn it into {_TABLE}, with the columns {', '.join(_COLUMNS)}."
            raise InputError.of("is not a table that counts are added to", other, next_step=step)


def write_counts(
    folder: Path, steps: Sequence[HeadcountStep], on: date, receipt: Sequence[str], file_hash: str
) -> None:
    """Put counts into the table in place of others of that day, and add to the receipt.

    Parameters
    ----------
    folder
        The scenario.
    steps
        The counts.
    on
        Day of the roster.
    receipt
        Lines on it.
    file_hash
        SHA-256 of it.

    Raises
    ------
    InputError
        A file cannot be read or written, or the folder would not load with the counts.
    """
    if steps:
        _replace(folder / _TABLE, table_with(folder, steps))
    path = folder / RECEIPT_FILE
    before = text_of(path, RECEIPT_FILE, TABLE_BYTES) if path.exists() else "# Receipt\n"
    listed = "\n".join(f"- {line}" for line in receipt)
    heading = f"## Update of {on}\n\nSHA-256 of the roster: `{file_hash}`"
    _replace(path, f"{before}\n{heading}\n\n{listed}\n")


def table_with(folder: Path, steps: Sequence[HeadcountStep]) -> str:
    """Text of the table with counts in place of others of their cohort and day.

    Raises
    ------
    InputError
        The folder would not load with it.
    """
    path = folder / _TABLE
    lines = text_of(path, _TABLE, TABLE_BYTES).splitlines() if path.exists() else []
    # By key, since people write `Shanghai-AML-Analyst` and `2027/6/1` too.
    places = lines_of_rows(folder, "headcount")
    replaced = {places.get(f"{step.cohort}/{step.effective_from}") for step in steps}
    kept = [
        line for number, line in enumerate(lines, start=1) if f"line {number}" not in replaced
    ] or [",".join(_COLUMNS)]
    first = next((line for line in kept if line.strip() and not line.startswith("#")), "")
    header = [heading_of(cell.strip(), _COLUMNS) for cell in next(csv.reader([first]))]
    added = [_line(header, step) for step in steps]
    text = "\n".join([*kept, *added]) + "\n"
    load_with_texts(folder, {_TABLE: text})
    return text


def _line(header: Sequence[str], step: HeadcountStep) -> str:
    """A row of the table; columns of notes stay empty."""
    cells = {name: str(getattr(step, name)) for name in _COLUMNS}
    return ",".join(cells.get(name, "") for name in header)


def _replace(path: Path, text: str) -> None:
    """Write a file completely or not at all, for its owner only."""
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".relocate-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(aside).replace(path)
        except OSError:
            with suppress(OSError):
                Path(aside).unlink()
            raise
    except OSError as error:
        raise InputError.from_os_error(error, path.name, "written", "Check the folder.") from None
