"""Reads YAML and JSON into plain texts.

Scalars stay as written. Whether a text is a date, a number or a yes depends on its field, not on
the guess of YAML (which reads `no`, the code of Norway, as false).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from models.errors import InputError, Problem, shown
from planner.scenario_files.draft import Plain
from planner.scenario_files.size_limits import MOST_VALUES
from planner.scenario_files.texts import text_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 12


@dataclass(frozen=True)
class _Reading:
    file: str
    events: Iterator[yaml.Event]
    problems: list[Problem] = field(default_factory=list)


def from_yaml(text: str, file: str) -> Plain:
    """The one document of a YAML text.

    Parameters
    ----------
    text
        The YAML.
    file
        Its name in messages.

    Raises
    ------
    InputError
        If it is not YAML, has a key twice, or uses tags, anchors, aliases or several documents.
    """
    # The parser reads ahead, so an error can appear at any event.
    try:
        reading = _Reading(file, yaml.parse(text, Loader=_LOADER))
        document = _document(reading)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}" if mark else ""
        raise InputError([_not_yaml(file, line, error.problem or "")]) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise InputError([_not_yaml(file, "", "a character that YAML does not allow")]) from None
    if reading.problems:
        raise InputError(reading.problems)
    return document


def _not_yaml(file: str, line: str, reason: str) -> Problem:
    return Problem(
        f"is not valid YAML: {shown(reason)}",
        file=file,
        row=line,
        next_step="Check indentation, colons and quotes on this line and the one before.",
    )


def _document(reading: _Reading) -> Plain:
    document: Plain = None
    documents = 0
    for event in reading.events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        elif isinstance(event, yaml.NodeEvent):
            document = _value(reading, event, 0)
    if documents > 1:
        _refuse(reading, None, "holds several documents", "Keep one; '---' starts the next.")
    return document


def _value(reading: _Reading, event: yaml.Event, depth: int) -> Plain:
    if depth > _DEEPEST:
        _refuse(reading, event, "is nested too deeply", "Nothing in a scenario needs to be.")
        raise InputError(reading.problems)
    _refuse_machinery(reading, event)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(reading, depth)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Plain] = []
        while not isinstance(item := next(reading.events), yaml.SequenceEndEvent):
            items.append(_value(reading, item, depth + 1))
        return items
    if isinstance(event, yaml.ScalarEvent):
        plain = event.implicit[0]
        return None if plain and event.value in _NOTHING else event.value
    return None


def _mapping(reading: _Reading, depth: int) -> dict[str, Plain]:
    entries: dict[str, Plain] = {}
    while not isinstance(event := next(reading.events), yaml.MappingEndEvent):
        key = _value(reading, event, depth + 1)
        value = _value(reading, next(reading.events), depth + 1)
        if not isinstance(key, str) or not key:
            _refuse(
                reading, event, "has a key that is not a name", "Write a name before the colon."
            )
        elif key in entries:
            _refuse(reading, event, "has this key twice", "Keep one of the two.", key)
        else:
            entries[key] = value
    return entries


def _refuse_machinery(reading: _Reading, event: yaml.Event) -> None:
    """Refuse YAML features that hide content or let a small file expand to a huge one."""
    if isinstance(event, yaml.AliasEvent):
        _refuse(reading, event, "uses an alias", "Write the value out.", f"*{event.anchor}")
        return
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor is not None:
        _refuse(reading, event, "uses an anchor", "Take it out.", f"&{anchor}")
    if tag is not None:
        _refuse(reading, event, "uses a tag", "Take it out.", str(tag))


def _refuse(
    reading: _Reading, event: yaml.Event | None, message: str, next_step: str, found: str = ""
) -> None:
    mark = event.start_mark if event is not None else None
    line = f"line {mark.line + 1}" if mark is not None else ""
    reading.problems.append(
        Problem(message, file=reading.file, row=line, found=shown(found), next_step=next_step)
    )


_NEXT_STEP = "Check commas, quotes and brackets on this line and the one before."


def from_json(text: str, file: str) -> Plain:
    """The value of a JSON text.

    Parameters
    ----------
    text
        The JSON.
    file
        Its name in messages.

    Raises
    ------
    InputError
        If it is not JSON, has a key twice, or holds NaN or infinity.
    """
    problems: list[Problem] = []

    def refuse(message: str, found: str, next_step: str) -> None:
        problems.append(Problem(message, file=file, found=shown(found), next_step=next_step))

    def entries(pairs: list[tuple[str, object]]) -> dict[str, object]:
        counts = Counter(name for name, _ in pairs)
        for name in sorted(name for name, count in counts.items() if count > 1):
            refuse("has this key twice", name, "Keep one of the two.")
        return dict(pairs)

    def no_number(word: str) -> str:
        refuse("is not a number", word, "Write a number, or null for none.")
        return word

    if sum(map(text.count, ",[{")) > MOST_VALUES:
        next_step = "Check that it is the right file; if so, write its tables as CSV."
        message = f"holds more than {MOST_VALUES:,} values"
        raise InputError.of(message, file, next_step=next_step)
    try:
        value = json.loads(
            text,
            object_pairs_hook=entries,
            parse_int=str,
            parse_float=str,
            parse_constant=no_number,
        )
        document = _plain(value, 0)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON: {error.msg}"
        raise InputError.of(message, file, f"line {error.lineno}", next_step=_NEXT_STEP) from None
    except RecursionError:
        raise InputError.of(
            "is nested too deeply", file, next_step="Nothing in a scenario needs to be."
        ) from None
    if problems:
        raise InputError(problems)
    return document


def _plain(value: object, depth: int) -> Plain:
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {str(name): _plain(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    return None if value is None else str(value)


_READERS = {".yaml": from_yaml, ".yml": from_yaml, ".json": from_json}


def mapping_of(path: Path, file: str, most_bytes: int) -> dict[str, Plain]:
    """The mapping in a YAML or JSON file.

    Raises
    ------
    InputError
        If it cannot be read or contains something else.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError.of(
            "is not a YAML or JSON file",
            file,
            found=shown(path.suffix),
            next_step="Name it .yaml or .json; a workbook ends in .xlsx, and a folder is "
            "named as a folder.",
        )
    document = reader(text_of(path, file, most_bytes), file)
    if not isinstance(document, dict):
        raise InputError.of("has no settings", file, next_step="Write one 'name: value' per line.")
    return document
