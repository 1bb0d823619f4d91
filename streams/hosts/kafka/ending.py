"""The end of a worker: it is told by a signal, and comes within seconds, whatever hangs."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

LONGEST_SECONDS = 25.0
"""Between the signal and the end; those who send it often kill after 30."""


@contextmanager
def deadline(told: Callable[[str], None]) -> Iterator[Timer]:
    """A timer that ends the process, unless it is not started or the block has ended by then.

    The log has all that counts, solvers die with their worker, others take its partitions over.

    Parameters
    ----------
    told
        Told in words that it has come to that.
    """
    timer = Timer(LONGEST_SECONDS, _end, [told])
    timer.daemon = True
    try:
        yield timer
    finally:
        timer.cancel()


def stopping(deadline: Timer) -> asyncio.Event:
    """Set by the first SIGINT or SIGTERM, which starts the timer; a second SIGINT does not wait."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            deadline.start()
        loop.remove_signal_handler(signal.SIGINT)

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop)
    return stopped


def _end(told: Callable[[str], None]) -> None:
    told(f"did not end within {LONGEST_SECONDS:.0f} s: it is ended, and nothing is lost")
    os._exit(1)
