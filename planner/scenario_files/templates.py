"""Copies a bundled scenario as a start for a new one, with schemas for editors."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from models.errors import InputError, os_reason, shown
from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.library import JURISDICTIONS, SCHEMAS, library, names_in
from planner.scenario_files.messages import nearest
from planner.scenario_files.saving import write_new


def copy_template(name: str, folder: str | Path) -> Path:
    """Copy a bundled scenario into a new folder, completely or not at all.

    Parameters
    ----------
    name
        Name of the bundled scenario.
    folder
        The new folder; it may exist if it is empty.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If there is no such scenario, or the folder is not empty or cannot be written.
    """
    return copy_scenario(name, Path(folder), library())


def copy_scenario(name: str, folder: Path, shelf: Path) -> Path:
    """Copy a scenario from a folder of scenarios; otherwise like `copy_template`."""
    template = template_in(name, shelf)

    def fill(copy: Path) -> None:
        ignored = shutil.ignore_patterns(".*", "__pycache__", "*.py")
        shutil.copytree(template, copy, ignore=ignored)
        help_editors(copy, shelf / SCHEMAS)

    return make_folder(folder, fill)


def template_of(name: str) -> Path:
    """Folder of a bundled scenario, even if another file or folder has that name.

    Raises
    ------
    InputError
        If there is no such scenario.
    """
    return template_in(name, library())


def template_in(name: str, shelf: Path) -> Path:
    """Folder of a scenario in a folder of scenarios; otherwise like `template_of`."""
    names = names_in(shelf)
    if name not in names:
        message, next_step = "is not a bundled scenario", nearest(name, names)
        raise InputError.of(message, "template", found=shown(name), next_step=next_step)
    return shelf / name


def folder_with(folder: Path, file: str, content: bytes) -> Path:
    """Make a new folder with one file in it, completely or not at all.

    Raises
    ------
    InputError
        If the folder is not empty or cannot be written.
    """

    def fill(beside: Path) -> None:
        beside.mkdir()
        path = beside / file
        path.touch(mode=0o600)  # Before it is filled, since it contains pay.
        path.write_bytes(content)

    return make_folder(folder, fill)


def new_file(path: Path, content: bytes) -> Path:
    """Write a file that does not exist yet, for its owner only, completely or not at all.

    Raises
    ------
    InputError
        The file exists, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, content)
    except FileExistsError:
        next_step = "Name a file that does not exist yet."
        raise InputError.of(
            "already exists", "FILE", found=shown(str(path)), next_step=next_step
        ) from None
    except (OSError, ValueError) as error:
        raise _wrong(f"cannot be written: {os_reason(error)}", path) from None
    return path


def make_folder(folder: Path, fill: Callable[[Path], object]) -> Path:
    """Make a new folder with a function that fills it, completely or not at all.

    Raises
    ------
    InputError
        If the folder is not empty or cannot be written.
    """
    try:
        check_free(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Renamed at the end, on the same disk, so that a scenario is never incomplete.
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".relocate-") as beside:
            aside = Path(beside) / "scenario"
            fill(aside)
            aside.rename(folder)
    except shutil.Error as error:
        # There is one entry per failed file, all with the same reason.
        raise _wrong(f"cannot be written: {str(error.args[0][0][2]).lower()}", folder) from None
    except (OSError, ValueError) as error:
        raise _wrong(f"cannot be written: {os_reason(error)}", folder) from None
    return folder


def check_free(folder: Path) -> None:
    """Refuse a folder that holds something already.

    Raises
    ------
    InputError
        It exists and is not an empty folder.
    """
    if folder.is_symlink() or (folder.exists() and not _empty(folder)):
        raise _wrong("already exists and is not an empty folder", folder)


def _empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _wrong(message: str, folder: Path) -> InputError:
    return InputError.of(
        message, "DIR", found=shown(str(folder)), next_step="Name a folder that does not exist yet."
    )


_SCHEMA_OF = {JURISDICTIONS: "jurisdiction", OVERLAYS: "overlay"}
"""Schemas for the files of certain folders; any other file has a schema of its own name."""


def help_editors(scenario: Path, schemas: Path) -> None:
    """Put schemas beside a scenario, and name the right schema at the top of each YAML file.

    Parameters
    ----------
    scenario
        Folder of the scenario.
    schemas
        Folder of the schemas; if it does not exist, nothing is done.
    """
    if not schemas.is_dir():
        return
    beside = scenario / f".{SCHEMAS}"
    shutil.copytree(schemas, beside)
    for path in scenario.rglob("*.yaml"):
        within = path.relative_to(scenario)
        schema = _SCHEMA_OF.get(within.parent.name, path.stem)
        place = f"{'../' * (len(within.parts) - 1)}{beside.name}/{schema}.schema.json"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"# yaml-language-server: $schema={place}\n{text}", encoding="utf-8")
