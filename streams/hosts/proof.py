"""The state of a host compared with its log, by a digest of all that was folded by then.

The digest is the sum of the hashes of the bytes of each event, id and content, whatever their
order. Whoever folds adds what goes into the state; a log that has lost an event since, or has
another, adds up to something else. It finds accidents, not somebody who can write both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Claim:
    """What a host has recorded of its state."""

    whose: str
    """The programme, or the other part of the host's state."""
    position: int
    """Position of the log up to which its state had been folded."""
    digest: str
    """Digest of that state; empty if none was recorded."""


def positions(claims: Iterable[Claim]) -> list[int]:
    """Where the digest of a log is needed, in order."""
    return sorted({each.position for each in claims})


def differences(claims: Iterable[Claim], digests: Mapping[int, str]) -> Iterator[str]:
    """Records of hosts that do not agree with their log.

    Parameters
    ----------
    digests
        Of the log up to positions; none for one that it does not reach.
    """
    for each in claims:
        where = f"{each.whose}, at position {each.position:,}"
        if not each.digest:
            yield f"{where}: written by a release without digests; let a host of this one run"
        elif each.position not in digests:
            yield f"{where}: the log ends before it"
        elif digests[each.position] != each.digest:
            yield f"{where}: it was not made from what the log has"


_BYTES = 16


def digest_with(digest: int, raws: Iterable[bytes]) -> int:
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
