"""Events that people hand in: a file or standard input, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from models.errors import InputError, Problem
from models.scenario import Scenario
from streams.events import Event, ScenarioPublished
from streams.wire import DeadLetter, Parked, encoded, submitted

STDIN = "-"


def lines_of(place: str, stdin: Callable[[], bytes]) -> list[bytes]:
    """Lines of a file, or of standard input.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    try:
        content = stdin() if place == STDIN else Path(place).read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError([Problem(f"cannot be read: {reason}", file=place)]) from None
    return [line.rstrip(b"\r") for line in content.split(b"\n")]


def announced(scenario: Scenario) -> bytes:
    """A scenario as the event by which its programme begins, or goes on from other figures."""
    return encoded(
        ScenarioPublished(
            id=f"scenario/{uuid4().hex}",
            programme=scenario.programme,
            recorded_at=datetime.now(UTC),
            scenario=scenario,
        )
    )


def submissions(raws: Sequence[bytes], name: str) -> list[tuple[Event, bytes]]:
    """The events of lines, each with its line; empty ones are left out.

    Raises
    ------
    InputError
        Some are no events of this release, or there is none.
    """
    now = datetime.now(UTC)
    found: list[tuple[Event, bytes]] = []
    problems: list[Problem] = []
    for number, raw in enumerate(raws, 1):
        if not raw.strip():
            continue
        event = submitted(raw, now)
        if isinstance(event, DeadLetter | Parked):
            problems.append(_refusal(event, name, f"line {number}"))
        else:
            found.append((event, raw))
    if not found and not problems:
        problems = [Problem("holds no event", file=name, next_step="One event a line, as JSON.")]
    if problems:
        raise InputError(problems)
    return found


def _refusal(found: DeadLetter | Parked, name: str, row: str) -> Problem:
    if isinstance(found, DeadLetter):
        step = "docs/events.md has an example of each."
        return Problem(found.reason, name, row, next_step=step)
    kind = f"{found.type}, version {found.version}"
    return Problem("is of no kind that this release reads", name, row, found=kind)
