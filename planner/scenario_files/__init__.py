"""Files of a scenario -> ``models.scenario.Scenario``, with everything that is wrong at once.

A scenario is a folder (``scenario.yaml``, ``jurisdictions/``, one table a file, ``overlays/``),
a single YAML or JSON file, a workbook, or the name of a bundled one. Texts are read into a draft
of plain texts with their origins, overlays and settings are laid over it, and only then is it
checked, row by row and as a whole. The only package that imports yaml and calamine.
"""

from planner.scenario_files.assignments import SettingValue, TableRow, parsed_settings
from planner.scenario_files.library import bundled
from planner.scenario_files.loading import lines_of_rows, load, load_with_texts, overlays_of
from planner.scenario_files.marked_copies import MarkedCopy, expect_copy, marked_copy
from planner.scenario_files.of_values import change, scenario_of_rows, with_overlay
from planner.scenario_files.saving import overlay_file, overlay_of_settings, save_overlay
from planner.scenario_files.starts import start_of
from planner.scenario_files.templates import copy_template, folder_with, new_file, template_of
from planner.scenario_files.written import id_of_name

__all__ = [
    "MarkedCopy",
    "SettingValue",
    "TableRow",
    "bundled",
    "change",
    "copy_template",
    "expect_copy",
    "folder_with",
    "id_of_name",
    "lines_of_rows",
    "load",
    "load_with_texts",
    "marked_copy",
    "new_file",
    "overlay_file",
    "overlay_of_settings",
    "overlays_of",
    "parsed_settings",
    "save_overlay",
    "scenario_of_rows",
    "start_of",
    "template_of",
    "with_overlay",
]
