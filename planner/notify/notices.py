"""Which notices are due: a pure function of what is open and what has been notified."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from models.answer import AnswerKind
from models.plan import programme_of
from planner.exports.recommendations import masked_posts, masked_recommendations
from planner.notify.notified import LastNotice, Notified
from streams.recommend import Snapshot

STUCK_AFTER = timedelta(minutes=15)
"""A programme is stuck after this time without a plan. A solver that failed is tried again within
seconds at first, so that most failures pass unnoticed."""

_WITHOUT_PLAN: Mapping[AnswerKind | None, str] = {
    None: "has not been planned yet",
    AnswerKind.FAILED: "has a solver that fails",
    AnswerKind.NO_PLAN: "has no plan that keeps every rule",
}


class NoticeKind(StrEnum):
    """What a notice is about."""

    NEW = "new"
    """A recommendation that nobody has been notified of."""
    REVISED = "revised"
    """A recommendation that has changed since it was notified."""
    EXPIRING = "expiring"
    """A recommendation that lapses soon."""
    STUCK = "stuck"
    """A programme that has had no plan for `STUCK_AFTER`."""
    DEAD_LETTERS = "dead_letters"
    """Records that are not events."""


@dataclass(frozen=True)
class Overview:
    """The snapshots of all programmes and the number of dead letters, at one moment."""

    shown: Mapping[str, Snapshot] = field(default_factory=dict)
    """By programme."""
    dead: int = 0
    """Number of dead letters so far."""


@dataclass(frozen=True)
class Notice:
    """One notice; the same one has the same id, however often it is sent."""

    kind: NoticeKind
    id: str
    text: str
    """In one line, for people."""
    facts: Mapping[str, Any]
    """For machines: no more than `watch --json` shows, masked as there."""
    add_to: Callable[[Notified], Notified]
    """Add this notice to what has been notified."""

    @property
    def document(self) -> dict[str, Any]:
        """The notice as JSON values, as it is sent."""
        return {"id": self.id, "kind": self.kind.value, "text": self.text, **self.facts}


def notices(
    overview: Overview, notified: Notified, now: datetime, within: timedelta
) -> Iterator[Notice]:
    """List the notices that are due.

    Parameters
    ----------
    overview
        What there is now.
    notified
        What has been notified, as `carry_over` returned it for this overview.
    now
        Time by the clock. Its day counts where a programme's own day is behind, as it is while no
        host is running.
    within
        How long before it lapses a recommendation is notified again.
    """
    for name, shown in sorted(overview.shown.items()):
        today = max(shown.day, now.date())
        yield from _of_recommendations(shown, notified, today, within)
        since = notified.waiting.get(name)
        if since is not None and now - since >= STUCK_AFTER and notified.stuck.get(name) != since:
            yield _stuck(shown, since)
    if overview.dead > notified.dead:
        yield _dead(overview.dead, notified.dead)


def _of_recommendations(
    shown: Snapshot, notified: Notified, today: date, within: timedelta
) -> Iterator[Notice]:
    for row in masked_recommendations(shown):
        name, content, lapses = row["id"], _content(row), row["expires_on"]
        before = notified.recommendations.get(name)
        soon = date.fromisoformat(lapses) - today <= within
        said = LastNotice(
            revision=row["revision"], content=content, lapses=lapses if soon else None
        )
        if before is None or before.is_news(row["revision"], content):
            kind = NoticeKind.REVISED if before is not None and before.content else NoticeKind.NEW
            yield _about(kind, shown, row, said)
        elif soon and before.lapses != lapses:
            lapsing = before.model_copy(update={"lapses": lapses})
            yield _about(NoticeKind.EXPIRING, shown, row, lapsing)


def _content(row: Mapping[str, Any]) -> str:
    """Hash of a recommendation without its worth and causes, which change a little every day."""
    said = [row["heads"], row["start_by"], row["expires_on"]]
    tasks = [(task["kind"], task["what"], task["count"], task["by"]) for task in row["tasks"]]
    return _hash(said, tasks)


def _about(kind: NoticeKind, shown: Snapshot, row: Mapping[str, Any], said: LastNotice) -> Notice:
    text = (
        f"{shown.programme}: {kind.value} recommendation {row['id']} {row['revision'][:12]}: "
        f"{masked_posts(row)}, start by {row['start_by']}, lapses after {row['expires_on']}."
    )
    tells = row["expires_on"] if kind is NoticeKind.EXPIRING else row["revision"]
    facts = {
        "programme": shown.programme,
        "day": shown.day.isoformat(),
        "currency": shown.currency,
        "recommendation": dict(row),
    }
    name = _hash(kind.value, row["id"], tells)
    return Notice(
        kind, name, text, facts, lambda notified: notified.with_recommendation(row["id"], said)
    )


def _stuck(shown: Snapshot, since: datetime) -> Notice:
    text = f"{shown.programme}: {_WITHOUT_PLAN[shown.kind]}, since {since:%Y-%m-%d %H:%M} UTC."
    facts = {
        "programme": shown.programme,
        "answer": shown.kind.value if shown.kind is not None else None,
        "since": since.isoformat(),
    }
    name = _hash(NoticeKind.STUCK.value, shown.programme, since.isoformat())
    return Notice(
        NoticeKind.STUCK,
        name,
        text,
        facts,
        lambda notified: notified.with_stuck(shown.programme, since),
    )


def _dead(dead: int, before: int) -> Notice:
    count = dead - before
    what = "1 record is not an event" if count == 1 else f"{count:,} records are not events"
    text = f"{what}: `relocate dead-letters` lists them, and says why."
    name = _hash(NoticeKind.DEAD_LETTERS.value, before, dead)
    facts = {"count": count}
    return Notice(
        NoticeKind.DEAD_LETTERS, name, text, facts, lambda notified: notified.with_dead(dead)
    )


def carry_over(overview: Overview, notified: Notified, now: datetime) -> Notified:
    """Take over what has changed without calling for a notice.

    These are the times since when programmes have had no plan, and the recommendations that are no
    longer open: one that comes back in another revision, such as after a deferral, is new.
    """
    without = {name for name, shown in overview.shown.items() if shown.kind in _WITHOUT_PLAN}
    open_now = {each.id for shown in overview.shown.values() for each in shown.open}
    gone = {
        name
        for name in set(notified.recommendations) - open_now
        if programme_of(name) in overview.shown
    }
    return notified.after(
        without, set(overview.shown) - without, gone, now, min(notified.dead, overview.dead)
    )


def _hash(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]
