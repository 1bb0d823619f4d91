"""What is filled in on the sheets of a workbook when people get it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.base import Frozen
from models.ranges import Range
from models.scenario import Scenario
from models.settings import Overlay
from models.tables import TABLE_KEYS
from planner.scenario_files.assignments import TableRow


@dataclass(frozen=True, slots=True)
class Filled:
    """A scenario, or what is known of one before it can be one."""

    name: str
    title: str
    as_of: date
    """Day of what is filled in; no clock is read for it."""
    settings: object
    """Holds the settings by name."""
    tables: Mapping[str, Sequence[TableRow]]
    """Rows of every table; they need not be complete."""
    ranges: Sequence[Range] = ()
    """How far figures may be off, of examples too."""
    overlays: Sequence[Overlay] = ()
    examples: Mapping[str, Sequence[Frozen]] = field(default_factory=dict)
    """Rows of a worked example, by table: typical values to show beside, not to fill in."""


def filled_of(scenario: Scenario, overlays: Sequence[Overlay] = ()) -> Filled:
    """A scenario as it is filled in on the sheets of its workbook."""
    return Filled(
        scenario.name,
        scenario.title or scenario.name,
        scenario.planning_date,
        scenario,
        {table: getattr(scenario, table) for table in TABLE_KEYS},
        scenario.ranges,
        overlays,
    )
