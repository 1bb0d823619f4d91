"""Start and end of a process: Ctrl-C, SIGTERM, and what to do with a loop that does not end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from threading import Event, Timer, current_thread, main_thread
from typing import Any, TypeVar

from aiokafka.errors import KafkaError

from streams.hosts.kafka.refusals import refusal
from streams.hosts.kafka.settings import Settings

ResultT = TypeVar("ResultT")

LOUD = ("aiokafka", "asyncio", "faust", "mode")
"""Loggers that print tracebacks of errors which are reported in words here."""

ENDING_SECONDS = 2.0


def run(settings: Settings, doing: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run something on a broker to its end.

    Raises
    ------
    InputError
        The broker refuses, or does not answer.
    KeyboardInterrupt
        Ctrl-C; the coroutine has been cancelled where it waited.
    """
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    task = loop.create_task(doing)
    interrupted = _cancel_on_interrupt(loop, task)
    try:
        return loop.run_until_complete(task)
    except KafkaError as error:
        raise refusal(error, settings) from None
    except asyncio.CancelledError:
        if interrupted.is_set():
            raise KeyboardInterrupt from None
        raise
    finally:
        _end_loop(loop)


def _cancel_on_interrupt(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> Event:
    """Let Ctrl-C cancel the task where it waits; a second Ctrl-C interrupts at once.

    The usual KeyboardInterrupt could strike while a client is half made.
    """
    interrupted = Event()

    def interrupt() -> None:
        interrupted.set()
        task.cancel()
        loop.remove_signal_handler(signal.SIGINT)

    if current_thread() is main_thread():
        loop.add_signal_handler(signal.SIGINT, interrupt)
    return interrupted


def _end_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Close a loop; tasks that ignore their cancellation end with the process.

    After a crash some of Faust's tasks go on, and ``asyncio.run`` would wait for them for ever.
    """
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left, timeout=ENDING_SECONDS))
    closing = loop.create_task(loop.shutdown_asyncgens())
    loop.run_until_complete(asyncio.wait([closing], timeout=ENDING_SECONDS))
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


LONGEST_SECONDS = 25.0
"""From the signal to the end; process managers often kill after 30 s."""


@contextmanager
def deadline(tell: Callable[[str], None]) -> Iterator[Timer]:
    """A timer that ends the process, if it is started and the block does not end in time.

    Nothing is lost: the log is complete, solvers die with their worker, and other workers take its
    partitions over.

    Parameters
    ----------
    tell
        Called with a message before the process is ended.
    """
    timer = Timer(LONGEST_SECONDS, _end_process, [tell])
    timer.daemon = True
    try:
        yield timer
    finally:
        timer.cancel()


def stop_event(deadline: Timer) -> asyncio.Event:
    """Set by the first SIGINT or SIGTERM, which starts the timer; a second SIGINT acts at once."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            deadline.start()
        loop.remove_signal_handler(signal.SIGINT)

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop)
    return stopped


def _end_process(tell: Callable[[str], None]) -> None:
    tell(f"did not end within {LONGEST_SECONDS:.0f} s and is stopped; nothing is lost")
    os._exit(1)
