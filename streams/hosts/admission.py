"""What becomes of each record of a log: folded, repeated, dead or parked; the same on each host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from streams.events import Event
from streams.hosts.standing import Standing
from streams.wire import HOST_PREFIXES, DeadLetter, Decoded, Parked, content_of

ID_USED = "its id was used for something else"
"""Why an event is a dead letter that is right by itself."""


@dataclass
class Admission:
    """Records of one batch, one after the other, in the order of the log."""

    known: Mapping[str, int]
    """Of each id that has been folded, what it stood for: see `content_of`."""
    _fresh: dict[str, Event] = field(default_factory=dict, init=False)

    @property
    def events(self) -> list[Event]:
        """Those of the batch that are to be folded."""
        return list(self._fresh.values())

    def judge(self, found: Decoded, raw: bytes) -> tuple[Standing, DeadLetter | None]:
        """The standing of the next record, and why it is dead.

        Parameters
        ----------
        found
            What it says by itself.
        raw
            Its bytes.
        """
        if isinstance(found, DeadLetter):
            return Standing.DEAD, found
        if isinstance(found, Parked):
            return Standing.PARKED, None
        before = self._content(found.id)
        if before is None:
            self._fresh[found.id] = found
            return Standing.FOLDED, None
        # Two workers may answer one question, each at its own time: of what hosts write themselves
        # the first counts, whatever the next one says.
        if found.id.startswith(HOST_PREFIXES) or before == content_of(found):
            return Standing.REPEATED, None
        return Standing.DEAD, DeadLetter(ID_USED, sha256(raw).hexdigest())

    def _content(self, event_id: str) -> int | None:
        fresh = self._fresh.get(event_id)
        return content_of(fresh) if fresh is not None else self.known.get(event_id)
