"""The signal book: what is known of signals, whatever the order in which it became known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from models.base import Frozen, Id, Moment, Text
from models.signals import Signal, SignalStatus


class Approval(Frozen):
    """Compliance stands behind a signal."""

    signal: Id
    at: Moment
    by: Text
    """Role of whoever approved it."""


class Retraction(Frozen):
    """A signal turned out to be wrong."""

    signal: Id
    at: Moment


Fact: TypeAlias = "Signal | Approval | Retraction"


@dataclass(frozen=True)
class SignalBook:
    """Everything that was ever said of signals.

    A set: facts may arrive in any order, late, and more than once, and the book is the same.
    """

    facts: frozenset[Fact] = frozenset()

    def with_facts(self, facts: Iterable[Fact]) -> SignalBook:
        """The book with further facts in it."""
        return SignalBook(self.facts.union(facts))

    def as_of(self, day: date) -> SignalBook:
        """The book as it was at the end of a day in UTC, before later corrections."""
        return SignalBook(frozenset(fact for fact in self.facts if _known_on(fact) <= day))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """Each signal once, by id, with its first approval and its first retraction.

        Of two reports under one id, the one recorded last corrects the other.
        """
        told: dict[str, list[Fact]] = {}
        for fact in self.facts:
            told.setdefault(fact.id if isinstance(fact, Signal) else fact.signal, []).append(fact)
        found = (_completed(facts) for _, facts in sorted(told.items()))
        return tuple(signal for signal in found if signal is not None)


def _completed(facts: Sequence[Fact]) -> Signal | None:
    """The signal that facts under one id are about; none while nobody has reported it."""
    reports = [fact for fact in facts if isinstance(fact, Signal)]
    if not reports:
        return None
    approvals = [(each.approved_at, each.approved_by) for each in reports if each.approved_at]
    approvals += [(fact.at, fact.by) for fact in facts if isinstance(fact, Approval)]
    retractions = [each.retracted_at for each in reports if each.retracted_at]
    retractions += [fact.at for fact in facts if isinstance(fact, Retraction)]
    approved_at, approved_by = min(approvals, default=(None, ""))
    return max(reports, key=_recorded).model_copy(
        update={
            "approved_at": approved_at,
            "approved_by": approved_by,
            "retracted_at": min(retractions, default=None),
        }
    )


def live(signals: Iterable[Signal], as_of: date, counted: SignalStatus) -> tuple[Signal, ...]:
    """Signals that count on a day: known, of the standing asked for, not retracted or superseded.

    Parameters
    ----------
    signals
        Each once, in any order.
    as_of
        What was recorded, approved or retracted after this day, in UTC, is not known yet.
    counted
        ``approved`` to leave out what compliance has not approved.

    Returns
    -------
    signals
        Oldest first. A signal supersedes one that was not published after it, for good, even where
        it is superseded itself; of two that supersede each other, the one published later stays.
    """
    standing = {signal.id: signal for signal in signals if _stands(signal, as_of, counted)}
    superseded = {
        signal.supersedes
        for signal in standing.values()
        if signal.supersedes in standing and _takes_over(signal, standing[signal.supersedes])
    }
    kept = (signal for name, signal in standing.items() if name not in superseded)
    return tuple(sorted(kept, key=_published))


def _takes_over(signal: Signal, earlier: Signal) -> bool:
    """Whether a signal was not published before what it supersedes; ids break a circle."""
    if earlier.supersedes == signal.id:
        return _published(signal) > _published(earlier)
    return signal.published_at >= earlier.published_at


def _stands(signal: Signal, as_of: date, counted: SignalStatus) -> bool:
    def by_then(moment: Moment | None) -> bool:
        return moment is not None and moment.date() <= as_of

    return (
        by_then(signal.published_at)
        and by_then(signal.recorded_at)
        and not by_then(signal.retracted_at)
        and (counted is SignalStatus.REPORTED or by_then(signal.approved_at))
    )


def _known_on(fact: Fact) -> date:
    return (fact.recorded_at if isinstance(fact, Signal) else fact.at).date()


def _published(signal: Signal) -> tuple[Moment, str]:
    return signal.published_at, signal.id


def _recorded(signal: Signal) -> tuple[Moment, str]:
    return signal.recorded_at, signal.model_dump_json()
