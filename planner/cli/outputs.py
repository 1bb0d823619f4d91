"""Which files a command writes; refused before the work, not after it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from models.choices import Audience, Language
from models.errors import InputError, Problem
from planner.exports.formats import (
    DEFAULT_FORMATS,
    FORMATS_BY_SUFFIX,
    missing_library,
    suffix_words,
)
from planner.exports.tradeoffs.files import ALTERNATIVES_FORMATS, FRONTIER_FORMATS

if TYPE_CHECKING:
    from models.scenario import Scenario
    from planner.api.results import PlanResult

FOLDER = Path("plans")
_LONGEST_NAME = 100


def paper_files(paths: list[Path] | None) -> list[Path] | None:
    """Refuse files that no plan can be written to, also where a format's library is missing."""
    if not paths:
        return paths
    known = _of_suffix(paths, FORMATS_BY_SUFFIX)
    if problems := [problem for path in known if (problem := missing_library(path))]:
        raise InputError(problems)
    return known


def frontier_files(paths: list[Path] | None) -> list[Path] | None:
    """Refuse files that no frontier can be written to."""
    return _of_suffix(paths, FRONTIER_FORMATS) if paths else paths


def alternatives_files(paths: list[Path] | None) -> list[Path] | None:
    """Refuse files that no alternatives can be written to."""
    return _of_suffix(paths, ALTERNATIVES_FORMATS) if paths else paths


def default_files(source: str, scenario: Scenario) -> list[Path]:
    """Where a plan is written by default.

    Parameters
    ----------
    source
        What the scenario was called on the command line; the files are named after it, since
        copies of a scenario share the name that is written in them.
    scenario
        The names of its overlays are part of the name.
    """
    place = Path(source).resolve()
    called = place.stem if place.is_file() else place.name
    parts = [called or scenario.name, *scenario.overlays]
    name = "+".join(re.sub(r"[^\w.=-]+", "-", part).strip("-.") for part in parts)
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}+{scenario.hash[:8]}"
    return [FOLDER / f"{name}{each.suffix}" for each in DEFAULT_FORMATS]


def check_folders(paths: Iterable[Path], *, makes_folder: bool = False) -> None:
    """Refuse what cannot be written, before anyone has waited for it.

    Raises
    ------
    InputError
        With every path that cannot be written to.
    """
    from planner.exports.writing import unwritable

    found = [unwritable(path, folder_is_made=makes_folder) for path in paths]
    if problems := [problem for problem in found if problem]:
        raise InputError(problems)


def check_replaceable(paths: Iterable[Path], plan: Path) -> None:
    """Refuse to write a plan over files that may be of another plan.

    Parameters
    ----------
    paths
        Where it is to be written.
    plan
        Its plan file; files of the same name beside it, with other suffixes, are of the same plan.

    Raises
    ------
    InputError
        With every file that stands there and is named differently.
    """
    own = plan.resolve().with_suffix("")
    others = (each for each in paths if each.exists() and _stem(each) != own)
    step = "Choose another file name, or remove that file first."
    problems = [
        Problem("may be of another plan", file=str(each), next_step=step) for each in others
    ]
    if problems:
        raise InputError(problems)


def check_not_read(paths: Iterable[Path], read: Iterable[Path]) -> None:
    """Refuse to write over a plan file that is read.

    Raises
    ------
    InputError
        With every file that is both read and written.
    """
    inputs = {path.resolve() for path in read}
    step = "Choose another file name."
    problems = [
        Problem("is read, and cannot be written too", file=str(path), next_step=step)
        for path in paths
        if path.resolve() in inputs
    ]
    if problems:
        raise InputError(problems)


def _stem(path: Path) -> Path:
    """Place of a file without the suffix that names its format."""
    name = path.name.lower()
    suffix = max((each for each in FORMATS_BY_SUFFIX if name.endswith(each)), key=len)
    return path.resolve().with_name(path.name[: -len(suffix)])


def write_plans(
    result: PlanResult, paths: Sequence[Path], audience: Audience, language: Language
) -> None:
    """Write a plan to each of the files; their folder is made if it is the usual one."""
    if any(path.parent == FOLDER for path in paths):
        try:
            FOLDER.mkdir(exist_ok=True)
        except OSError as error:
            raise InputError.from_os_error(error, str(FOLDER), "made", "Use --out.") from error
    from planner import api

    api.write_plan(result, paths, audience, language)


def _of_suffix(paths: list[Path], known: Collection[str]) -> list[Path]:
    for path in paths:
        if path.suffix.lower() not in known:
            words = f"{str(path)!r} has no known suffix: {suffix_words(known)}."
            raise typer.BadParameter(words)
    return paths
