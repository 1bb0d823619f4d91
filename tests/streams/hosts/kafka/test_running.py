"""A command or a worker run to its end: Ctrl-C, SIGTERM, and loops that do not end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys

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


STORY = """
import asyncio, sys, time
from streams.hosts.kafka import running

running.LONGEST_SECONDS = 0.2

async def story():
    with running.deadline(lambda words: print(words, file=sys.stderr)) as last:
        stopped = running.stop_event(last)
        print("ready", flush=True)
        await stopped.wait()
        time.sleep({hangs})
    time.sleep({after})

asyncio.run(story())
"""


@pytest.mark.parametrize(
    ("hangs", "after", "code", "words"),
    [(60, 0, 1, "did not end within 0 s and is stopped; nothing is lost"), (0, 0.4, 0, "")],
)
def test_what_hangs_is_ended_and_what_ends_is_left_alone(
    hangs: float, after: float, code: int, words: str
) -> None:
    """Even a loop that has no turn to give."""
    command = [sys.executable, "-c", STORY.format(hangs=hangs, after=after)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)

    assert process.returncode == code
    assert said.strip() == words
