"""Journal and memory kept in step: write, fold and store snapshots in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from models.answer import Answer
from models.errors import InputError
from models.scenario import Scenario
from streams.events import Event, ScenarioPublished
from streams.hosts.embedded.files import Bookmark, Line
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.records import (
    DispositionChange,
    JournalRecord,
    read_again,
    records_of_lines,
)
from streams.hosts.embedded.tables import damaged
from streams.hosts.memory import Memory
from streams.hosts.proof import digest_with, digest_words
from streams.log import Disposition
from streams.recommend import Snapshot, same, snapshot
from streams.wire import decode_submission, encoded

Item = TypeVar("Item")

BATCH = 500
"""Records of one transaction."""


@dataclass(frozen=True, slots=True)
class Change:
    """A changed snapshot of a programme, with the answer that changed it, if any."""

    before: Snapshot
    after: Snapshot
    answer: Answer | None


@dataclass
class Ledger:
    """The journal is the truth; the memory is the fold of it.

    Methods take two times: ``clock`` is what the clock shows, and what is recorded; ``now`` is that
    of a clock which is never set back, by which waits are measured.
    """

    journal: Journal
    memory: Memory = field(default_factory=Memory)
    on_change: Callable[[Change], None] = lambda _change: None
    """Called with every snapshot that has changed, once it is in the journal."""
    tell: Callable[[str], None] = lambda _words: None
    """Called with messages about records that can no longer be read."""
    _shown: dict[str, Snapshot] = field(default_factory=dict, init=False)
    _held: set[str] = field(default_factory=set, init=False)
    """Programmes whose snapshots are kept as they were before records were lost."""
    _in_a_row: Counter[str] = field(default_factory=Counter, init=False)
    """By source: number of consecutive invalid lines so far."""

    def recover(self, now: datetime) -> None:
        """Rebuild the memory from the journal, and fold what an older release had parked.

        Raises
        ------
        InputError
            The log lacks records that were folded; nothing is written then.
        """
        changes = self._reread(now)
        self.memory.position = self.journal.position
        if hole := self._hole(changes):
            raise InputError([damaged(self.journal.path, hole)])
        if changes:
            with self.journal.writing():
                self.journal.change_dispositions(changes)
                self.journal.prove(self.memory.position, digest_words(self.memory.digest))
            self.tell(
                f"{len(changes):,} of the records that were folded cannot be read any more: they "
                "count as what they are now; `relocate dead-letters` lists those that are dead."
            )
        self._shown = {shown.programme: shown for shown in self.journal.readable_snapshots()}
        admission = self.memory.admission()
        for raw in self.journal.events(Disposition.PARKED):
            admission.judge(decode_submission(raw, now), raw)
        self.write(admission.events, now)
        with self.journal.writing():
            shown = self._keep(self.memory.world.programmes, None, anew=bool(changes))
        self._announce(shown)
        self._report_lost_scenarios()
        self.memory.begin_again(now)

    def _reread(self, now: datetime) -> list[DispositionChange]:
        """Fold the log again; return new dispositions of records that can no longer be read."""
        changes: list[DispositionChange] = []
        for records in _batches(self.journal.folded()):
            found = [(record, read_again(record)) for record in records]
            changes += [each for _, each in found if isinstance(each, DispositionChange)]
            left = [
                (each, event) for each, event in found if not isinstance(event, DispositionChange)
            ]
            self.memory.take([event for _, event in left], now)
            self.memory.digest = digest_with(self.memory.digest, (each.raw for each, _ in left))
        return changes

    def _report_lost_scenarios(self) -> None:
        known = self.memory.world.programmes
        for name, shown in self._shown.items():
            if shown.revision and (name not in known or known[name].scenario is None):
                words = "what was open is shown until it is published again."
                self.tell(f"{name}: its scenario cannot be read any more; {words}")

    def _hole(self, changes: Sequence[DispositionChange]) -> str:
        """What the log lacks of what its state was made from; empty if nothing."""
        position, missing, known = self.memory.position, self.journal.missing, self.journal.proof()
        if missing:
            return f"{missing:,} of its {position:,} records are missing"
        if known is not None and known.position > position:
            return f"its log ends at {position:,}, and was folded to {known.position:,}"
        if known is None or known.position < position or changes:
            return ""
        if known.digest != digest_words(self.memory.digest):
            return "its log is not what was folded; `relocate verify` says more"
        return ""

    def publish(self, scenario: Scenario, clock: datetime, now: datetime) -> None:
        """Record a scenario, unless the last one recorded by `publish` was the same."""
        prefix, name = f"run/{scenario.programme}/", scenario.hash[:16]
        last = self.journal.last_id(prefix)
        if last is not None and last.removeprefix(prefix).startswith(name):
            return
        known = self.memory.world.programmes.get(scenario.programme)
        if known is not None and known.scenario is not None:
            clock = max(clock, known.scenario.key[0] + timedelta(microseconds=1))
        event = ScenarioPublished(
            id=f"{prefix}{name}/{self.memory.position + 1}",
            programme=scenario.programme,
            recorded_at=clock,
            scenario=scenario,
        )
        self.write([event], now)

    def take(self, lines: Sequence[Line], clock: datetime, now: datetime) -> None:
        """Record lines of sources, and how far the sources have been read."""
        admission = self.memory.admission()
        records, events = records_of_lines(lines, admission, clock, self._in_a_row)
        read = {line.source: line.bookmark for line in lines if line.bookmark is not None}
        self._append(records, events, now, read=read)

    def write(self, events: Sequence[Event], now: datetime, answer: Answer | None = None) -> None:
        """Record the host's own events, each once."""
        new = [event for event in events if event.id not in self.memory.ids]
        records = [JournalRecord(Disposition.FOLDED, event.id, encoded(event)) for event in new]
        if records:
            self._append(records, new, now, answer=answer)

    def _append(
        self,
        records: Sequence[JournalRecord],
        events: Sequence[Event],
        now: datetime,
        read: Mapping[str, Bookmark] | None = None,
        answer: Answer | None = None,
    ) -> None:
        with self.journal.writing():
            self.journal.append(records)
            for source, bookmark in (read or {}).items():
                self.journal.read_up_to(source, bookmark)
            self.memory.take(events, now)
            self.memory.position += len(records)
            self.memory.digest = digest_with(self.memory.digest, _folded_bytes(records))
            changes = self._keep(self._programmes_of(events), answer)
        self._announce(changes)

    def _programmes_of(self, events: Iterable[Event]) -> Iterable[str]:
        names = {event.programme for event in events}
        known = self.memory.world.programmes
        return [name for name in known if None in names or name in names]

    def _keep(
        self, programmes: Iterable[str], answer: Answer | None, *, anew: bool = False
    ) -> list[Change]:
        """Store the snapshots that have changed, with the digest of the state."""
        changes, digest = [], digest_words(self.memory.digest)
        self.journal.prove(self.memory.position, digest)
        for name in programmes:
            after = snapshot(self.memory.world, name, self.memory.position, digest)
            before = self._shown.get(name, Snapshot(programme=name, position=0, revision=""))
            if before.revision and not after.revision:
                # Its scenario or its answer cannot be read any more: what is shown stays as it is.
                self._held.add(name)
                continue
            if not same(before, after):
                self.journal.keep(after)
                changes.append(Change(before, after, answer))
            elif name in self._shown and (anew or name in self._held or not before.digest):
                self.journal.keep(after)
            self._held.discard(name)
        return changes

    def _announce(self, changes: Iterable[Change]) -> None:
        for change in changes:
            self._shown[change.after.programme] = change.after
            self.on_change(change)


def _folded_bytes(records: Iterable[JournalRecord]) -> Iterator[bytes]:
    return (each.raw for each in records if each.disposition is Disposition.FOLDED and each.raw)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch
