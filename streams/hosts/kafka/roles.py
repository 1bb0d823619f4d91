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
    DECIDER = "decider"
    MENDER = "mender"
    """Of dead letters: looks at them and sends them again."""
    VERIFIER = "verifier"
    """Holds logs against what is shown."""


_READ = frozenset({Operation.READ})
_WRITE = frozenset({Operation.WRITE})
_SEE = frozenset({Operation.DESCRIBE})
_LOOK = frozenset({Operation.DESCRIBE_CONFIGS})


def rights_of(role: Role, settings: Settings) -> Rights:
    """The operations that a role needs on each topic."""
    if role is Role.WORKER:
        return {
            settings.events: _READ | _WRITE | _LOOK,
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
    if role is Role.VERIFIER:
        return {settings.events: _READ, settings.recommendations: _READ}
    if role is Role.WATCHER:
        return {settings.recommendations: _READ}
    if role is Role.DECIDER:
        return {settings.events: _WRITE, settings.recommendations: _READ}
    return {
        settings.events: _READ | _WRITE,
        settings.signals: _WRITE,
        settings.dead_letters: _READ | _WRITE,
    }
