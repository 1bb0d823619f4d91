"""The topics, as data: what they must be for the log to be the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from streams.hosts.kafka.settings import Settings
from streams.wire import LARGEST_BYTES

LARGEST_BATCH_BYTES = LARGEST_BYTES + 388_608
"""A record of the largest event, its key and headers: 8 MiB. Producers are given the same."""

DAY_MS = 86_400_000

# Nothing is ever taken out: what a worker knows is rebuilt from the first record on.
_KEPT = {
    "cleanup.policy": "delete",
    "retention.ms": "-1",
    "retention.bytes": "-1",
    "unclean.leader.election.enable": "false",
}
# The broker's clock, the same for everybody, says what was recorded in the future.
_DATED = {"message.timestamp.type": "LogAppendTime"}
_COMPACTED = {"cleanup.policy": "compact", "unclean.leader.election.enable": "false"}
_COMPACTED_OFTEN = {"segment.ms": str(DAY_MS), "min.cleanable.dirty.ratio": "0.1"}
_LARGE = {"max.message.bytes": LARGEST_BATCH_BYTES}


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and what it must be."""

    name: str
    required: Mapping[str, str]
    """Settings without which something is lost or said wrong."""
    at_least: Mapping[str, int] = field(default_factory=dict)
    """Settings that must be so large."""
    advised: Mapping[str, str] = field(default_factory=dict)
    """Settings that a new topic gets besides."""
    partitioned: bool = True
    """As ``log`` is; one partition if not."""

    @property
    def settings(self) -> dict[str, str]:
        """What a new one is created with."""
        least = {key: str(value) for key, value in self.at_least.items()}
        return {**self.advised, **least, **self.required}


def topics_of(settings: Settings) -> tuple[Topic, ...]:
    """The topics of a deployment: ``log`` first, whose partitions the others follow."""
    return (
        Topic(settings.log, _KEPT | _DATED, _LARGE),
        Topic(settings.events, _KEPT | _DATED, _LARGE),
        Topic(settings.decisions, _KEPT | _DATED, _LARGE),
        Topic(settings.signals, _KEPT | _DATED, _LARGE, partitioned=False),
        Topic(settings.recommendations, _COMPACTED, _LARGE, _COMPACTED_OFTEN),
        Topic(settings.dead_letters, _KEPT),
    )
