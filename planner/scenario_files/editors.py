"""What makes an editor complete and check a scenario's YAML files as they are written."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.library import JURISDICTIONS, SCHEMAS

_SCHEMA_OF = {JURISDICTIONS: "jurisdiction", OVERLAYS: "overlay"}
"""Schemas of files in folders; another file has one of its own name."""


def help_editors(scenario: Path, schemas: Path) -> None:
    """Put schemas beside a scenario, and on top of each YAML file which of them it follows.

    Parameters
    ----------
    scenario
        Folder of the scenario.
    schemas
        Folder of the schemas; where there is none, nothing is done.
    """
    if not schemas.is_dir():
        return
    beside = scenario / f".{SCHEMAS}"
    shutil.copytree(schemas, beside)
    for path in scenario.rglob("*.yaml"):
        within = path.relative_to(scenario)
        schema = _SCHEMA_OF.get(within.parent.name, path.stem)
        place = f"{'../' * (len(within.parts) - 1)}{beside.name}/{schema}.schema.json"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"# yaml-language-server: $schema={place}\n{text}", encoding="utf-8")
