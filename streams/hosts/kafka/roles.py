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
    VERIFIER = "verifier"
    """Holds logs against what is shown."""


_READ = frozenset({Operation.READ})
_WRITE = frozenset({Operation.WRITE})
_SEE = frozenset({Operation.DESCRIBE})
_LOOK = frozenset({Operation.DESCRIBE_CONFIGS})


def rights_of(role: Role, settings: Settings) -> Rights:
    """The operations that a role needs on each topic."""
    log, recommendations, letters = settings.log, settings.recommendations, settings.dead_letters
    events, decisions, signals = settings.events, settings.decisions, settings.signals
    needed: dict[Role, Rights] = {
        Role.WORKER: {
            log: _READ | _WRITE | _LOOK,
            **dict.fromkeys((events, decisions, signals), _READ | _LOOK),
            **dict.fromkeys((recommendations, letters), _READ | _WRITE | _LOOK),
        },
        # The last, to see whether partitions have been added to the first.
        Role.PUBLISHER: {events: _WRITE, signals: _WRITE, recommendations: _SEE},
        Role.WATCHER: {recommendations: _READ},
        Role.NOTIFIER: {recommendations: _READ, letters: _READ},
        Role.DECIDER: {decisions: _WRITE, recommendations: _READ},
        Role.MENDER: {
            log: _READ,
            **dict.fromkeys((events, decisions, signals), _WRITE),
            letters: _READ | _WRITE,
        },
        Role.VERIFIER: {log: _READ, recommendations: _READ},
    }
    return needed[role]
