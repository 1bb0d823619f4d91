"""The scenarios that come with the planner."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from planner.scenario_files.draft import SETTINGS_FILE

JURISDICTIONS = "jurisdictions"

SIGNALS = "signals"
"""Folder of the timelines of signals, and of the matters, losses and base rates beside them."""

SCHEMAS = "schemas"
"""Folder of what editors check files by."""

TIMELINE_TABLES = ("base_rates", "loss_parts", "losses", "matters", SIGNALS)
"""Tables that a scenario may take from there, by name of a file."""


def library() -> Path:
    """Folder of the data package ``scenarios``."""
    return Path(str(files("scenarios").joinpath(JURISDICTIONS))).parent


def bundled() -> tuple[str, ...]:
    """Names of the scenarios that come with the planner, in the order of the alphabet."""
    return names_in(library())


def names_in(folder: Path) -> tuple[str, ...]:
    """Names of the scenarios among the folders of a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{SETTINGS_FILE}")))


def shared_jurisdictions(folder: Path) -> dict[str, Path]:
    """Files of the jurisdictions that bundled scenarios share, by id."""
    return {path.stem: path for path in sorted((folder / JURISDICTIONS).glob("*.yaml"))}


def shared_timelines(folder: Path) -> dict[str, Path]:
    """Files of signals, matters, losses and base rates that bundled scenarios share, by name."""
    found = sorted((folder / SIGNALS).glob("*.*"))
    return {path.stem: path for path in found if path.suffix in {".yaml", ".jsonl"}}
