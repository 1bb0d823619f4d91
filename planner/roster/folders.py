"""Writes the cohorts of a roster as the folder of a scenario, with the mapping and the receipt."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from models.base import Frozen
from models.scenario import Scenario
from planner.roster.mapping import MAPPING_FILE, mapping_text
from planner.roster.receipt import RECEIPT_FILE
from planner.roster.scenarios import RosterScenario
from planner.scenario_files.library import SCHEMAS, library
from planner.scenario_files.templates import help_editors, make_folder

_TABLES = ("rates", "entities", "offices", "roles", "cohorts", "pay", "service")
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "offices": ("block_seats", "max_blocks", "skills", "languages", "visa_days", "hiring_days",
                "visa", "relocation", "hiring_share"),
    "cohorts": ("attrition", "must_stay", "protected", "exit_barred"),
}  # fmt: skip
"""Columns that people fill in next; they are there, and empty."""

_NEXT = (
    "Protected posts (`protected` in cohorts.csv): counsel counts them; no roster ever does.",
    "Offices that posts may go to: seats, skills, costs (offices.csv), and pay there (pay.csv).",
    "Seats: as many as there are posts, until you write how many there are.",
    "Datasets, who can reach them, cases and their losses; `relocate new DIR` has an example.",
)
_ATTRITION = (
    "Attrition (`attrition` in cohorts.csv): the share of people who leave in a year; the roster "
    "does not say it, or not all of it."
)


def write_folder(
    folder: Path,
    made: RosterScenario,
    receipt: Sequence[str],
    file_hash: str,
    *,
    attrition: bool,
) -> None:
    """Write a new folder, completely or not at all; only its owner may read it.

    Parameters
    ----------
    folder
        The folder; it may exist if it is empty.
    made
        What is written.
    receipt
        Lines of the receipt.
    file_hash
        SHA-256 of the roster.
    attrition
        Whether the roster says all of attrition; if not, it is to be filled in next.

    Raises
    ------
    InputError
        If the folder is not empty or cannot be written.
    """

    def fill(aside: Path) -> None:
        aside.mkdir(mode=0o700)
        texts = {
            "scenario.yaml": _settings(made),
            **{f"{table}.csv": _table(made.scenario, table) for table in _TABLES},
            RECEIPT_FILE: _receipt(
                receipt, file_hash, _NEXT if attrition else (_ATTRITION, *_NEXT)
            ),
        }
        for name, text in texts.items():
            if text:
                _write(aside / name, text)
        help_editors(aside, library() / SCHEMAS)
        # Last, since there is no schema for it.
        _write(aside / MAPPING_FILE, mapping_text(made.mapping))

    make_folder(folder, fill)


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)  # Before it is filled, since it contains pay.
    path.write_text(text, encoding="utf-8")


def _settings(made: RosterScenario) -> str:
    scenario = made.scenario
    return (
        "# Made from a roster: see the receipt beside it. Fill in what it lists as next.\n"
        f"format: 1\nname: {scenario.name}\n"
        f"title: {json.dumps(scenario.title, ensure_ascii=False)}\n"
        f"programme: {scenario.programme}\nplanning_date: {scenario.planning_date}\n"
        f"currency: {scenario.currency}\nfloor_heads: {scenario.floor_heads}\n"
        f"jurisdictions: [{', '.join(made.shared)}]\n"
    )


def _table(scenario: Scenario, table: str) -> str:
    rows: Sequence[Frozen] = getattr(scenario, table)
    if not rows:
        return ""
    fields = type(rows[0]).model_fields
    written = [row.model_dump(mode="json", exclude_defaults=True) for row in rows]
    used = {name for row in written for name in row} | set(_ALWAYS.get(table, ()))
    columns = [name for name in fields if name in used]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(written)
    return text.getvalue()


def _receipt(lines: Sequence[str], file_hash: str, following: Sequence[str]) -> str:
    listed = "\n".join(f"- {line}" for line in lines)
    steps = "\n".join(f"- {line}" for line in following)
    return (
        "# Receipt of a roster\n\nWhat became of its rows. It has no names, and no pay of fewer "
        f"people than the floor.\nSHA-256 of the roster: `{file_hash}`\n\n{listed}\n\n"
        f"## Next\n\n{steps}\n"
    )
