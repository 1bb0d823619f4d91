"""What a roster's columns and values mean: read from YAML and options, and saved for the next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final

from models.base import ID_PATTERN
from models.errors import InputError, Problem, shown
from planner.scenario_files.folders import ROSTER_FILES
from planner.scenario_files.size_limits import DOCUMENT_BYTES
from planner.scenario_files.yaml_json import mapping_of

MAPPING_FILE = ROSTER_FILES[0]
"""The mapping beside the tables that were made with it."""

VALUES: Final[Mapping[str, str]] = {
    "planning_date": "day on which the roster was true, and from which is planned: 2026-12-01",
    "planning_currency": "currency of the plan, where pay is in several: USD",
    "office": "one office of all rows",
    "entity": "one employer of all rows",
    "role": "one role of all rows",
    "currency": "currency of the pay: CNY",
    "pay_period": "year or month, where the heading of the pay does not say",
    "dates": "day-first or month-first, for dates such as 03/04/2021",
    "on_cost": "what the employer pays on top of pay, as a share of it: 0.35",
    "floor_heads": "fewest people that a figure may be about; 5 if not given",
    "sheet": "sheet of a workbook that holds the roster",
    "encoding": "encoding of a CSV: utf-8, gb18030, utf-16 or windows-1252",
    "delimiter": "what separates the cells of a CSV: , ; | or tab",
}
"""What can be said of all rows."""


@dataclass(frozen=True)
class RosterMapping:
    """What the columns and values of a roster mean."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Headings by field."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What holds for all rows, by a name in `VALUES`."""
    offices: Mapping[str, str] = field(default_factory=dict)
    """Ids by what is written in the roster."""
    entities: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    """``filled``, ``open`` or ``left`` by what is written in the roster."""
    jurisdictions: Mapping[str, str] = field(default_factory=dict)
    """Jurisdictions by the id of an office or entity."""
    rates: Mapping[str, str] = field(default_factory=dict)
    """What one unit of a currency is worth in the planning currency."""


_PARTS = tuple(each.name for each in fields(RosterMapping))


def mapping_from(path: Path | None, settings: Iterable[str]) -> RosterMapping:
    """A mapping out of a file, with settings laid over it.

    Parameters
    ----------
    path
        The YAML file; None for none.
    settings
        Texts such as ``office=shanghai`` or ``rates.SGD=5.3``.

    Raises
    ------
    InputError
        Everything that cannot be read.
    """
    parts: dict[str, dict[str, str]] = {name: {} for name in _PARTS}
    problems: list[Problem] = []
    if path is not None:
        file = shown(path.name)
        for name, written in mapping_of(path, file, DOCUMENT_BYTES).items():
            if name not in parts or not isinstance(written, dict):
                problems.append(_unknown(file, name))
                continue
            for key, value in written.items():
                if isinstance(value, str):
                    parts[name][key] = value
                else:
                    message = "is not one text"
                    problems.append(Problem(message, file, shown(name), shown(key)))
    for text in settings:
        key, equals, value = text.partition("=")
        part, dot, rest = key.strip().partition(".")
        if not dot:
            part, rest = "values", part
        if not equals or part not in parts:
            problems.append(_unknown("settings", key))
            continue
        parts[part][rest.strip()] = value.strip()
    problems += [_unknown("values", name) for name in parts["values"] if name not in VALUES]
    problems += _wrong_ids(parts)
    if problems:
        raise InputError(problems)
    return RosterMapping(**parts)


def _wrong_ids(parts: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    for part in ("offices", "entities", "roles", "jurisdictions"):
        for written, meant in parts[part].items():
            if not re.fullmatch(ID_PATTERN, meant):
                step = "Write an id: lower case letters, digits, dashes."
                yield Problem("is no id", part, field=shown(written), found=shown(meant),
                              next_step=step)  # fmt: skip
    for written, meant in parts["statuses"].items():
        if meant not in {"filled", "open", "left"}:
            step = "Write filled, open or left."
            yield Problem("is no status", "statuses", field=shown(written), found=shown(meant),
                          next_step=step)  # fmt: skip


def _unknown(file: str, name: str) -> Problem:
    step = f"Known are {', '.join(VALUES)}, and {', '.join(f'{part}.…' for part in _PARTS)}."
    return Problem("is not known here", file, field=shown(name), next_step=step)


def mapping_text(mapping: RosterMapping) -> str:
    """The mapping as YAML."""
    lines = [
        "# What the roster's columns and values mean; `relocate roster` reads it again.",
        "# Names of roles that few people have are left out: give them again with the next roster.",
    ]
    for name in _PARTS:
        part: Mapping[str, str] = getattr(mapping, name)
        if part:
            lines.append(f"{name}:")
            lines += [f"  {_quoted(key)}: {_quoted(value)}" for key, value in sorted(part.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def with_parts(mapping: RosterMapping, **parts: Mapping[str, str]) -> RosterMapping:
    """The mapping with some parts extended."""
    return replace(
        mapping, **{name: {**getattr(mapping, name), **part} for name, part in parts.items()}
    )
