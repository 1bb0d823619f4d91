"""Writes scenarios/schemas from the types; ``make docs`` runs it."""

from __future__ import annotations

import json
from pathlib import Path

from planner.scenario_files.schemas import schemas

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "schemas"


def texts() -> dict[str, str]:
    """What each file holds, by its name."""
    return {name: json.dumps(schema, indent=1) + "\n" for name, schema in schemas().items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*"):
        old.unlink()
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
