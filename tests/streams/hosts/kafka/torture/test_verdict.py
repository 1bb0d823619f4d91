"""The verdict on an ordeal: it lets pass what is whole, and sees what is lost, twice or made up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pytest

from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.records import Intake, LogRecord, Relayed
from streams.hosts.proof import digest_words
from streams.log import Disposition
from streams.recommend import Snapshot, snapshot
from tests.streams.hosts.kafka.torture.feed import Told, feed
from tests.streams.hosts.kafka.torture.verdict import Remains, judge
from tests.support.events import RECORDED

PARTITIONS = 4
APPENDED_MS = round(RECORDED.timestamp() * 1000) + 86_400_000


class Ending:
    """What is there after records were told and workers folded some of them."""

    def __init__(self, told: Sequence[Told], folded: Sequence[Told]) -> None:
        self.told = told
        self.partitions = [Partition(number, PARTITIONS) for number in range(PARTITIONS)]
        self.logs = {n: _log(folded, n) for n in range(PARTITIONS)}
        self.letters: set[tuple[int, int]] = set()
        self.shown: dict[str, Snapshot] = {}
        for each in self.partitions:
            _, letters = each.take(self.logs[each.number], RECORDED)
            self.letters |= {(letter.partition, letter.offset) for letter in letters}
            world = each.memory.world
            self.shown |= {name: snapshot(world, name, each.position) for name in world.programmes}

    @property
    def last_words(self) -> dict[str, dict[str, Any]]:
        return {
            "balances": {str(each.number): dict(each.balance()) for each in self.partitions},
            "hashes": {str(each.number): each.memory.world.hash for each in self.partitions},
            "digests": {
                str(each.number): digest_words(each.memory.digest) for each in self.partitions
            },
        }

    def judged(
        self,
        last_words: Mapping[str, Any] | None = None,
        shown: Mapping[str, Snapshot] | None = None,
        letters: Collection[tuple[int, int]] | None = None,
    ) -> Mapping[Disposition, int]:
        """The verdict, on what there is or on something else."""
        left = self.letters if letters is None else letters
        remains = Remains(self.logs, frozenset(left))
        return judge(self.told, remains, last_words or self.last_words, shown or self.shown)


def _log(told: Sequence[Told], number: int) -> list[LogRecord]:
    """A partition as it would be, intakes copied into it one after the other."""
    found: list[LogRecord] = []
    for each in told:
        if each.partition in {number, None}:
            intake = Intake.SIGNALS if each.partition is None else Intake.EVENTS
            start = sum(intake == one.relayed.intake for one in found if one.relayed)
            relayed = Relayed(intake, start, start + 1)
            found.append(LogRecord(len(found), each.raw, APPENDED_MS, relayed=relayed))
    return found


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return list(feed(2000, 1, PARTITIONS))


def test_what_is_whole_passes(told: list[Told]) -> None:
    """Each kind of record is among them, poison and what lies in a place not its own too."""
    balance = Ending(told, told).judged()
    assert min(balance.values()) > 0
    assert balance[Disposition.DEAD] + balance[Disposition.PARKED] == pytest.approx(200, rel=0.2)


@pytest.mark.parametrize("disposition", list(Disposition))
def test_a_record_that_is_lost_is_seen(told: list[Told], disposition: Disposition) -> None:
    lost = next(n for n in range(1000, 2000) if told[n].disposition is disposition)
    with pytest.raises(AssertionError):
        Ending(told, [*told[:lost], *told[lost + 1 :]]).judged()


def test_a_worker_that_says_something_else_is_seen(told: list[Told]) -> None:
    """Another state, or a balance that does not add up."""
    ending = Ending(told, told)
    other = ending.last_words
    other["hashes"]["2"] = other["hashes"]["1"]
    with pytest.raises(AssertionError, match="the fold of the log"):
        ending.judged(last_words=other)
    forged = ending.last_words
    forged["digests"]["2"] = forged["digests"]["1"]
    with pytest.raises(AssertionError, match="what was folded is what was told"):
        ending.judged(last_words=forged)
    short = ending.last_words
    short["balances"]["2"][Disposition.REPEATED] -= 1
    with pytest.raises(AssertionError, match="the balance holds"):
        ending.judged(last_words=short)


def test_letters_and_snapshots_that_are_missing_or_other_are_seen(told: list[Told]) -> None:
    ending = Ending(told, told)
    with pytest.raises(AssertionError):
        ending.judged(letters=list(ending.letters)[1:])
    shown = dict(ending.shown)
    shown["a"] = shown["a"].model_copy(update={"revision": "made up"})
    with pytest.raises(AssertionError, match="the fold of the answers"):
        ending.judged(shown=shown)
