"""Rosters: an export of an HR system, a row a post, becomes the cohorts of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from planner.roster.drafts import RosterDraft
    from planner.roster.updates import RosterUpdate


def read_roster(
    roster: Path,
    folder: Path,
    mapping: Path | None = None,
    settings: Sequence[str] = (),
    controls: Sequence[str] = (),
    cost: str | None = None,
) -> RosterDraft:
    """Read a roster and make cohorts of it; ``write`` of what it returns makes their folder.

    Parameters
    ----------
    roster
        The export, XLSX or CSV. Columns about persons are dropped when it is read.
    folder
        The new folder, after which the scenario is called; it may exist if it is empty.
    mapping
        YAML that says what columns and values mean.
    settings
        The same as texts, laid over it: ``planning_date=2026-12-01``, ``rates.SGD=5.3``.
    controls
        Yearly pay of all people by payroll, one a currency: ``CNY 123,456,789``.
    cost
        Yearly cost of all posts by the budget, open ones too, in the planning currency.

    Raises
    ------
    InputError
        The folder is not empty, the roster cannot be read, or something has to be said first: all
        of it at once.
    """
    from planner.roster.drafts import draft_of_roster
    from planner.roster.mapping import mapping_from
    from planner.scenario_files.templates import check_free

    check_free(folder)
    return draft_of_roster(roster, folder, mapping_from(mapping, settings), controls, cost)


def read_update(
    folder: Path,
    roster: Path,
    on: date,
    mapping: Path | None = None,
    settings: Sequence[str] = (),
) -> RosterUpdate:
    """Count a later roster by a scenario's cohorts; ``write(folder)`` adds the dated counts.

    Parameters
    ----------
    folder
        The scenario; its saved mapping is used if none is given.
    roster
        The export, XLSX or CSV.
    on
        Day on which it was true.
    mapping
        YAML that says what columns and values mean.
    settings
        The same as texts, laid over it.

    Raises
    ------
    InputError
        A file cannot be read, something has to be said first, or the scenario does not allow the
        counts.
    """
    from planner.roster.headcounts import check_folder
    from planner.roster.mapping import mapping_from
    from planner.roster.updates import mapping_beside, update_of_roster

    check_folder(folder)
    meant = mapping_from(mapping or mapping_beside(folder), settings)
    return update_of_roster(folder, roster, on, meant)
