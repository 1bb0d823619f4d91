"""Who owns a partition, as its log says: whoever claimed it last.

A worker that takes a partition over writes a claim into its log, and reads on to it before it
writes anything else. What a worker before it writes after the claim, since it was cut off and does
not know, is stale: it counts for nothing, for whoever reads the log, whenever it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from streams.hosts.kafka.records import Record


@dataclass(frozen=True, slots=True)
class Ownership:
    """Of a log up to a place."""

    owner: str = ""
    """Who claimed it last; empty if nobody has."""
    before: frozenset[str] = frozenset()
    """Who had claimed it before."""
    claims: int = 0
    """Records that are claims."""
    stale: int = 0
    """Records of owners that had been shut out."""

    def after(self, records: Iterable[Record]) -> tuple[Ownership, list[Record]]:
        """The ownership after further records, and those that say something.

        What a stranger wrote says nothing of where it comes from: its mark is taken off.
        """
        owner, before, claims, stale = self.owner, set(self.before), self.claims, self.stale
        found: list[Record] = []
        for record in records:
            if record.claims:
                before |= {owner} - {""}
                owner, claims = record.owner, claims + 1
            elif record.owner == owner:
                found.append(record)
            elif record.owner in before:
                stale += 1
            else:
                found.append(replace(record, by_host=False, relayed=None))
        return Ownership(owner, frozenset(before) - {owner}, claims, stale), found
