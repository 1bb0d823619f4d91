"""A client that creates, changes and deletes topics for a test, closed on every way out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient


@asynccontextmanager
async def administrator(**options: Any) -> AsyncIterator[AIOKafkaAdminClient]:
    """A client with these options, at work."""
    found = AIOKafkaAdminClient(**options)
    try:
        await found.start()
        yield found
    finally:
        await found.close()
