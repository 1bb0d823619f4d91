"""The topics as data: how each must be configured, and the rights that each role needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.choices import BrokerRole
from streams.hosts.kafka.cluster import Operation
from streams.hosts.kafka.settings import Settings
from streams.wire import LARGEST_BYTES

LARGEST_BATCH_BYTES = LARGEST_BYTES + 388_608
"""Room for the largest event with key and headers: 8 MiB. Producers have the same limit."""

DAY_MS = 86_400_000

# Nothing is ever deleted: the state of a worker is rebuilt from the first record on.
_KEPT = {
    "cleanup.policy": "delete",
    "retention.ms": "-1",
    "retention.bytes": "-1",
    "unclean.leader.election.enable": "false",
}
# Dated by the broker's clock, so that all readers agree which events are dated in the future.
_DATED = {"message.timestamp.type": "LogAppendTime"}
_COMPACTED = {"cleanup.policy": "compact", "unclean.leader.election.enable": "false"}
_COMPACTED_OFTEN = {"segment.ms": str(DAY_MS), "min.cleanable.dirty.ratio": "0.1"}
_LARGE = {"max.message.bytes": LARGEST_BATCH_BYTES}


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """How a topic must be configured."""

    name: str
    required: Mapping[str, str]
    """Settings without which records would be lost or dated wrongly."""
    at_least: Mapping[str, int] = field(default_factory=dict)
    """Settings with a least value."""
    advised: Mapping[str, str] = field(default_factory=dict)
    """Further settings of a new topic, which are not checked later."""
    partitioned: bool = True
    """Whether it has as many partitions as the log; else it has one."""

    @property
    def settings(self) -> dict[str, str]:
        """The settings that a new topic is created with."""
        least = {key: str(value) for key, value in self.at_least.items()}
        return {**self.advised, **least, **self.required}


def topic_specs(settings: Settings) -> tuple[TopicSpec, ...]:
    """The topics of a deployment; the log comes first, and the others have its partitions."""
    return (
        TopicSpec(settings.log, _KEPT | _DATED, _LARGE),
        TopicSpec(settings.events, _KEPT | _DATED, _LARGE),
        TopicSpec(settings.decisions, _KEPT | _DATED, _LARGE),
        TopicSpec(settings.signals, _KEPT | _DATED, _LARGE, partitioned=False),
        TopicSpec(settings.recommendations, _COMPACTED, _LARGE, _COMPACTED_OFTEN),
        TopicSpec(settings.dead_letters, _KEPT),
    )


Rights = Mapping[str, frozenset[Operation]]
"""Operations by topic."""


_READ = frozenset({Operation.READ})
_WRITE = frozenset({Operation.WRITE})
_SEE = frozenset({Operation.DESCRIBE})
_LOOK = frozenset({Operation.DESCRIBE_CONFIGS})


def rights_of(role: BrokerRole, settings: Settings) -> Rights:
    """The least rights that a role needs on each topic, as docs/operations.md lists them."""
    log, recommendations, letters = settings.log, settings.recommendations, settings.dead_letters
    events, decisions, signals = settings.events, settings.decisions, settings.signals
    needed: dict[BrokerRole, Rights] = {
        BrokerRole.WORKER: {
            log: _READ | _WRITE | _LOOK,
            **dict.fromkeys((events, decisions, signals), _READ | _LOOK),
            **dict.fromkeys((recommendations, letters), _READ | _WRITE | _LOOK),
        },
        # Recommendations show whether partitions have been added to the events.
        BrokerRole.PUBLISHER: {events: _WRITE, signals: _WRITE, recommendations: _SEE},
        BrokerRole.WATCHER: {recommendations: _READ},
        BrokerRole.NOTIFIER: {recommendations: _READ, letters: _READ},
        BrokerRole.DECIDER: {decisions: _WRITE, recommendations: _READ},
        BrokerRole.DEAD_LETTER_OPERATOR: {
            log: _READ,
            **dict.fromkeys((events, decisions, signals), _WRITE),
            letters: _READ | _WRITE,
        },
        BrokerRole.VERIFIER: {log: _READ, recommendations: _READ},
    }
    return needed[role]
