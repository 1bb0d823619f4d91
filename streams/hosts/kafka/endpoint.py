"""Health and metrics over HTTP, on loopback only: nobody is asked who they are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.aiohttp import make_aiohttp_handler

from models.errors import InputError, Problem

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def served(
    port: int, registry: CollectorRegistry, why_not: Callable[[], list[str]]
) -> AsyncIterator[str]:
    """Serve ``/metrics`` and ``/health`` until the end of the block.

    Parameters
    ----------
    port
        0 for any that is free.
    why_not
        Why the worker is not up; ``/health`` says so with status 503.

    Yields
    ------
    address
        Where it is served.

    Raises
    ------
    InputError
        The port is taken, or not for this user.
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
        step = "Choose a port from 1024 up that no other program listens on; 0 takes a free one."
        raise InputError(
            [Problem("cannot be listened on", "--metrics-port", found=str(port), next_step=step)]
        ) from None
