"""What people write in cells, read as what a scenario's files say: one value at a time.

Nothing is guessed: what has two readings is refused with both.
"""

from planner.scenario_files.written.cells import is_note, read_cells, readings_of_ends
from planner.scenario_files.written.reading import CellReading
from planner.scenario_files.written.values import reading_of
from planner.scenario_files.written.widths import (
    as_id,
    half_width,
    heading_of,
    id_of_name,
    plain_name,
)

__all__ = [
    "CellReading",
    "as_id",
    "half_width",
    "heading_of",
    "id_of_name",
    "is_note",
    "plain_name",
    "read_cells",
    "reading_of",
    "readings_of_ends",
]
