"""Turns ``key=value`` into settings, and settings into changes of a draft."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from models.base import Frozen
from models.errors import InputError, Problem, shown
from models.readable import spelled
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import Plain, ScenarioDraft
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, field_at, takes_word
from planner.scenario_files.yaml_json import from_yaml

SettingValue: TypeAlias = (
    "str | float | date | Frozen | Sequence[SettingValue] | Mapping[str, SettingValue] | None"
)
"""A value of a type in ``models``, or a text as in a file: ``Money`` or ``"USD 12.50"``."""

TableRow: TypeAlias = "Frozen | Mapping[str, SettingValue]"
"""A row of a table: a record of the type in ``models``, or its fields by name."""

SETTINGS = "settings"
"""Place of settings, for messages."""

LONGEST_SETTING = 1000
_DEEPEST = 8
_EXAMPLES = "risk_weight=2, budget.total='USD 2000000' or offices.hongkong.seats=120"


def parsed_settings(texts: Iterable[str]) -> dict[str, SettingValue]:
    """Parse ``key=value`` texts into settings; if a key appears twice, the later one counts.

    A value in braces is a group of fields, as in YAML: it changes several, or adds a row.

    Raises
    ------
    InputError
        Some texts have no ``=``, or braces that do not hold fields.
    """
    pairs = {text: text.partition("=") for text in texts}
    problems = [
        _problem("has no '='", text) for text, (_, equals, _) in pairs.items() if not equals
    ]
    if problems:
        raise InputError(problems)
    return {key.strip(): _parsed(value.strip()) for key, _, value in pairs.values()}


def _parsed(value: str) -> Plain:
    return from_yaml(value, SETTINGS) if value.startswith("{") else value


def setting_words(key: str, value: SettingValue) -> str:
    """A setting in a line: ``risk_weight=2``."""
    plain = plain_of(value)
    return f"{key}={plain if isinstance(plain, str) else _written(plain)}"


def places_of(key: str, value: SettingValue) -> Iterator[str]:
    """Dotted paths of the figures that a setting changes."""
    plain = plain_of(value)
    if not isinstance(plain, dict):
        yield key
        return
    for name, item in plain.items():
        yield from places_of(f"{key}.{name}", item)


def assignment(key: str, value: SettingValue, draft: ScenarioDraft) -> dict[str, Plain]:
    """The change that a setting makes, in the shape of a scenario's files.

    Parameters
    ----------
    key
        A dotted path, such as ``budget.total``.
    value
        The value. None, an empty text or ``none`` resets a setting, or removes a row.
    draft
        The draft to change; keys of its rows may contain dots.

    Raises
    ------
    InputError
        The path does not exist, or the value contains characters that people cannot read.
    """
    text = setting_words(key, value)
    if len(text) > LONGEST_SETTING or spelled(text) != text:
        message = "is longer than 1000 characters or holds an invisible character"
        raise InputError([_problem(message, text)])
    path = path_of(key.strip(), draft)
    if not all(path):
        raise InputError([_problem("has an empty name in its path", text)])
    if len(path) > _DEEPEST:
        raise InputError([_problem("is deeper than any setting", text)])
    changes = _value(path, plain_of(value))
    for name in reversed(path[1:]):
        changes = {name: changes}
    return {path[0]: changes}


def plain_of(value: SettingValue) -> Plain:
    """The value as in a file, where everything is text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Frozen):
        written: SettingValue = value.model_dump(mode="json", exclude_unset=True)
        return plain_of(written)
    if isinstance(value, Mapping):
        return {str(name): plain_of(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [plain_of(item) for item in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def _written(plain: Plain) -> str:
    return "none" if plain is None else json.dumps(plain, ensure_ascii=False)


def path_of(key: str, draft: ScenarioDraft) -> list[str]:
    """Parts of a dotted path; a row's key is one part, even if it contains dots."""
    table, _, rest = key.partition(".")
    if table not in TABLE_KEYS or not rest:
        return key.split(".")
    rows = draft.tables[table].rows if table in draft.tables else {}
    parts = rest.split(".")
    longest = (count for count in range(len(parts), 0, -1) if ".".join(parts[:count]) in rows)
    count = next(longest, 1)
    return [table, ".".join(parts[:count]), *parts[count:]]


def _value(path: Sequence[str], value: Plain) -> Plain:
    if not isinstance(value, str) or value.lower() not in {"", "none"}:
        return value
    model: type[Frozen] = ROW_TYPES.get(path[0], SettingsRow)
    within = tuple(path[2:] if path[0] in TABLE_KEYS else path)
    info = field_at(model, within)
    # `none` is also a class of data, which is different from an empty value.
    return value if value and info is not None and takes_word(info, value) else None


def _problem(message: str, text: str) -> Problem:
    next_step = f"Write key=value, as in {_EXAMPLES}."
    return Problem(message, file=SETTINGS, found=shown(text), next_step=next_step)
