"""Long work: progress on the terminal, and Ctrl-C that is obeyed at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

from planner.cli.leaving import Code
from planner.cli.terminal import cells, columns, harmless

ResultT = TypeVar("ResultT")

_TICK_SECONDS = 0.5


@dataclass
class ProgressLine:
    """What people see while they wait, and how the work is asked to end."""

    task: str
    """What is being done, in a few words."""
    stop: Event | None = None
    """Set at the first Ctrl-C, where the work can end early with what it has."""
    news: str = ""
    """How far it has come."""


def run_with_progress(work: Callable[[], ResultT], progress: ProgressLine) -> ResultT:
    """Do work and return its result; on a terminal, show meanwhile how long it has taken.

    Ctrl-C asks work that can end early to do so; a second one, or the first where it cannot, ends
    the program.
    """
    # In a thread, since a solver in the main thread does not hear Ctrl-C before it is done.
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(work)
        try:
            try:
                _wait(future, progress)
            except KeyboardInterrupt:
                if progress.stop is None:
                    raise
                progress.stop.set()
                _wait(future, progress)
        except KeyboardInterrupt:
            # A solver cannot be stopped, and a normal exit would wait for it.
            os._exit(Code.INTERRUPTED)
        return future.result()


def _wait(future: Future[ResultT], progress: ProgressLine) -> None:
    started = time.monotonic()
    if not wait([future], _TICK_SECONDS).not_done:
        return
    with _status_line() as show:
        while wait([future], _TICK_SECONDS).not_done:
            so_far = f"{time.monotonic() - started:.0f} s{progress.news}"
            words = f"{progress.task}: {so_far}"
            # Nothing of a figure may be cut off, so the task makes way on a narrow terminal.
            show(words if cells(words) < columns() else so_far)


@contextmanager
def _status_line() -> Iterator[Callable[[str], None]]:
    """A line of standard error that is written over; nothing where that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(file=sys.stderr, color_system=None)
    with Live(
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as live:
        # The cursor stays visible, so that a killed program leaves the terminal as it was.
        console.show_cursor()
        yield lambda words: live.update(
            Text(harmless(words), no_wrap=True, overflow="crop"), refresh=True
        )
