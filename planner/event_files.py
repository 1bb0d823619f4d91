"""Files of events, one a line -> events; rows of a timeline of signals are read too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.signals import Signal
from streams.events import DayPassed, Event, signal_events
from streams.lines import files_of, numbered, opened, unreadable
from streams.wire import DeadLetter, Parked, decoded

_MOST_PROBLEMS = 20

_INSTEAD = "Name a file of events, one a line, or a folder of files that end in .jsonl."

LONGEST_HISTORY = timedelta(days=50 * 366)
"""A history may play in the future, but not for ever."""


def events_of(place: Path, begins: date) -> list[Event]:
    """Events of a file, or of every ``*.jsonl`` of a folder.

    Parameters
    ----------
    place
        Lines are events, or signals as in a scenario's ``signals.jsonl``, which count as their
        report, approval and retraction; empty ones and those that start with ``#`` are left out.
    begins
        Day on which the history begins: what was recorded fifty years after it is a slip.

    Raises
    ------
    InputError
        With every line that cannot be read, up to twenty.
    """
    files = files_of(place)
    if not files:
        raise InputError([Problem("holds no events", file=str(place), next_step=_INSTEAD)])
    found: list[Event] = []
    problems: list[Problem] = []
    for file in files:
        for number, line in _lines(file):
            read = _read(line, begins + LONGEST_HISTORY)
            if isinstance(read, str):
                problems.append(Problem(read, file=file.name, row=f"line {number}"))
            else:
                found += read
            if len(problems) == _MOST_PROBLEMS:
                raise InputError(problems)
    if problems:
        raise InputError(problems)
    return found


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with opened(file, _INSTEAD) as stream:
            yield from numbered(stream, str(file))
    except OSError as error:
        raise unreadable(file, error, _INSTEAD) from None


def _read(line: bytes, latest: date) -> list[Event] | str:
    """Events of a line, or what is wrong with it."""
    found = _events(line)
    if isinstance(found, list) and any(_day_of(event) > latest for event in found):
        return f"is of a day after {latest}, up to which a history is played"
    return found


def _day_of(event: Event) -> date:
    recorded = event.recorded_at.date()
    return max(event.day, recorded) if isinstance(event, DayPassed) else recorded


def _events(line: bytes) -> list[Event] | str:
    if _is_signal(line):
        try:
            return list(signal_events(Signal.model_validate_json(line)))
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
