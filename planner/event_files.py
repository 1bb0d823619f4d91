"""Files of events, one a line -> events; rows of a timeline of signals are read too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.signals import Signal
from streams.events import Event, told_of
from streams.wire import DeadLetter, Parked, decoded

"""A history may play in the future."""

_MOST_PROBLEMS = 20


def events_of(place: Path) -> list[Event]:
    """Events of a file, or of every ``*.jsonl`` of a folder.

    Parameters
    ----------
    place
        Lines are events, or signals as in a scenario's ``signals.jsonl``, which count as their
        report, approval and retraction; empty ones and those that start with ``#`` are left out.

    Raises
    ------
    InputError
        With every line that cannot be read, up to twenty.
    """
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        step = "Name a file of events, one a line, or a folder of files that end in .jsonl."
        raise InputError([Problem("holds no events", file=str(place), next_step=step)])
    found: list[Event] = []
    problems: list[Problem] = []
    for file in files:
        for number, line in _lines(file):
            read = _read(line)
            if isinstance(read, str):
                problems.append(Problem(read, file=file.name, row=f"line {number}"))
            else:
                found += read
    if problems:
        raise InputError(problems[:_MOST_PROBLEMS])
    return found


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        step = "Name a file of events, one a line, or a folder of such files."
        problem = Problem(f"cannot be read: {reason}", file=str(file), next_step=step)
        raise InputError([problem]) from None
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith(b"#"):
            yield number, line.strip()


def _read(line: bytes) -> list[Event] | str:
    """Events of a line, or what is wrong with it."""
    if _is_signal(line):
        try:
            return list(told_of(Signal.model_validate_json(line)))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    event = decoded(line)
    if isinstance(event, DeadLetter):
        return event.reason
    if isinstance(event, Parked):
        return f"is a {event.type} of version {event.version}, which a newer release reads"
    return [event]


def _is_signal(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "type" not in row and "matter" in row
