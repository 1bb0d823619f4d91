"""Waiting for a broker, but not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from aiokafka.errors import KafkaTimeoutError

Result = TypeVar("Result")


async def within(seconds: float, doing: Coroutine[Any, Any, Result]) -> Result:
    """Do something that takes so long at most; what does not end is left to the end of the loop.

    A client whose broker is away waits without end to deliver, and once more to give that up when
    it is cancelled or stopped.

    Raises
    ------
    aiokafka.errors.KafkaTimeoutError
        It takes longer.
    """
    task = asyncio.ensure_future(doing)
    try:
        done, _ = await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not done:
        task.cancel()
        raise KafkaTimeoutError
    return task.result()
