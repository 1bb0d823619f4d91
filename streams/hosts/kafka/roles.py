"""Who may do what: the least that each role needs, as docs/operations.md grants it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from streams.hosts.kafka.cluster import Operation
from streams.hosts.kafka.settings import Settings

Rights = Mapping[str, frozenset[Operation]]
"""By topic."""


class Role(StrEnum):
    """What a user of the broker is for."""

    WORKER = "worker"
    PUBLISHER = "publisher"
    WATCHER = "watcher"
    NOTIFIER = "notifier"
    """A watcher that tells others, of dead letters as well."""
    DECIDER = "decider"
    MENDER = "mender"
    """Of dead letters: looks at them and sends them again."""


_READ = frozenset({Operation.READ})
_WRITE = frozenset({Operation.WRITE})
_SEE = frozenset({Operation.DESCRIBE})
_LOOK = frozenset({Operation.DESCRIBE_CONFIGS})


def rights_of(role: Role, settings: Settings) -> Rights:
    """The operations that a role needs on each topic."""
    if role is Role.WORKER:
        return {
            settings.log: _READ | _WRITE | _LOOK,
            settings.events: _READ | _LOOK,
            settings.decisions: _READ | _LOOK,
            settings.signals: _READ | _LOOK,
            settings.recommendations: _READ | _WRITE | _LOOK,
            settings.dead_letters: _READ | _WRITE | _LOOK,
        }
    if role is Role.PUBLISHER:
        # The last, to see whether partitions have been added to the first.
        return {
            settings.events: _WRITE,
            settings.signals: _WRITE,
            settings.recommendations: _SEE,
        }
    if role is Role.WATCHER:
        return {settings.recommendations: _READ}
    if role is Role.NOTIFIER:
        return {settings.recommendations: _READ, settings.dead_letters: _READ}
    if role is Role.DECIDER:
        return {settings.decisions: _WRITE, settings.recommendations: _READ}
    return {
        settings.log: _READ,
        settings.events: _WRITE,
        settings.decisions: _WRITE,
        settings.signals: _WRITE,
        settings.dead_letters: _READ | _WRITE,
    }
