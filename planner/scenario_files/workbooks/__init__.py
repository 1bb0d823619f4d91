"""A workbook with one sheet a table -> a draft of the scenario.

Cells become the plain texts that other files hold, each with the place it stands at.
"""

from planner.scenario_files.workbooks.grids import number_text
from planner.scenario_files.workbooks.layout import (
    CARDS,
    COMMENT,
    FIELD,
    GUIDANCE,
    KNOWN_SUFFIXES,
    README_SHEET,
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
    "README_SHEET",
    "VALUE",
    "cell_name",
    "draft_of_workbook",
    "leaves",
    "number_text",
]
