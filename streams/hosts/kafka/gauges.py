"""What a host knows, as figures at the time that somebody asks for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from streams.hosts.kafka.host import Host
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.owned import Owned
from streams.hosts.room import memory_bytes

SAMPLE = 100
"""Ids whose size is looked at; those of one deployment are much alike."""

_OF_PARTITIONS: tuple[tuple[str, str, Callable[[Owned], int]], ...] = (
    ("position", "Offset after the last record that is folded.", lambda o: o.partition.position),
    ("claims", "Times that its log has been claimed.", lambda o: o.partition.ownership.claims),
    ("stale", "Records of workers that had been shut out.", lambda o: o.partition.ownership.stale),
    (
        "day_seconds",
        "Last day that is in its log, since 1970.",
        lambda o: seconds_of(o.partition.passed),
    ),
    ("markers", "Offsets without a record.", lambda o: o.partition.markers),
    ("lost_records", "Records that its log has lost.", lambda o: o.lost),
    ("unfolded", "Events that this release cannot fold.", lambda o: o.partition.unfolded),
    ("inbox_records", "Records that have come and are not folded.", lambda o: o.waits),
    ("serving", "1 if it has caught up with its log and writes.", lambda o: int(o.serving)),
    ("programmes", "Programmes.", lambda o: len(o.partition.memory.world.programmes)),
    ("pending_questions", "Programmes that want to ask.", lambda o: len(o.partition.memory.due())),
    (
        "failing_programmes",
        "Programmes whose solver failed last.",
        lambda o: o.partition.memory.failing,
    ),
    ("ids", "Ids of events that are remembered.", lambda o: len(o.partition.memory.ids)),
    ("id_bytes", "Memory that they take, estimated.", lambda o: bytes_of(o.partition.memory.ids)),
)


@dataclass(frozen=True, eq=False)
class Gauges(Collector):
    """Partitions that are owned; those of others have no figures here."""

    host: Host
    lag: Lag

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures as they are now."""
        yield _family(
            "owned_partitions", "Partitions that are this worker's.", len(self.host.share.owned)
        )
        yield _family("partitions", "Partitions that there are.", self.host.share.partitions)
        words = "What is wrong with the topics, settings and partitions."
        yield _family("topic_problems", words, len(self.host.share.problems))
        words = "Records that intakes have lost before they were copied."
        lost = sum(each.records for each in self.host.share.uncopied.values())
        yield _family("lost_intake_records", words, lost)
        yield _family("solvers", "Solvers at work.", len(self.host.questions.children.handles))
        for name, words, value in _OF_PARTITIONS:
            found = GaugeMetricFamily(f"relocate_{name}", words, labels=["partition"])
            for number, owned in self.host.share.owned.items():
                found.add_metric([str(number)], value(owned))
            yield found
        yield self._records()
        yield self._waiting()
        yield self._unanswered()
        yield _family("memory_bytes", "Memory that there is for this worker.", memory_bytes())
        yield from self._of_the_broker()

    def _records(self) -> GaugeMetricFamily:
        words = "Records by what became of them, without claims and what is stale."
        found = GaugeMetricFamily("relocate_records", words, labels=["partition", "standing"])
        for number, owned in self.host.share.owned.items():
            for standing, count in owned.partition.balance().items():
                found.add_metric([str(number), standing.value], count)
        return found

    def _waiting(self) -> GaugeMetricFamily:
        words = "Records of intakes that are to be copied, when the broker said so last."
        found = GaugeMetricFamily("relocate_waiting_records", words, labels=["partition", "topic"])
        for number, owned in self.host.share.owned.items():
            for intake, count in owned.waiting_for.items():
                found.add_metric([str(number), intake.value], count)
        return found

    def _unanswered(self) -> GaugeMetricFamily:
        words = "How long the programme has waited that has had no answer for the longest."
        found = GaugeMetricFamily("relocate_unanswered_seconds", words, labels=["partition"])
        now = self.host.now()
        for number, owned in self.host.share.owned.items():
            longest = owned.partition.memory.longest_unanswered(now)
            found.add_metric([str(number)], longest.total_seconds())
        return found

    def _of_the_broker(self) -> Iterator[GaugeMetricFamily]:
        ends = GaugeMetricFamily(
            "relocate_end", "Where the log ends, as the broker says.", labels=["partition"]
        )
        behind = GaugeMetricFamily(
            "relocate_lag_records", "End less position, when the broker answered last.",
            labels=["partition"],
        )  # fmt: skip
        for number, stretch in self.lag.stretches.items():
            ends.add_metric([str(number)], stretch.end)
            behind.add_metric([str(number)], max(0, stretch.end - stretch.position))
        yield ends
        yield behind


def seconds_of(day: date) -> int:
    """The midnight with which a day begins, in seconds since 1970; 0 if there has been none."""
    return max(0, (day - date(1970, 1, 1)).days) * 86_400


def bytes_of(ids: Mapping[str, int]) -> int:
    """What a table of ids and hashes takes, going by some of them."""
    sample = list(islice(ids.items(), SAMPLE))
    sizes = [sys.getsizeof(name) + sys.getsizeof(content) for name, content in sample]
    each = sum(sizes) / len(sizes) if sizes else 0
    return round(sys.getsizeof(ids) + len(ids) * each)


def _family(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"relocate_{name}", words, value=value)
