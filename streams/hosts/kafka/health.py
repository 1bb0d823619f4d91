"""Whether a worker is up, and if not, why; served with its metrics over HTTP on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.aiohttp import make_aiohttp_handler

from models.errors import InputError, Problem
from streams.hosts.kafka.gauges import Gauges
from streams.hosts.kafka.host import KafkaHost
from streams.hosts.kafka.lag import Lag

SILENCE_SECONDS = 15.0
"""Without a reply, after which the broker counts as away."""

STANDSTILL_SECONDS = 30.0
"""Within which a partition that is behind must move."""


@dataclass(frozen=True, slots=True)
class WorkerCondition:
    """The condition of a worker, as far as it knows."""

    joined: bool
    """Whether the group has assigned partitions to it, even if none."""
    behind: Mapping[int, int]
    """Positions of partitions that are catching up with their logs."""
    lost: Mapping[int, int] = field(default_factory=dict)
    """Number of records that logs have lost, by partition."""
    refused: Set[int] = frozenset()
    """Partitions that are not served because of lost records."""
    problems: Sequence[str] = ()
    """What is wrong with the topics."""
    agent_restarts: int = 0


def reasons(condition: WorkerCondition, lag: Lag, now: float) -> Iterator[str]:
    """Reasons why a worker is not up; none if it is.

    Parameters
    ----------
    now
        By the monotonic clock, as in the lag.
    """
    if not condition.joined:
        yield "no partitions have been assigned yet"
    silent = lag.silent_seconds(now)
    if silent > SILENCE_SECONDS:
        yield f"the broker has not answered for {silent:.0f} s"
    elif lag.answered_at is None:
        yield "the broker has not answered yet"
    for number, position in sorted(condition.behind.items()):
        yield f"partition {number} is catching up with its log, at {position:,}"
    for number, records in sorted(condition.lost.items()):
        served = "; it is not served" if number in condition.refused else ""
        yield f"the log of partition {number} has lost records: {records:,}{served}"
    yield from condition.problems
    for number, partition in sorted(lag.partitions.items()):
        still, behind = now - partition.moved_at, partition.end - partition.position
        if behind and still > STANDSTILL_SECONDS:
            yield f"partition {number} has not moved for {still:.0f} s, {behind:,} records behind"
    if condition.agent_restarts:
        times = condition.agent_restarts
        yield f"the agent has restarted {times} times: restart the worker, and report this"


LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serve_health(
    port: int, registry: CollectorRegistry, why_not: Callable[[], list[str]]
) -> AsyncIterator[str]:
    """Serve ``/metrics`` and ``/health`` until the end of the block.

    Parameters
    ----------
    port
        0 for any free port.
    why_not
        Called for the reasons why the worker is not up; ``/health`` gives them with status 503.

    Yields
    ------
    address
        The address that it is served at.

    Raises
    ------
    InputError
        The port is in use, or not allowed to this user.
    """

    async def health(_: web.Request) -> web.Response:
        found = why_not()
        body = {"up": not found, "why_not": found}
        return web.json_response(body, status=503 if found else 200)

    app = web.Application()
    app.router.add_get("/health", health)
    app.router.add_get("/metrics", make_aiohttp_handler(registry))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await _listen(web.TCPSite(runner, LOOPBACK, port), port)
        yield f"http://{LOOPBACK}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _listen(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError:
        step = "Choose a port from 1024 up that no other program uses, or 0 for any free port."
        raise InputError(
            [Problem("cannot be used", field="metrics_port", found=str(port), next_step=step)]
        ) from None


def monitor(host: KafkaHost, lag: Lag, port: int) -> AbstractAsyncContextManager[str]:
    """Serve health and metrics of a host on a port of loopback; the value is the address.

    Raises
    ------
    InputError
        The port cannot be used.
    """
    registry = host.outbox.metrics.registry
    registry.register(Gauges(host, lag))
    return serve_health(port, registry, lambda: list(reasons(_condition(host), lag, monotonic())))


def _condition(host: KafkaHost) -> WorkerCondition:
    owned = host.assignment.owned.items()
    return WorkerCondition(
        joined=host.assignment.generation > 0,
        behind={n: each.partition.position for n, each in owned if each.is_behind},
        lost={n: each.lost for n, each in owned if each.lost},
        refused={n for n, each in owned if each.refused},
        problems=[*host.assignment.problems, *host.assignment.uncopied],
        agent_restarts=host.outbox.metrics.agent_restarts,
    )
