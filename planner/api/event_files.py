"""Files of events, one a line: histories to play, and what people publish.

A file is taken as a whole or not at all; every line that cannot be read is reported at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.scenario import Scenario
from models.signals import Signal
from streams.events import DayPassed, Event, ScenarioPublished, signal_events
from streams.lines import STDIN, files_of, lines_of, numbered_lines
from streams.wire import DeadLetter, Decoded, Parked, decode, decode_submission, encoded

ItemT = TypeVar("ItemT")

LONGEST_HISTORY = timedelta(days=50 * 366)
"""How long a history may last: what is dated later is a slip."""

_MOST_PROBLEMS = 1000
"""Number of errors after which a file is not read any further; nobody fixes more by hand."""

_NAME_A_FOLDER = "Name a file of events, one a line, or a folder of files that end in .jsonl."
_NAME_STDIN = "Name a file of events, one a line, or - for standard input."


def history(place: Path, begins: date) -> list[Event]:
    """Events of a file, or of every ``*.jsonl`` of a folder, to be replayed.

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
        There is no such file, or some lines cannot be read.
    """
    files = files_of(place)
    if not files:
        raise InputError.of("holds no events", str(place), next_step=_NAME_A_FOLDER)
    lines = (
        (file.name, number, raw)
        for file in files
        for number, raw in lines_of(file, str(file), _NAME_A_FOLDER)
    )
    return _read(lines, partial(_history_line, latest=begins + LONGEST_HISTORY))


def submissions(place: str) -> list[tuple[Event, bytes]]:
    """The events of a file, or of standard input (``-``), each with its line, to be published.

    Empty lines and comments (``#``) are skipped.

    Raises
    ------
    InputError
        The file cannot be read, contains no event, or some lines are not events of this release.
    """
    lines = ((place, number, raw) for number, raw in _submitted_lines(place))
    found = _read(lines, partial(_submission, now=datetime.now(UTC)))
    if not found:
        raise InputError.of("holds no event", place, next_step="One event a line, as JSON.")
    return found


def scenario_event(scenario: Scenario) -> tuple[Event, bytes]:
    """The event that publishes a scenario, to begin its programme or to change its figures.

    Raises
    ------
    InputError
        It is too large for an event.
    """
    now = datetime.now(UTC)
    event = ScenarioPublished(
        id=f"scenario/{uuid4().hex}",
        programme=scenario.programme,
        recorded_at=now,
        scenario=scenario,
    )
    found = _submission(encoded(event), now)
    if isinstance(found, Problem):
        raise InputError([replace(found, file=scenario.name)])
    return found[0]


def _submitted_lines(place: str) -> Iterator[tuple[int, bytes]]:
    if place == STDIN:
        return numbered_lines(sys.stdin.buffer, place)
    return lines_of(Path(os.path.realpath(place)), place, _NAME_STDIN)


def _read(
    lines: Iterable[tuple[str, int, bytes]], read: Callable[[bytes], list[ItemT] | Problem]
) -> list[ItemT]:
    """What all lines are read as.

    Parameters
    ----------
    lines
        The name of each line's file, its number, and its bytes.
    read
        Reads the bytes of one line, or says what is wrong with them.

    Raises
    ------
    InputError
        With every line that cannot be read, up to a thousand.
    """
    found: list[ItemT] = []
    problems: list[Problem] = []
    for file, number, raw in lines:
        items = read(raw)
        if not isinstance(items, Problem):
            found += items
            continue
        problems.append(replace(items, file=file, row=f"line {number}"))
        if len(problems) == _MOST_PROBLEMS:
            step = "Mend these first."
            problems.append(Problem("was not read any further", file=file, next_step=step))
            break
    if problems:
        raise InputError(problems)
    return found


def _submission(raw: bytes, now: datetime) -> list[tuple[Event, bytes]] | Problem:
    event = _event_in(decode_submission(raw, now))
    return event if isinstance(event, Problem) else [(event, raw)]


def _history_line(raw: bytes, latest: date) -> list[Event] | Problem:
    if _is_signal(raw):
        found = _signal_events(raw)
    else:
        event = _event_in(decode(raw))
        found = event if isinstance(event, Problem) else [event]
    if isinstance(found, list) and any(_day_of(event) > latest for event in found):
        return Problem(f"has a day after {latest}, the last one that is played")
    return found


def _event_in(found: Decoded) -> Event | Problem:
    """The event that a line was decoded as, or why it is none of this release."""
    if isinstance(found, DeadLetter):
        return Problem(found.reason, next_step="docs/events.md has an example of each event.")
    if isinstance(found, Parked):
        return Problem(
            "is not an event that this release reads",
            found=f"{found.type}, version {found.version}",
            next_step="A newer release of the planner may read it.",
        )
    return found


def _signal_events(raw: bytes) -> list[Event] | Problem:
    try:
        return list(signal_events(Signal.model_validate_json(raw)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return Problem(first["msg"], field=".".join(map(str, first["loc"])))


def _is_signal(raw: bytes) -> bool:
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "type" not in row and "matter" in row


def _day_of(event: Event) -> date:
    recorded = event.recorded_at.date()
    return max(event.day, recorded) if isinstance(event, DayPassed) else recorded
