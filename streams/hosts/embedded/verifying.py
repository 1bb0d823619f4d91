"""Verifies a journal: whether its log is complete, and the state follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.records import DispositionChange, read_again
from streams.hosts.proof import Claim, differences, digest_with, digest_words, positions
from streams.log import Proof


def verify(reader: Reader) -> Proof:
    """Read a journal from its first record, and compare the host's records of its state with it.

    Raises
    ------
    InputError
        It cannot be read.
    """
    claims, balance, position = list(reader.claims()), reader.balance(), reader.position
    found = [*reader.faults(), *_missing_records(sum(balance.values()), position), *_other(reader)]
    found += differences(claims, _digests(reader, claims, position))
    return Proof(balance, len(claims), tuple(found))


def _missing_records(records: int, position: int) -> Iterator[str]:
    if records != position:
        yield f"the log: {position - records:,} of its {position:,} records are missing"


def _other(reader: Reader) -> Iterator[str]:
    """Folded records that this release cannot read."""
    for each in map(read_again, reader.folded()):
        if isinstance(each, DispositionChange):
            yield f"the log, at position {each.position:,}: {each.reason}"


def _digests(reader: Reader, claims: list[Claim], end: int) -> dict[int, str]:
    """Digests of the log up to the positions that are claimed."""
    left, digest, found = positions(claims), 0, dict[int, str]()
    for each in reader.folded():
        while left and left[0] < each.position:
            found[left.pop(0)] = digest_words(digest)
        digest = digest_with(digest, [each.raw])
    return found | {position: digest_words(digest) for position in left if position <= end}
