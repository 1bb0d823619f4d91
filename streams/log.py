"""The log as people and programs use it, whichever host keeps it: one protocol, two adapters.

`streams.hosts.embedded.door` has the adapter for a journal, `streams.hosts.kafka.door` that for the
topics of a broker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from streams.decisions import DecisionRequest
from streams.events import Event, RecommendationDecided
from streams.recommend import Snapshot


class Disposition(StrEnum):
    """What became of a record. Every record has one, so they add up to the log's last position."""

    FOLDED = "folded"
    REPEATED = "repeated"
    DEAD = "dead"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Letter:
    """A record that is not an event, or an event that only a later release can read."""

    position: str
    """In the log, in the host's own words."""
    reason: str
    """Why it was not an event when it came."""
    sha256: str
    origin: str
    """Where it came from."""
    raw: bytes | None = None
    """Its bytes; None where they are not kept."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What has been verified of a log, and what does not hold."""

    balance: Mapping[Disposition, int]
    """Records by what became of them."""
    claims: int
    """Statements of hosts about their state that were compared with the log."""
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What a follower of the log sees at one moment."""

    snapshots: tuple[Snapshot, ...]
    """At first those of all programmes, later those that have changed."""
    dead_letters: Callable[[], int] | None = None
    """Counts the dead letters; None unless the follower asked for it."""


def newer(known: dict[str, Snapshot], shown: Iterable[Snapshot]) -> Iterator[Snapshot]:
    """Those snapshots that replace a known one, which are known from then on.

    A snapshot of a lower position is old news. One of the same position is not: another release
    that took over may say more.
    """
    for each in shown:
        before = known.get(each.programme)
        if before is None or (each.position >= before.position and each != before):
            known[each.programme] = each
            yield each


class Log(Protocol):
    """A log of events with the recommendations that follow from it.

    Every method raises `InputError` where the log cannot be read or written, or where a broker
    refuses.
    """

    def publish(self, events: Sequence[tuple[Event, bytes]]) -> None:
        """Hand in events, each with the bytes it was read from."""

    def snapshots(self) -> tuple[Snapshot, ...]:
        """What is open now, programme by programme."""

    def follow(self, see: Callable[[Update], bool], *, dead_letters: bool = False) -> None:
        """Show what is open, and go on showing what has changed until the reader stops.

        Parameters
        ----------
        see
            Called at once, then about twice a second even if nothing has changed. It returns
            whether to go on.
        dead_letters
            Whether `Update.dead_letters` is wanted. A broker asks for further rights then.
        """

    def decide(self, request: DecisionRequest) -> RecommendationDecided:
        """Hand in a decision on what is open, and return it as the log will have it.

        Raises
        ------
        InputError
            The recommendation is not open, or was looked at under another revision.
        """

    def dead_letters(self, last: int | None = None) -> list[Letter]:
        """Records that are not events, without those that have been sent again.

        Parameters
        ----------
        last
            At most this many, from the end; all if None.
        """

    def parked(self, last: int | None = None) -> list[Letter]:
        """Events that only a later release can read; `last` as in `dead_letters`."""

    def refuse_damage(self, shown: Sequence[Letter]) -> None:
        """Look through a journal if a letter's bytes are not those that came; else do nothing.

        Raises
        ------
        InputError
            The journal is damaged.
        """

    def resend(self) -> list[Letter]:
        """Send those dead letters again that have become valid events, and return them."""

    def balance(self) -> Mapping[Disposition, int] | None:
        """Records by what became of them; None on a broker, where each worker reports its own."""

    def verify(self) -> Proof:
        """Read the log from its first record, and compare it with what hosts have shown."""

    def host_at_work(self) -> bool | None:
        """Whether a host reads now what is handed in; None on a broker, where workers share it."""
