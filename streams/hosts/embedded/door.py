"""The adapter of `streams.log.Log` for a journal on this machine.

What people hand in goes to the inbox beside the journal, since only the host writes the journal
itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from models.errors import InputError
from streams.decisions import DecisionRequest, decision
from streams.events import Event, RecommendationDecided
from streams.hosts.admission import event_of, is_altered
from streams.hosts.embedded import verifying
from streams.hosts.embedded.inbox import inbox_of, leave, waiting
from streams.hosts.embedded.journal import is_written
from streams.hosts.embedded.reader import Reader
from streams.log import Disposition, Letter, Proof, Update, newer
from streams.recommend import Snapshot
from streams.wire import decode, encode

LOOK_SECONDS = 0.5
"""Between two looks at the journal while it is followed."""


class JournalLog:
    """A journal and its inbox. The journal is opened anew by each method."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal

    def publish(self, events: Sequence[tuple[Event, bytes]]) -> None:
        """Leave events in the inbox: all of them or none."""
        with self._reading():
            self._leave([raw for _, raw in events])

    def snapshots(self) -> tuple[Snapshot, ...]:
        """What is open now, programme by programme."""
        with self._reading() as reader:
            return tuple(reader.snapshots())

    def follow(self, see: Callable[[Update], bool], *, dead_letters: bool = False) -> None:
        """Show what is open, and go on showing what has changed until the reader stops.

        What can be read of a damaged journal is shown before the error is raised.
        """
        with self._reading() as reader:
            count = (lambda: reader.balance()[Disposition.DEAD]) if dead_letters else None
            known = {each.programme: each for each in reader.readable_snapshots()}
            goes_on = see(Update(tuple(known.values()), count))
            reader.snapshots()
            while goes_on:
                time.sleep(LOOK_SECONDS)
                goes_on = see(Update(tuple(newer(known, reader.snapshots())), count))

    def decide(self, request: DecisionRequest) -> RecommendationDecided:
        """Leave a decision in the inbox, unless one on the same recommendation waits there."""
        event = decision(request, self.snapshots(), f"decide/{uuid4().hex}", datetime.now(UTC))
        _refuse_second(event, self.journal)
        self._leave([encode(event)])
        return event

    def dead_letters(self, last: int | None = None) -> list[Letter]:
        """Records that are not events, without those that have been sent again."""
        return self._letters(Disposition.DEAD, last)

    def parked(self, last: int | None = None) -> list[Letter]:
        """Events that only a later release can read, without those that have been folded since."""
        return self._letters(Disposition.PARKED, last)

    def refuse_damage(self, shown: Sequence[Letter]) -> None:
        """Look through the journal if a letter's bytes are not those that came."""
        if any(map(is_altered, shown)):
            with self._reading() as reader:
                reader.refuse_damage()

    def resend(self) -> list[Letter]:
        """Leave those dead letters in the inbox that have become valid events."""
        now = datetime.now(UTC)
        sent = {each.sha256: each for each in self.dead_letters() if event_of(each, now)}
        self._leave([each.raw for each in sent.values() if each.raw is not None])
        return list(sent.values())

    def balance(self) -> Mapping[Disposition, int]:
        """Records by what became of them."""
        with self._reading() as reader:
            return reader.balance()

    def verify(self) -> Proof:
        """Compare the journal with itself: its log, its host's statements, what is shown."""
        with self._reading() as reader:
            return verifying.verify(reader)

    def host_at_work(self) -> bool:
        """Whether a host has the journal open, and so reads the inbox now."""
        return is_written(self.journal.resolve())

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        with closing(Reader(self.journal)) as reader:
            yield reader

    def _letters(self, disposition: Disposition, last: int | None) -> list[Letter]:
        now = datetime.now(UTC)
        with self._reading() as reader:
            found = [(each, event_of(each, now)) for each in reader.letters(disposition, last)]
            return [each for each, event in found if event is None or not reader.has(event.id)]

    def _leave(self, raws: Sequence[bytes]) -> None:
        if raws:
            leave(inbox_of(self.journal), raws)


def _refuse_second(event: RecommendationDecided, journal: Path) -> None:
    """One decision at a time: the host may not have read the one before."""
    for raw in waiting(inbox_of(journal)):
        before = decode(raw)
        if (
            isinstance(before, RecommendationDecided)
            and before.recommendation == event.recommendation
        ):
            said = f"has been decided: {before.verdict}, by {before.by}; no host has read it yet"
            step = "Wait until one has, and look again."
            raise InputError.of(said, field="ID", found=event.recommendation, next_step=step)
