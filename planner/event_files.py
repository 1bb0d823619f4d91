"""Files of events, one a line, to events; rows of a timeline of signals are read too."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.signals import Signal
from streams.events import DayPassed, Event, signal_events
from streams.lines import files_of, lines_of
from streams.wire import DeadLetter, Parked, decode

_MOST_PROBLEMS = 20

_INSTEAD = "Name a file of events, one a line, or a folder of files that end in .jsonl."

LONGEST_HISTORY = timedelta(days=50 * 366)
"""How long a history may last: what is dated later is a slip."""


def events_of(place: Path, begins: date) -> list[Event]:
    """Events of a file, or of every ``*.jsonl`` of a folder.

    Parameters
    ----------
    place
        Each line is an event, or a signal as in a scenario's ``signals.jsonl``, which is read as
        its report, approval and retraction. Empty lines and comments (``#``) are skipped.
    begins
        Day on which the history begins; events more than fifty years later are refused.

    Raises
    ------
    InputError
        With every line that cannot be read, up to twenty.
    """
    files = files_of(place)
    if not files:
        raise InputError.of("holds no events", str(place), next_step=_INSTEAD)
    found: list[Event] = []
    problems: list[Problem] = []
    for file in files:
        for number, line in lines_of(file, str(file), _INSTEAD):
            read = _read(line, begins + LONGEST_HISTORY, file.name, f"line {number}")
            if isinstance(read, Problem):
                problems.append(read)
            else:
                found += read
            if len(problems) == _MOST_PROBLEMS:
                raise InputError(problems)
    if problems:
        raise InputError(problems)
    return found


def not_an_event(found: DeadLetter | Parked, file: str, row: str) -> Problem:
    """That a line is not an event of this release, and why.

    Parameters
    ----------
    found
        What reading the line came to.
    file
        The file's name in messages.
    row
        The line, as in ``line 3``.
    """
    if isinstance(found, DeadLetter):
        step = "docs/events.md has an example of each event."
        return Problem(found.reason, file, row, next_step=step)
    kind = f"{found.type}, version {found.version}"
    step = "A newer release of the planner may read it."
    return Problem("is not an event that this release reads", file, row, "", kind, step)


def _read(line: bytes, latest: date, file: str, row: str) -> list[Event] | Problem:
    """Events of a line, or what is wrong with it."""
    found = _events(line, file, row)
    if isinstance(found, list) and any(_day_of(event) > latest for event in found):
        return Problem(f"has a day after {latest}, the last one that is played", file, row)
    return found


def _day_of(event: Event) -> date:
    recorded = event.recorded_at.date()
    return max(event.day, recorded) if isinstance(event, DayPassed) else recorded


def _events(line: bytes, file: str, row: str) -> list[Event] | Problem:
    if _is_signal(line):
        try:
            return list(signal_events(Signal.model_validate_json(line)))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            return Problem(first["msg"], file, row, ".".join(map(str, first["loc"])))
    event = decode(line)
    if isinstance(event, DeadLetter | Parked):
        return not_an_event(event, file, row)
    return [event]


def _is_signal(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "type" not in row and "matter" in row
