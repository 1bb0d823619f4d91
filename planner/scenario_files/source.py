"""What people call a scenario by -> where it is."""

from __future__ import annotations

import os
from pathlib import Path

from models.errors import InputError, Problem, shown
from planner.scenario_files.library import names_in
from planner.scenario_files.naming import nearest


def located(source: str | Path, library: Path) -> Path:
    """Folder or file of a scenario.

    Parameters
    ----------
    source
        A folder, a file, or the name of a bundled scenario. What exists under that path comes
        first; a name with a separator in it is a path in any case.
    library
        Folder of the bundled scenarios.

    Raises
    ------
    InputError
        If there is neither a file nor a bundled scenario of that name.
    """
    path = Path(source)
    # An empty text would be the folder one happens to be in.
    if str(source) and exists(path):
        return path
    names = names_in(library)
    if str(source) in names:
        return library / source
    if isinstance(source, Path) or "/" in source:
        message, next_step = "is no file or folder", "Check the path."
    else:
        message = "is neither a file or folder here nor a bundled scenario"
        next_step = nearest(source, names)
    raise InputError(
        [Problem(message, file="SCENARIO", found=shown(str(source)), next_step=next_step)]
    )


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path ends outside a folder, by links or by dots."""
    # Unlike Path.resolve, this takes a circle of links for what it is: a path to nothing.
    end = Path(os.path.realpath(path))
    return not end.is_relative_to(os.path.realpath(folder))


def exists(path: Path) -> bool:
    """Whether there is something under a path that anyone can have written."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
