"""When to ask for a plan: after quiet, within a longest wait, one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """How calm to stay when events rain."""

    quiet: timedelta = timedelta(seconds=2)
    """Without a further event before a plan is asked for."""
    longest_wait: timedelta = timedelta(seconds=30)
    """After the first event that has not been answered."""
    first_retry: timedelta = timedelta(seconds=10)
    """After a failure; doubled with each further one in a row."""
    longest_retry: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Desk:
    """The questions of one programme: one running and one pending at most."""

    answered: str = ""
    """Revision of the view that was answered last."""
    running: str = ""
    """Revision that is being solved."""
    pending_since: datetime | None = None
    """When the first event came that is in no question yet."""
    last_event: datetime | None = None
    failures: int = 0
    """In a row."""
    not_before: datetime | None = None
    """Backoff after a failure."""


def told(desk: Desk, now: datetime) -> Desk:
    """The desk after an event that may change the view."""
    return replace(desk, pending_since=desk.pending_since or now, last_event=now)


def due_at(desk: Desk, patience: Patience) -> datetime | None:
    """When the next question is due; none if nothing waits or one is being solved."""
    if desk.running or desk.pending_since is None or desk.last_event is None:
        return None
    quiet = desk.last_event + patience.quiet
    due = min(quiet, desk.pending_since + patience.longest_wait)
    return max(due, desk.not_before) if desk.not_before is not None else due


def asked(desk: Desk, revision: str) -> Desk:
    """The desk after a look at the view: a question if it is another view, else nothing to do."""
    quiet = replace(desk, pending_since=None, last_event=None)
    return quiet if revision == desk.answered else replace(quiet, running=revision)


def answered(desk: Desk, revision: str) -> Desk:
    """The desk after an answer that stands."""
    return replace(desk, answered=revision, running="", failures=0, not_before=None)


def failed(desk: Desk, now: datetime, patience: Patience) -> Desk:
    """The desk after a solver has crashed, hung or run out of memory: wait, then ask again."""
    wait = min(patience.first_retry * 2**desk.failures, patience.longest_retry)
    return replace(
        desk,
        running="",
        failures=min(desk.failures + 1, 20),
        not_before=now + wait,
        pending_since=desk.pending_since or now,
        last_event=desk.last_event or now,
    )
