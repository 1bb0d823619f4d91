"""Rosters: an export of an HR system, a row a post, becomes the cohorts of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.roster.drafts import RosterDraft


def read_roster(
    roster: Path,
    name: str,
    mapping: Path | None = None,
    settings: Sequence[str] = (),
    controls: Sequence[str] = (),
) -> RosterDraft:
    """Read a roster and make cohorts of it; ``write(folder)`` of what it returns writes them.

    Parameters
    ----------
    roster
        The export, XLSX or CSV. Columns about persons are dropped when it is read.
    name
        What the scenario is called.
    mapping
        YAML that says what columns and values mean.
    settings
        The same as texts, laid over it: ``planning_date=2026-12-01``, ``rates.SGD=5.3``.
    controls
        Yearly pay of all people by payroll, one a currency: ``CNY 123,456,789``.

    Raises
    ------
    InputError
        The roster cannot be read, or something has to be said first: all of it at once.
    """
    from planner.roster.drafts import draft_of_roster
    from planner.roster.mapping import mapping_from

    return draft_of_roster(roster, name, mapping_from(mapping, settings), controls)
