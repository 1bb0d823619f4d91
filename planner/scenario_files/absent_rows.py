"""The mistake that a table has no rows, and what a row needs."""

from __future__ import annotations

from models.errors import Problem
from models.workbook_places import SheetPlace, sheet_place
from planner.scenario_files.draft import DraftTable, Origin
from planner.scenario_files.fields import ROW_TYPES, field_names, required_fields
from planner.scenario_files.library import JURISDICTIONS


def no_rows(name: str, table: DraftTable, settings: Origin) -> Problem:
    """The problem that a table that every scenario needs has no rows.

    Parameters
    ----------
    name
        Name of the table.
    table
        What was read of it.
    settings
        Where the settings are.
    """
    in_workbook = sheet_place(settings.row) is not None
    if name == JURISDICTIONS and in_workbook:
        place, step = SheetPlace(name).words, "Give each jurisdiction a column headed by its id."
        return Problem("has no jurisdictions", file=table.file, row=place, next_step=step)
    if name == JURISDICTIONS:
        next_step = f"List shared ones by name, or add some in {table.file}."
        return Problem("are missing", file=settings.file, field=name, next_step=next_step)
    model = ROW_TYPES[name]
    fields, required = field_names(model), required_fields(model)
    needed = [field for field in fields if field in required]
    if "id" in required and "name" in fields:
        # An id is made of the name.
        needed = [each for each in needed if each != "id"]
        needed = needed if "name" in required else ["id or name", *needed]
    next_step = f"Give at least one row; a row needs {', '.join(needed)}."
    row = SheetPlace(name).words if in_workbook else ""
    field = name if name != table.file and not in_workbook else ""
    return Problem("has no rows", file=table.file, row=row, field=field, next_step=next_step)
