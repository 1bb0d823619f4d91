"""What is seen and what has been told -> what there is to tell: pure, and masked as in `watch`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from models.answer import AnswerKind
from planner.exports.recommendations import masked
from planner.notify.told import Said, Told
from streams.recommend import Snapshot

STUCK_AFTER = timedelta(minutes=15)
"""Without a plan; a solver that fails is asked again within seconds at first."""

_WITHOUT_PLAN: Mapping[AnswerKind | None, str] = {
    None: "has not been planned yet",
    AnswerKind.FAILED: "has a solver that fails",
    AnswerKind.NO_PLAN: "has no plan that keeps every rule",
}


class Kind(StrEnum):
    """What a notice is about."""

    NEW = "new"
    """A recommendation that nobody has been told of."""
    REVISED = "revised"
    """One that says something else than when it was told."""
    EXPIRING = "expiring"
    """One that lapses within some days, decided or not."""
    STUCK = "stuck"
    """A programme that has been without a plan for a while."""
    DEAD_LETTERS = "dead_letters"
    """Records that are no events."""


@dataclass(frozen=True)
class Sight:
    """What there is to see now."""

    shown: Mapping[str, Snapshot] = field(default_factory=dict)
    """By programme."""
    dead: int = 0
    """Dead letters that there have been."""


@dataclass(frozen=True)
class Notice:
    """One thing to tell; the same thing has the same id, however often it is told."""

    kind: Kind
    id: str
    text: str
    """In one line, for people."""
    facts: Mapping[str, Any]
    """For machines: what `watch --json` would show, no more."""
    tell: Callable[[Told], Told]
    """What has been told, with this."""

    @property
    def document(self) -> dict[str, Any]:
        """What is sent."""
        return {"id": self.id, "kind": self.kind.value, "text": self.text, **self.facts}


def notices(sight: Sight, told: Told, now: datetime, within: timedelta) -> Iterator[Notice]:
    """What there is to tell.

    Parameters
    ----------
    told
        What has been told; `seen` has been through with what is in sight now.
    now
        By the clock. It counts for days where a programme's own day is behind, since a host that
        has ended turns none.
    within
        How long before it lapses a recommendation is told of again.
    """
    for name, shown in sorted(sight.shown.items()):
        today = max(shown.day, now.date())
        yield from _of_recommendations(shown, told, today, within)
        since = told.waiting.get(name)
        if since is not None and now - since >= STUCK_AFTER and told.stuck.get(name) != since:
            yield _stuck(shown, since)
    if sight.dead > told.dead:
        yield _dead(sight.dead, told.dead)


def _of_recommendations(
    shown: Snapshot, told: Told, today: date, within: timedelta
) -> Iterator[Notice]:
    for row in masked(shown):
        name, content, lapses = row["id"], _content(row), row["expires_on"]
        before = told.recommendations.get(name)
        soon = date.fromisoformat(lapses) - today <= within
        said = Said(revision=row["revision"], content=content, lapses=lapses if soon else None)
        if before is None or before.news(row["revision"], content):
            kind = Kind.REVISED if before is not None and before.content else Kind.NEW
            yield _about(kind, shown, row, said)
        elif soon and before.lapses != lapses:
            lapsing = before.model_copy(update={"lapses": lapses})
            yield _about(Kind.EXPIRING, shown, row, lapsing)


def _content(row: Mapping[str, Any]) -> str:
    """What a recommendation says, apart from what changes a little with each day."""
    said = [row["heads"], row["start_by"], row["expires_on"]]
    tasks = [(task["kind"], task["what"], task["count"], task["by"]) for task in row["tasks"]]
    return _hash(said, tasks)


def _about(kind: Kind, shown: Snapshot, row: Mapping[str, Any], said: Said) -> Notice:
    heads = "1 head" if row["heads"] == "1" else f"{row['heads']} heads"
    text = (
        f"{shown.programme}: {kind.value} recommendation {row['id']} {row['revision'][:12]}: "
        f"{heads}, start by {row['start_by']}, lapses after {row['expires_on']}."
    )
    tells = row["expires_on"] if kind is Kind.EXPIRING else row["revision"]
    facts = {
        "programme": shown.programme,
        "day": shown.day.isoformat(),
        "currency": shown.currency,
        "recommendation": dict(row),
    }
    name = _hash(kind.value, row["id"], tells)
    return Notice(kind, name, text, facts, lambda told: told.with_said(row["id"], said))


def _stuck(shown: Snapshot, since: datetime) -> Notice:
    text = f"{shown.programme}: {_WITHOUT_PLAN[shown.kind]}, since {since:%Y-%m-%d %H:%M} UTC."
    facts = {
        "programme": shown.programme,
        "answer": shown.kind.value if shown.kind is not None else None,
        "since": since.isoformat(),
    }
    name = _hash(Kind.STUCK.value, shown.programme, since.isoformat())
    return Notice(
        Kind.STUCK, name, text, facts, lambda told: told.with_stuck(shown.programme, since)
    )


def _dead(dead: int, before: int) -> Notice:
    count = dead - before
    what = "1 record is no event" if count == 1 else f"{count:,} records are no events"
    text = f"{what}: `relocate dead-letters` lists them, and says why."
    name = _hash(Kind.DEAD_LETTERS.value, before, dead)
    facts = {"count": count}
    return Notice(Kind.DEAD_LETTERS, name, text, facts, lambda told: told.with_dead(dead))


def seen(sight: Sight, told: Told, now: datetime) -> Told:
    """What is to be remembered of a sight, whether or not anything is told of it.

    Since when programmes have been without a plan, and what is open no longer: it is news if it
    comes again in another revision, as what was put off does.
    """
    without = {name for name, shown in sight.shown.items() if shown.kind in _WITHOUT_PLAN}
    open_now = {each.id for shown in sight.shown.values() for each in shown.open}
    gone = {
        name
        for name in set(told.recommendations) - open_now
        if name.partition("/")[0] in sight.shown
    }
    return told.after(without, set(sight.shown) - without, gone, now, min(told.dead, sight.dead))


def _hash(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]
