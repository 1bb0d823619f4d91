"""When to ask for a plan: debounced, within a longest wait, one question at a time.

A state machine: each function takes the state of a programme's request and returns the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.defaults import DEBOUNCE_SECONDS, LONGEST_WAIT_SECONDS


@dataclass(frozen=True, slots=True)
class DebouncePolicy:
    """How long to wait before a plan is asked for while events keep coming."""

    quiet: timedelta = timedelta(seconds=DEBOUNCE_SECONDS)
    """Time without a further event before a plan is asked for."""
    longest_wait: timedelta = timedelta(seconds=LONGEST_WAIT_SECONDS)
    """The longest wait after the first event that has not been answered."""
    first_retry: timedelta = timedelta(seconds=10)
    """Wait after a failure; doubled with each further one in a row."""
    longest_retry: timedelta = timedelta(minutes=30)
    cut_short_after: timedelta = timedelta(seconds=0.7)
    """Solving time after which a question is cut short if a newer one is due."""
    thorough_after: timedelta = timedelta(minutes=10)
    """Time with only cut-short answers after which a question may take all its time."""


@dataclass(frozen=True, slots=True)
class RequestState:
    """The request of one programme: at most one question is being solved and one is pending."""

    answered: str = ""
    """Revision of the view that was answered last."""
    running: str = ""
    """Revision that is being solved."""
    running_since: datetime | None = None
    """When it was asked; after invalid answers, when it was first asked."""
    cut_short: bool = False
    """Whether the solver was asked to end with the best plan it has."""
    cut_short_since: datetime | None = None
    """When the first of the present run of cut-short questions was asked."""
    pending_since: datetime | None = None
    """When the first event came that no question covers yet."""
    last_event: datetime | None = None
    unanswered_since: datetime | None = None
    """When the first event came that no valid answer covers."""
    failures: int = 0
    """In a row."""
    not_before: datetime | None = None
    """Backoff after a failure."""


def after_event(request: RequestState, now: datetime) -> RequestState:
    """The state after an event that may change the view."""
    return replace(
        request,
        pending_since=request.pending_since or now,
        last_event=now,
        unanswered_since=request.unanswered_since or now,
    )


def due_at(request: RequestState, debounce: DebouncePolicy) -> datetime | None:
    """When the next question is due; None if nothing waits or one is being solved."""
    if request.running or request.pending_since is None or request.last_event is None:
        return None
    quiet = request.last_event + debounce.quiet
    due = min(quiet, request.pending_since + debounce.longest_wait)
    return max(due, request.not_before) if request.not_before is not None else due


def cut_short_at(request: RequestState, debounce: DebouncePolicy) -> datetime | None:
    """When the solver is to end with the best plan it has; None if it may take its time.

    It may unless a newer question is due. Once in a while it may whatever comes, so that a burst of
    events does not put off every better plan.
    """
    if not request.running or request.running_since is None or request.cut_short:
        return None
    since = request.cut_short_since
    if since is not None and request.running_since - since >= debounce.thorough_after:
        return None
    newer = due_at(replace(request, running=""), debounce)
    return (
        max(newer, request.running_since + debounce.cut_short_after) if newer is not None else None
    )


def after_cutting_short(request: RequestState) -> RequestState:
    """The state after the solver was asked to end with the best plan it has."""
    return replace(
        request, cut_short=True, cut_short_since=request.cut_short_since or request.running_since
    )


def after_asking(request: RequestState, revision: str, now: datetime) -> RequestState:
    """The state after a look at the view: a question if it is another view, else nothing to do."""
    quiet = replace(request, pending_since=None, last_event=None)
    if revision == request.answered:
        return replace(quiet, running_since=None, unanswered_since=None)
    return replace(quiet, running=revision, running_since=request.running_since or now)


def after_answer(request: RequestState, revision: str) -> RequestState:
    """The state after a valid answer."""
    done = replace(_idle(request), cut_short_since=None, unanswered_since=request.pending_since)
    return replace(done, answered=revision, failures=0, not_before=None)


def after_cut_short_answer(request: RequestState) -> RequestState:
    """The state after an answer that was cut short and proves nothing.

    The view does not count as answered; if it is still the newest, it is asked about again.
    """
    return replace(_idle(request), answered="", failures=0, not_before=None)


def after_discard(request: RequestState, now: datetime) -> RequestState:
    """The state after an answer that is no longer valid: ask again, timed from the first."""
    return after_event(replace(_idle(request), running_since=request.running_since), now)


def after_failure(request: RequestState, now: datetime, debounce: DebouncePolicy) -> RequestState:
    """The state after a solver has crashed, hung or run out of memory: wait, then ask again."""
    wait = min(debounce.first_retry * 2**request.failures, debounce.longest_retry)
    return replace(
        _idle(request),
        failures=min(request.failures + 1, 20),
        not_before=now + wait,
        pending_since=request.pending_since or now,
        last_event=request.last_event or now,
        unanswered_since=request.unanswered_since or now,
    )


def _idle(request: RequestState) -> RequestState:
    return replace(request, running="", running_since=None, cut_short=False)
