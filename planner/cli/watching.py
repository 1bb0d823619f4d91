"""Long work: how long it has been at it, and Ctrl-C that is obeyed at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

from planner.cli.leaving import Code

Answer = TypeVar("Answer")

_TICK_SECONDS = 0.5


@dataclass
class Watching:
    """What is said meanwhile, and how the work is asked to end."""

    note: str
    """What is being done, in a few words."""
    stop: Event | None = None
    """Set at the first Ctrl-C, where the work can end early with what it has."""
    news: str = ""
    """How far it has come."""


def watched(work: Callable[[], Answer], watching: Watching) -> Answer:
    """Do work and return its answer; on a terminal, say meanwhile how long it has been at it.

    Ctrl-C asks work that can end early to do so; a second one, or the first where it cannot, ends
    the program.
    """
    # In a thread, since a solver in the main thread does not hear Ctrl-C before it is done.
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(work)
        try:
            try:
                _wait(future, watching)
            except KeyboardInterrupt:
                if watching.stop is None:
                    raise
                watching.stop.set()
                _wait(future, watching)
        except KeyboardInterrupt:
            # A solver cannot be stopped, and a normal exit would wait for it.
            os._exit(Code.INTERRUPTED)
        return future.result()


def _wait(future: Future[Answer], watching: Watching) -> None:
    on_terminal = sys.stderr.isatty()
    started = time.monotonic()
    widest = 0
    try:
        while wait([future], _TICK_SECONDS).not_done:
            if on_terminal:
                shown = f"{watching.note}: {time.monotonic() - started:.0f} s{watching.news}"
                widest = max(widest, len(shown))
                sys.stderr.write(f"\r{shown:<{widest}}")
                sys.stderr.flush()
    finally:
        if widest:
            sys.stderr.write(f"\r{' ' * widest}\r")
            sys.stderr.flush()
