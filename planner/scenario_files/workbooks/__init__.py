"""Reads a workbook with one sheet per table into a draft of the scenario.

Cells become plain texts as in other files, each with its place.
"""

from planner.scenario_files.workbooks.filled import Filled, filled_of
from planner.scenario_files.workbooks.grids import number_text
from planner.scenario_files.workbooks.layout import (
    CARDS,
    COMMENT,
    FIELD,
    GUIDANCE,
    KNOWN_SUFFIXES,
    OVERLAY_COLUMNS,
    OVERLAY_SHEET,
    README_SHEET,
    START_SHEET,
    VALUE,
    cell_name,
    leaves,
)
from planner.scenario_files.workbooks.reading import draft_of_workbook

__all__ = [
    "CARDS",
    "COMMENT",
    "FIELD",
    "GUIDANCE",
    "KNOWN_SUFFIXES",
    "OVERLAY_COLUMNS",
    "OVERLAY_SHEET",
    "README_SHEET",
    "START_SHEET",
    "VALUE",
    "Filled",
    "cell_name",
    "draft_of_workbook",
    "filled_of",
    "leaves",
    "number_text",
]
