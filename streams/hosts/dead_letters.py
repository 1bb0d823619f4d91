"""Dead letters as people look at them: what they are, and which can be sent again."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from streams.events import Event
from streams.hosts.admission import REFUSED
from streams.log import Letter
from streams.wire import DeadLetter, Parked, submitted


def event_of(letter: Letter, now: datetime) -> Event | None:
    """The event that it is by now: a day has come, or a release that reads it; none if it is not.

    It is none where it was refused for what came before it: sent again as it is, it would be again.

    Parameters
    ----------
    letter
        As it was kept.
    now
        As of which clock it would be sent again.
    """
    if letter.raw is None or letter.reason in REFUSED or is_altered(letter):
        return None
    found = submitted(letter.raw, now)
    return None if isinstance(found, DeadLetter | Parked) else found


def is_altered(letter: Letter) -> bool:
    """Whether its bytes are others than those that came: what they say now, nobody said."""
    return letter.raw is not None and sha256(letter.raw).hexdigest() != letter.sha256
