"""Figures that follow from the state of a host, computed when they are scraped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from streams.hosts.kafka.host import KafkaHost
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.owned_partition import OwnedPartition

CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""Where Linux states the memory limit of a container."""

SAMPLE = 100
"""Ids that are measured; the ids of one deployment are of similar size."""

_OF_PARTITIONS: tuple[tuple[str, str, Callable[[OwnedPartition], int]], ...] = (
    ("position", "Offset after the last folded record.", lambda o: o.partition.position),
    ("claims", "Claims in the log.", lambda o: o.partition.ownership.claims),
    ("stale", "Records of fenced workers in the log.", lambda o: o.partition.ownership.stale),
    (
        "day_seconds",
        "Last day in the log, in seconds since 1970.",
        lambda o: seconds_of(o.partition.last_day),
    ),
    ("markers", "Offsets without a record.", lambda o: o.partition.markers),
    ("lost_records", "Records that the log has lost.", lambda o: o.lost),
    ("unfolded", "Events that this release cannot fold.", lambda o: o.partition.unfolded),
    ("inbox_records", "Records received and not folded yet.", lambda o: o.waits),
    ("serving", "1 if it has caught up with its log and may write.", lambda o: int(o.serving)),
    ("programmes", "Programmes.", lambda o: len(o.partition.memory.world.programmes)),
    ("pending_questions", "Programmes that wait to ask.", lambda o: len(o.partition.memory.due())),
    (
        "failing_programmes",
        "Programmes whose solver failed last.",
        lambda o: o.partition.memory.failing,
    ),
    ("ids", "Ids of events that are known.", lambda o: len(o.partition.memory.ids)),
    ("id_bytes", "Estimated memory of those ids.", lambda o: bytes_of(o.partition.memory.ids)),
)


@dataclass(frozen=True, eq=False)
class Gauges(Collector):
    """The figures of one worker and of the partitions that it owns."""

    host: KafkaHost
    lag: Lag

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures."""
        yield _family(
            "owned_partitions",
            "Partitions of this worker.",
            len(self.host.assignment.owned),
        )
        yield _family("partitions", "Partitions of the log.", self.host.assignment.partitions)
        words = "Problems with the settings and partitions of topics."
        yield _family("topic_problems", words, len(self.host.assignment.problems))
        words = "Records that intakes lost before they were copied."
        lost = sum(each.records for each in self.host.assignment.uncopied.values())
        yield _family("lost_intake_records", words, lost)
        yield _family("solvers", "Running solvers.", len(self.host.questions.solvers.handles))
        for name, words, value in _OF_PARTITIONS:
            found = GaugeMetricFamily(f"relocate_{name}", words, labels=["partition"])
            for number, owned in self.host.assignment.owned.items():
                found.add_metric([str(number)], value(owned))
            yield found
        yield self._records()
        yield self._waiting()
        yield self._unanswered()
        yield _family("memory_bytes", "Memory available to this worker.", memory_bytes())
        yield from self._of_the_broker()

    def _records(self) -> GaugeMetricFamily:
        words = "Records by what became of them, without claims and stale records."
        found = GaugeMetricFamily("relocate_records", words, labels=["partition", "standing"])
        for number, owned in self.host.assignment.owned.items():
            for disposition, count in owned.partition.balance().items():
                found.add_metric([str(number), disposition.value], count)
        return found

    def _waiting(self) -> GaugeMetricFamily:
        words = "Records of intakes still to be copied, by the last reply of the broker."
        found = GaugeMetricFamily("relocate_waiting_records", words, labels=["partition", "topic"])
        for number, owned in self.host.assignment.owned.items():
            for intake, count in owned.waiting_for.items():
                found.add_metric([str(number), intake.value], count)
        return found

    def _unanswered(self) -> GaugeMetricFamily:
        words = "The longest that a programme has waited for an answer."
        found = GaugeMetricFamily("relocate_unanswered_seconds", words, labels=["partition"])
        now = self.host.now()
        for number, owned in self.host.assignment.owned.items():
            longest = owned.partition.memory.longest_unanswered(now)
            found.add_metric([str(number)], longest.total_seconds())
        return found

    def _of_the_broker(self) -> Iterator[GaugeMetricFamily]:
        ends = GaugeMetricFamily(
            "relocate_end", "End of the log, by the last reply of the broker.", labels=["partition"]
        )
        behind = GaugeMetricFamily(
            "relocate_lag_records", "End minus position, by the last reply of the broker.",
            labels=["partition"],
        )  # fmt: skip
        for number, partition in self.lag.partitions.items():
            ends.add_metric([str(number)], partition.end)
            behind.add_metric([str(number)], max(0, partition.end - partition.position))
        yield ends
        yield behind


def seconds_of(day: date) -> int:
    """The midnight at which a day begins, in seconds since 1970; 0 for no day yet."""
    return max(0, (day - date(1970, 1, 1)).days) * 86_400


def bytes_of(ids: Mapping[str, int]) -> int:
    """The estimated memory of a table of ids and hashes, from a sample."""
    sample = list(islice(ids.items(), SAMPLE))
    sizes = [sys.getsizeof(name) + sys.getsizeof(content) for name, content in sample]
    each = sum(sizes) / len(sizes) if sizes else 0
    return round(sys.getsizeof(ids) + len(ids) * each)


def memory_bytes(container: Path = CONTAINER) -> int:
    """The memory of the machine, or of the container if its limit is lower."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    # Outside containers there is no such file; "max" in it means that there is no limit.
    with suppress(OSError, ValueError):
        return min(machine, int(container.read_text(encoding="ascii")))
    return machine


def _family(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"relocate_{name}", words, value=value)
