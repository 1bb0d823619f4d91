"""Watches over a worker: its figures, and why it is not up."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from time import monotonic

from streams.hosts.kafka.endpoint import served
from streams.hosts.kafka.gauges import Gauges
from streams.hosts.kafka.health import Condition, reasons
from streams.hosts.kafka.host import Host
from streams.hosts.kafka.lag import Lag


def monitored(host: Host, lag: Lag, port: int) -> AbstractAsyncContextManager[str]:
    """Serve health and metrics of a host on a port of loopback, and say at which address.

    Raises
    ------
    InputError
        The port cannot be listened on.
    """
    registry = host.outbox.metrics.registry
    registry.register(Gauges(host, lag))
    return served(port, registry, lambda: list(reasons(_condition(host), lag, monotonic())))


def _condition(host: Host) -> Condition:
    owned = host.share.owned.items()
    return Condition(
        joined=host.share.generation > 0,
        behind={n: each.partition.position for n, each in owned if each.is_behind},
        lost={n: each.lost for n, each in owned if each.lost},
        refused={n for n, each in owned if each.refused},
        problems=[*host.share.problems, *host.share.uncopied],
        agent_restarts=host.outbox.metrics.agent_restarts,
    )
