"""What people start ends by Ctrl-C where it waits, and nowhere else."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import Settings


def test_ctrl_c_is_heard_where_something_waits() -> None:
    """Between two lines it would leave a client half made; the next wait is cancelled instead."""
    said = []

    async def story() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        said.append("went on")
        try:
            await asyncio.sleep(60)
        finally:
            said.append("cleaned up")

    with pytest.raises(KeyboardInterrupt):
        run(Settings(("127.0.0.1:1",)), story())

    assert said == ["went on", "cleaned up"]
