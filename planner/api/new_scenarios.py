"""New scenarios: a copy of a bundled one, or a workbook with what is known of some offices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_UNNAMED = "my-company"


def new(folder: Path, template: str, *, workbook: bool = False) -> None:
    """Copy a bundled scenario into a new folder, ready to edit.

    Parameters
    ----------
    folder
        The new folder; it may exist if it is empty.
    template
        Name of the bundled scenario.
    workbook
        Write one workbook, ``<template>.xlsx``, instead of one file per table.

    Raises
    ------
    InputError
        The template is not known or the folder is not empty.
    """
    from planner import scenario_files

    if workbook:
        new_workbook(folder, template)
    else:
        scenario_files.copy_template(template, folder)


def new_workbook(place: Path, template: str, offices: Sequence[str] = ()) -> Path:
    """Write a workbook to fill in, and return its file.

    Parameters
    ----------
    place
        The new file, whose name ends in ``.xlsx``, or else a new folder for it.
    template
        Name of the bundled scenario to copy, unless offices are given.
    offices
        Offices to plan with: the workbook holds what is known of their law and costs, and nothing
        else is filled in.

    Raises
    ------
    InputError
        The template or an office is not known, or the place is taken.
    """
    from planner import scenario_files
    from planner.exports.scenario_workbook import scenario_bytes, workbook_bytes

    named = place.suffix.lower() == ".xlsx"
    name = scenario_files.id_of_name(place.stem if named else place.name) or _UNNAMED
    if offices:
        content = workbook_bytes(scenario_files.start_of(offices, name))
    else:
        source = scenario_files.template_of(template)
        copied = scenario_files.load(source)
        if named:
            copied = copied.model_copy(update={"name": name, "programme": name})
        content = scenario_bytes(copied, scenario_files.overlays_of(source))
    if named:
        return scenario_files.new_file(place, content)
    file = f"{name if offices else template}.xlsx"
    return scenario_files.folder_with(place, file, content) / file
