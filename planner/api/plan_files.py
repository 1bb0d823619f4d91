"""Read plan files, and judge them again before showing anything.

A plan file may come from anybody, and one wrong byte can crash the library that reads Parquet. So a
separate process with limits on memory and time reads and judges it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.choices import Audience
from models.defaults import JUDGING_SECONDS
from models.errors import InputError, Problem
from models.readable import spelled
from models.scenario import Scenario
from planner.api.comparisons import Comparison
from planner.api.results import PlanResult
from planner.briefing.comparable import FEWEST_COMPARED, check_names
from planner.processes.confined import ConfinedLimits, run_confined

if TYPE_CHECKING:
    from models.briefing import Briefing
    from models.result import Verification

_MEMORY_BYTES = 1_200_000_000
"""Address space; a third of it is mapped libraries, most of which are never read into memory."""

_BUSY = 4
"""Limit on wall-clock time as a multiple of processor time, for busy machines."""

_AT_ONCE = 2
"""Number of plan files judged at the same time."""

_NEXT_STEP = (
    "Check that it is the right file; if so, judge it for longer (--time-limit 600), or make the "
    "plan again."
)


def verify(path: str | Path, *, seconds: float = JUDGING_SECONDS) -> Verification:
    """Audit the plan of a plan file again, and compare the file's figures with the audit.

    Parameters
    ----------
    path
        The file.
    seconds
        Processor time that this may take.

    Raises
    ------
    InputError
        The file is not a plan file, was changed since it was written, or takes longer.
    """
    limits = ConfinedLimits(_MEMORY_BYTES, math.ceil(seconds), _BUSY * seconds)
    file = str(path)
    return run_confined(
        _verified, Path(path), file, file=file, limits=limits, next_step=_NEXT_STEP, verb="judge"
    )


def read(path: str | Path, *, seconds: float = JUDGING_SECONDS) -> PlanResult:
    """Read a plan file and check that its figures are right.

    Parameters
    ----------
    path, seconds
        As for `verify`.

    Raises
    ------
    InputError
        As for `verify`; or with every figure that is wrong.
    """
    found = verify(path, seconds=seconds)
    step = "If an older release made it, read it with that one; else make the plan again."
    if found.differences:
        raise InputError(
            [
                Problem(f"does not hold: {words}", file=str(path), next_step=step)
                for words in found.differences
            ]
        )
    return PlanResult(found.scenario, found.result)


def compare(
    plans: Mapping[str, PlanResult],
    *,
    common: Scenario | None = None,
    common_name: str = "",
    waiting_seconds: float = 0.0,
) -> Comparison:
    """Compare two to five plans with each other and with both baselines, in one world.

    Parameters
    ----------
    plans
        The plans by name.
    common
        The scenario in which all are valued; that of the first plan if it is not given.
    common_name
        What it is called; its own name and its overlays if that is empty.
    waiting_seconds
        Limit of the search for what waiting a quarter costs; 0 to leave it out.

    Raises
    ------
    InputError
        The plans cannot be compared, or a name cannot be read.
    """
    from planner.api.papers import briefing_for, expect_comparable

    _expect_named(plans)
    check_names(list(plans), FEWEST_COMPARED)
    expect_comparable(plans, common, common_name)
    title = f"Comparison of {' and '.join(plans)}"

    @cache
    def briefing(audience: Audience) -> Briefing:
        return briefing_for(
            audience,
            plans,
            title,
            common=common,
            common_name=common_name,
            waiting_seconds=waiting_seconds,
        )

    return Comparison(plans, briefing)


def _expect_named(plans: object) -> None:
    if not isinstance(plans, Mapping) or not all(
        isinstance(each, PlanResult) for each in plans.values()
    ):
        raise TypeError('plans are given by name, as {"base": api.plan(...), "other": ...}')


def compare_files(
    paths: Sequence[Path],
    *,
    common: Scenario | None = None,
    common_name: str = "",
    waiting_seconds: float = 0.0,
    seconds: float = JUDGING_SECONDS,
) -> Comparison:
    """Compare two to five plan files with each other and with both baselines.

    Parameters
    ----------
    paths
        The files.
    common, common_name, waiting_seconds
        As for `compare`.
    seconds
        As for `verify`, for each.

    Raises
    ------
    InputError
        As for `read`, with the errors of each file; or the plans cannot be compared.
    """
    from concurrent.futures import ThreadPoolExecutor

    names = _names(paths)
    check_names(names, FEWEST_COMPARED)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        begun = [pool.submit(read, path, seconds=seconds) for path in paths]
    wrong = [error for each in begun if (error := each.exception())]
    if problems := [p for error in wrong if isinstance(error, InputError) for p in error.problems]:
        raise InputError(problems)
    judged = {name: each.result() for name, each in zip(names, begun, strict=True)}
    return compare(judged, common=common, common_name=common_name, waiting_seconds=waiting_seconds)


def _names(paths: Sequence[Path]) -> list[str]:
    """Names of the plans: the names of their files, or their paths if two names are the same."""
    stems = [path.stem for path in paths]
    alike = len(set(stems)) < len(stems)
    return [spelled(str(path) if alike else path.stem) for path in paths]


def _verified(path: Path, file: str) -> Verification:
    from planner.exports.plan_file import read_plan
    from planner.verification import verification_of

    kept = read_plan(path)
    try:
        return verification_of(kept.scenario, kept.result)
    except InputError as error:
        # The plan names something that its scenario does not have, so the file is wrong.
        raise InputError([replace(each, file=file) for each in error.problems]) from error
