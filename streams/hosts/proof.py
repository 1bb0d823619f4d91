"""State and log held against each other: what was folded by then, as each of them says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """What a host has said of its state."""

    whose: str
    """Of which programme, or which other part of what it keeps."""
    position: int
    """Up to where the log was in its state."""
    digest: str
    """Of what was in it; empty if it did not say."""


def positions(claims: Iterable[Claim]) -> list[int]:
    """Where the digest of a log is needed, in order."""
    return sorted({each.position for each in claims})


def differences(claims: Iterable[Claim], digests: Mapping[int, str]) -> Iterator[str]:
    """What hosts have said that does not follow from their log.

    Parameters
    ----------
    digests
        Of the log up to positions; none for one that it does not reach.
    """
    for each in claims:
        where = f"{each.whose}, at position {each.position:,}"
        if not each.digest:
            yield f"{where}: a release that told no digest wrote it; let a host of this one run"
        elif each.position not in digests:
            yield f"{where}: the log ends before it"
        elif digests[each.position] != each.digest:
            yield f"{where}: it was not made from what the log has"
