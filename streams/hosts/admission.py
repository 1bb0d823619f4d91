"""Which records are folded, repeated, dead or parked; the same on every host.

Also which dead letters have become valid events since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from streams.events import Event
from streams.log import Disposition, Letter
from streams.register import OBJECTIONS, RecommendedPosts, Register
from streams.state import World
from streams.wire import HOST_PREFIXES, DeadLetter, Decoded, Parked, content_of, decode_submission

ID_USED = "its id was used for something else"
"""Reason of a dead letter that is a valid event in itself."""

REFUSED = OBJECTIONS | {ID_USED}
"""Reasons that rest on earlier events."""


@dataclass
class Admission:
    """Records of one batch, one after the other, in the order of the log."""

    known: Mapping[str, int]
    """By id of each folded event, the hash of its content: see `content_of`."""
    recommended: Mapping[str, RecommendedPosts]
    """By programme: what has been recommended."""
    world: World
    """The state before the batch."""
    _fresh: dict[str, Event] = field(default_factory=dict, init=False)
    _register: Register = field(init=False)

    def __post_init__(self) -> None:
        self._register = Register(self.world, self.recommended)

    @property
    def events(self) -> list[Event]:
        """Those of the batch that are to be folded."""
        return list(self._fresh.values())

    def judge(self, found: Decoded, raw: bytes) -> tuple[Disposition, DeadLetter | None]:
        """The disposition of the next record, and the dead letter if it is one.

        Parameters
        ----------
        found
            The decoded record.
        raw
            Its bytes.
        """
        if isinstance(found, DeadLetter):
            return Disposition.DEAD, found
        if isinstance(found, Parked):
            return Disposition.PARKED, None
        before = self._content(found.id)
        if before is None:
            reason = self._register.objection(found)
        elif found.id.startswith(HOST_PREFIXES) or before == content_of(found):
            # Two workers may answer one question, each at its own time: of what hosts write
            # themselves the first counts, whatever the next one says.
            return Disposition.REPEATED, None
        else:
            reason = ID_USED
        if reason:
            return Disposition.DEAD, DeadLetter(reason, sha256(raw).hexdigest())
        self._fresh[found.id] = found
        self._register.add(found)
        return Disposition.FOLDED, None

    def _content(self, event_id: str) -> int | None:
        fresh = self._fresh.get(event_id)
        return content_of(fresh) if fresh is not None else self.known.get(event_id)


def event_of(letter: Letter, now: datetime) -> Event | None:
    """The valid event that a dead letter is by now, for a later day or release; None if it is not.

    None also where it was refused because of earlier events: sent again, it would be refused again.

    Parameters
    ----------
    letter
        As it was kept.
    now
        Time at which it would be sent again.
    """
    if letter.raw is None or letter.reason in REFUSED or is_altered(letter):
        return None
    found = decode_submission(letter.raw, now)
    return None if isinstance(found, DeadLetter | Parked) else found


def is_altered(letter: Letter) -> bool:
    """Whether its bytes are not those received, so that nobody has sent what they now say."""
    return letter.raw is not None and sha256(letter.raw).hexdigest() != letter.sha256
