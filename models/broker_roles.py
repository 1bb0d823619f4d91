"""Roles of a broker's users. Without Kafka, so that ``relocate --help`` is instant."""

from __future__ import annotations

from enum import StrEnum


class BrokerRole(StrEnum):
    """What a user of the broker does; access lists grant rights by role."""

    WORKER = "worker"
    PUBLISHER = "publisher"
    WATCHER = "watcher"
    NOTIFIER = "notifier"
    """Watches recommendations and dead letters, and notifies people."""
    DECIDER = "decider"
    MENDER = "mender"
    """Looks at dead letters, and sends them again."""
    VERIFIER = "verifier"
    """Compares logs with what is published."""
