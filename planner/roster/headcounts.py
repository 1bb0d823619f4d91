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
from planner.scenario_files.library import library, points_outside
from planner.scenario_files.size_limits import TABLE_BYTES
from planner.scenario_files.texts import text_of

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
        A file cannot be read or written.
    """
    if steps:
        _replace(folder / _TABLE, _with_steps(folder / _TABLE, steps))
    path = folder / RECEIPT_FILE
    before = text_of(path, RECEIPT_FILE, TABLE_BYTES) if path.exists() else "# Receipt\n"
    listed = "\n".join(f"- {line}" for line in receipt)
    heading = f"## Update of {on}\n\nSHA-256 of the roster: `{file_hash}`"
    _replace(path, f"{before}\n{heading}\n\n{listed}\n")


def _with_steps(path: Path, steps: Sequence[HeadcountStep]) -> str:
    lines = text_of(path, _TABLE, TABLE_BYTES).splitlines() if path.exists() else []
    header = next((cells for cells in map(_cells, lines) if cells), list(_COLUMNS))
    replaced = {(step.cohort, str(step.effective_from)) for step in steps}
    cohort, day = header.index("cohort"), header.index("effective_from")
    kept = [
        line
        for line in lines
        if not (cells := _cells(line)) or (cells[cohort], cells[day]) not in replaced
    ]
    new = [
        {"cohort": step.cohort, "effective_from": str(step.effective_from),
         "posts": str(step.posts)}
        for step in steps
    ]  # fmt: skip
    added = [",".join(row[name] for name in header) for row in new]
    return "\n".join([*(kept or [",".join(header)]), *added]) + "\n"


def _cells(line: str) -> list[str]:
    """Cells of a line; none of a comment or a blank line."""
    if not line.strip() or line.startswith("#"):
        return []
    return [cell.strip() for cell in next(csv.reader([line]))]


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
