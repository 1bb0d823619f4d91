"""Events that people publish: a file or standard input, accepted as a whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from models.errors import InputError, Problem
from models.scenario import Scenario
from planner.event_files import not_an_event
from streams.events import Event, ScenarioPublished
from streams.lines import lines_of, numbered_lines
from streams.wire import DeadLetter, Parked, decode_submission, encoded

STDIN = "-"

_INSTEAD = "Name a file of events, one a line, or - for standard input."

_MOST_PROBLEMS = 1000
"""Number of errors after which a file is not read any further; nobody fixes more by hand."""


def submissions(place: str) -> list[tuple[Event, bytes]]:
    """The events of a file, or of standard input, each with its line.

    Empty lines and those that start with ``#`` are left out.

    Raises
    ------
    InputError
        The file cannot be read, contains no event, or some lines are not events of this release.
    """
    return _events(_lines(place), place)


def publication_of(scenario: Scenario) -> tuple[Event, bytes]:
    """The event that publishes a scenario, to begin its programme or to change its figures.

    Raises
    ------
    InputError
        It is too large for an event.
    """
    event = ScenarioPublished(
        id=f"scenario/{uuid4().hex}",
        programme=scenario.programme,
        recorded_at=datetime.now(UTC),
        scenario=scenario,
    )
    [found] = _events([(1, encoded(event))], scenario.name)
    return found


def _lines(place: str) -> Iterator[tuple[int, bytes]]:
    if place == STDIN:
        yield from numbered_lines(sys.stdin.buffer, place)
        return
    yield from lines_of(Path(os.path.realpath(place)), place, _INSTEAD)


def _events(lines: Iterable[tuple[int, bytes]], name: str) -> list[tuple[Event, bytes]]:
    now = datetime.now(UTC)
    found: list[tuple[Event, bytes]] = []
    problems: list[Problem] = []
    for number, raw in lines:
        event = decode_submission(raw, now)
        if isinstance(event, DeadLetter | Parked):
            problems.append(not_an_event(event, name, f"line {number}"))
        else:
            found.append((event, raw))
        if len(problems) == _MOST_PROBLEMS:
            step = "Mend these first, and publish it again."
            problems.append(Problem("was not read any further", file=name, next_step=step))
            break
    if not found and not problems:
        problems = [Problem("holds no event", file=name, next_step="One event a line, as JSON.")]
    if problems:
        raise InputError(problems)
    return found
