"""The signal book: all facts on signals, independent of the order of arrival."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from models.base import Frozen, Id, Moment, Text
from models.signals import Signal, SignalStatus


class Approval(Frozen):
    """Compliance has approved a signal."""

    signal: Id
    at: Moment
    by: Text
    """Role of the person who approved it."""


class Retraction(Frozen):
    """A signal has turned out to be wrong."""

    signal: Id
    at: Moment


Fact: TypeAlias = "Signal | Approval | Retraction"


@dataclass(frozen=True)
class SignalBook:
    """All reports, approvals and retractions of signals.

    It is a set: facts may arrive late, repeatedly and in any order, and the book is the same.
    """

    facts: frozenset[Fact] = frozenset()

    def with_facts(self, facts: Iterable[Fact]) -> SignalBook:
        """The book with more facts added."""
        return SignalBook(self.facts.union(facts))

    def as_of(self, day: date) -> SignalBook:
        """The book at the end of a day in UTC, without later corrections."""
        return SignalBook(frozenset(fact for fact in self.facts if _known_on(fact) <= day))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """Each signal once, by id, with its first approval and its first retraction.

        If two reports have the same id, the later record corrects the earlier one.
        """
        by_id: dict[str, list[Fact]] = {}
        for fact in self.facts:
            by_id.setdefault(fact.id if isinstance(fact, Signal) else fact.signal, []).append(fact)
        found = (_completed(facts) for _, facts in sorted(by_id.items()))
        return tuple(signal for signal in found if signal is not None)


def _completed(facts: Sequence[Fact]) -> Signal | None:
    """The signal made from all facts with one id; None while it has not been reported."""
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
    """Signals that count on a day: known, of the requested status, not retracted or superseded.

    Parameters
    ----------
    signals
        Each signal once, in any order.
    as_of
        The day, in UTC. Whatever was recorded, approved or retracted later is not known yet.
    counted
        ``approved`` to leave out signals that compliance has not approved.

    Returns
    -------
    signals
        Oldest first. A signal supersedes an earlier one for good, even if it is superseded itself.
        If two supersede each other, the one published later stays.
    """
    valid = {signal.id: signal for signal in signals if _stands(signal, as_of, counted)}
    superseded = {
        signal.supersedes
        for signal in valid.values()
        if signal.supersedes in valid and _takes_over(signal, valid[signal.supersedes])
    }
    kept = (signal for name, signal in valid.items() if name not in superseded)
    return tuple(sorted(kept, key=_published))


def _takes_over(signal: Signal, earlier: Signal) -> bool:
    """Whether a signal was published no earlier than the one it supersedes; ids break ties."""
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
