"""What lies in the folder of a scenario: refused where it leads elsewhere, or is too much."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from models.errors import InputError, Problem, shown
from planner.scenario_files.bounds import (
    DOCUMENT_BYTES,
    FOLDER_BYTES,
    FOLDER_DOCUMENT_BYTES,
    FOLDER_FILES,
    TABLE_BYTES,
)
from planner.scenario_files.library import JURISDICTIONS
from planner.scenario_files.source import leads_out


def names_of(folder: Path, unread: Collection[str]) -> list[str]:
    """Names in the folder of a scenario, in the order of the alphabet, without those with a dot.

    Parameters
    ----------
    folder
        The folder.
    unread
        Names of files that may be of any size, since nobody reads them.

    Raises
    ------
    InputError
        If the folder cannot be listed, files of it lie elsewhere, or it holds more than any
        scenario.
    """
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        next_step = "Check the permissions of the folder."
        raise InputError([_of(folder, f"cannot be listed: {reason}", next_step)]) from None
    within = sorted(path.name for path in (folder / JURISDICTIONS).glob("*"))
    files = [*names, *(f"{JURISDICTIONS}/{name}" for name in within)]
    if len(names) > FOLDER_FILES or len(within) > FOLDER_FILES:
        raise _too_much(folder, f"{FOLDER_FILES:,} files")
    _refuse_links(folder, files)
    _refuse_bulk(folder, [name for name in files if name not in unread])
    return names


def _refuse_links(folder: Path, files: list[str]) -> None:
    """Refuse files that lie elsewhere: a folder from a stranger must not show what is one's own."""
    strays = [name for name in files if leads_out(folder / name, folder)]
    if strays:
        message, next_step = "leads out of the scenario's folder", "Put a copy in its place."
        raise InputError(
            [Problem(message, file=shown(name), next_step=next_step) for name in strays]
        )


def _refuse_bulk(folder: Path, files: list[str]) -> None:
    """Refuse files that are each small enough, and too much together."""
    sizes = {name: _size(folder / name) for name in files}
    documents = sum(size for name, size in sizes.items() if name.endswith(".yaml"))
    if documents > FOLDER_DOCUMENT_BYTES:
        raise _too_much(folder, f"{FOLDER_DOCUMENT_BYTES // 1_000_000} MB of YAML")
    if sum(sizes.values()) > FOLDER_BYTES:
        raise _too_much(folder, f"{FOLDER_BYTES // 1_000_000} MB")


def _size(path: Path) -> int:
    """Bytes of a file; none where it cannot be read or is too large alone, which is told apart."""
    most = DOCUMENT_BYTES if path.suffix == ".yaml" else TABLE_BYTES
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
    return size if size <= most else 0


def _too_much(folder: Path, most: str) -> InputError:
    next_step = "Check that it is the right folder; if so, take out what is not of the scenario."
    return InputError([_of(folder, f"holds more than {most}", next_step)])


def _of(folder: Path, message: str, next_step: str) -> Problem:
    return Problem(message, file="SCENARIO", found=shown(str(folder)), next_step=next_step)
