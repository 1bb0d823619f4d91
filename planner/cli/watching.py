"""Long work: how long it has been at it, and Ctrl-C that is obeyed at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from planner.cli.leaving import Code

Answer = TypeVar("Answer")

_TICK_SECONDS = 0.5


def watched(work: Callable[[], Answer], note: str) -> Answer:
    """Do work and return its answer; on a terminal, say meanwhile how long it has been at it.

    Parameters
    ----------
    work
        What to do.
    note
        What is being done, in a few words.
    """
    # In a thread, since a solver in the main thread does not hear Ctrl-C before it is done.
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(work)
        try:
            _wait(future, note)
        except KeyboardInterrupt:
            # A solver cannot be stopped, and a normal exit would wait for it.
            os._exit(Code.INTERRUPTED)
        return future.result()


def _wait(future: Future[Answer], note: str) -> None:
    on_terminal = sys.stderr.isatty()
    started = time.monotonic()
    shown = ""
    try:
        while wait([future], _TICK_SECONDS).not_done:
            if on_terminal:
                shown = f"{note}: {time.monotonic() - started:.0f} s"
                sys.stderr.write(f"\r{shown}")
                sys.stderr.flush()
    finally:
        if shown:
            sys.stderr.write(f"\r{' ' * len(shown)}\r")
            sys.stderr.flush()
