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
    hurried_after: timedelta = timedelta(seconds=0.7)
    """Of solving, before a question is cut short since a newer one is due."""
    thorough_after: timedelta = timedelta(minutes=10)
    """Of nothing but answers that were cut short, before a question takes all its time."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The questions of one programme: one running and one pending at most."""

    answered: str = ""
    """Revision of the view that was answered last."""
    running: str = ""
    """Revision that is being solved."""
    running_since: datetime | None = None
    """When it was asked; if an answer to it no longer held, when it was asked first."""
    hurried: bool = False
    """Whether what is being solved has been told to end with what it has."""
    hurried_since: datetime | None = None
    """When the first question was asked of those in a row that were cut short."""
    pending_since: datetime | None = None
    """When the first event came that is in no question yet."""
    last_event: datetime | None = None
    unanswered_since: datetime | None = None
    """When the first event came that no answer which stands has answered."""
    failures: int = 0
    """In a row."""
    not_before: datetime | None = None
    """Backoff after a failure."""


def told(desk: Desk, now: datetime) -> Desk:
    """The desk after an event that may change the view."""
    return replace(
        desk,
        pending_since=desk.pending_since or now,
        last_event=now,
        unanswered_since=desk.unanswered_since or now,
    )


def due_at(desk: Desk, patience: Patience) -> datetime | None:
    """When the next question is due; none if nothing waits or one is being solved."""
    if desk.running or desk.pending_since is None or desk.last_event is None:
        return None
    quiet = desk.last_event + patience.quiet
    due = min(quiet, desk.pending_since + patience.longest_wait)
    return max(due, desk.not_before) if desk.not_before is not None else due


def hurry_at(desk: Desk, patience: Patience) -> datetime | None:
    """When what is being solved is to end with what it has; none if it may take its time.

    It may unless a newer question is due; and once in a while however much comes, lest rain put
    off every better plan.
    """
    if not desk.running or desk.running_since is None or desk.hurried:
        return None
    since = desk.hurried_since
    if since is not None and desk.running_since - since >= patience.thorough_after:
        return None
    newer = due_at(replace(desk, running=""), patience)
    return max(newer, desk.running_since + patience.hurried_after) if newer is not None else None


def hurried(desk: Desk) -> Desk:
    """The desk after what is being solved was told to end with what it has."""
    return replace(desk, hurried=True, hurried_since=desk.hurried_since or desk.running_since)


def asked(desk: Desk, revision: str, now: datetime) -> Desk:
    """The desk after a look at the view: a question if it is another view, else nothing to do."""
    quiet = replace(desk, pending_since=None, last_event=None)
    if revision == desk.answered:
        return replace(quiet, running_since=None, unanswered_since=None)
    return replace(quiet, running=revision, running_since=desk.running_since or now)


def answered(desk: Desk, revision: str) -> Desk:
    """The desk after an answer that stands."""
    done = replace(_idle(desk), hurried_since=None, unanswered_since=desk.pending_since)
    return replace(done, answered=revision, failures=0, not_before=None)


def cut_short(desk: Desk) -> Desk:
    """The desk after an answer that was told to come at once, and proves nothing.

    It counts as no answer to its view, which is asked about again if it is the newest one then.
    """
    return replace(_idle(desk), answered="", failures=0, not_before=None)


def discarded(desk: Desk, now: datetime) -> Desk:
    """The desk after an answer that no longer holds: ask again, on the time of the first."""
    return told(replace(_idle(desk), running_since=desk.running_since), now)


def failed(desk: Desk, now: datetime, patience: Patience) -> Desk:
    """The desk after a solver has crashed, hung or run out of memory: wait, then ask again."""
    wait = min(patience.first_retry * 2**desk.failures, patience.longest_retry)
    return replace(
        _idle(desk),
        failures=min(desk.failures + 1, 20),
        not_before=now + wait,
        pending_since=desk.pending_since or now,
        last_event=desk.last_event or now,
        unanswered_since=desk.unanswered_since or now,
    )


def _idle(desk: Desk) -> Desk:
    return replace(desk, running="", running_since=None, hurried=False)
