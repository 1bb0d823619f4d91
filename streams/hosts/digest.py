"""A digest of all that has been folded, whatever its order; by it state and log are compared.

It is the sum of the hashes of the bytes of each event, id and content. Whoever folds adds what goes
into the state; a log that has lost an event since, or has another, adds up to something else. It
tells of accidents, not of somebody who can write both.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

_BYTES = 16


def added(digest: int, raws: Iterable[bytes]) -> int:
    """The digest after further events have been folded.

    Parameters
    ----------
    digest
        Before; 0 where nothing has been folded.
    raws
        The bytes of each event, as they lie in the log.
    """
    hashes = (int.from_bytes(sha256(raw).digest()[:_BYTES]) for raw in raws)
    return sum(hashes, digest) % (1 << 8 * _BYTES)


def digest_words(digest: int) -> str:
    """As it is written: 32 hexadecimal digits."""
    return f"{digest:0{2 * _BYTES}x}"
