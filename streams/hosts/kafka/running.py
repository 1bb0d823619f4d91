"""What people start, run to its end: what a broker refuses is told in words."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine
from threading import Event, current_thread, main_thread
from typing import Any, TypeVar

from aiokafka.errors import KafkaError

from streams.hosts.kafka.refusals import refused
from streams.hosts.kafka.settings import Settings

Result = TypeVar("Result")

LOUD = ("aiokafka", "asyncio", "faust", "mode")
"""Loggers that tell by traceback what is told in words here."""

ENDING_SECONDS = 2.0


def run(settings: Settings, doing: Coroutine[Any, Any, Result]) -> Result:
    """Do something on a broker.

    Raises
    ------
    InputError
        The broker refuses, or does not answer.
    KeyboardInterrupt
        Ctrl-C; what was done has been cancelled where it waited.
    """
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    task = loop.create_task(doing)
    interrupted = _interrupting(loop, task)
    try:
        return loop.run_until_complete(task)
    except KafkaError as error:
        raise refused(error, settings) from None
    except asyncio.CancelledError:
        if interrupted.is_set():
            raise KeyboardInterrupt from None
        raise
    finally:
        _end(loop)


def _interrupting(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> Event:
    """Let Ctrl-C cancel what is done where it waits; a second one does not wait.

    Raised wherever the loop happens to be, it would meet clients half made.
    """
    interrupted = Event()

    def interrupt() -> None:
        interrupted.set()
        task.cancel()
        loop.remove_signal_handler(signal.SIGINT)

    if current_thread() is main_thread():
        loop.add_signal_handler(signal.SIGINT, interrupt)
    return interrupted


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """End what is left of a loop; what will not be cancelled goes with the process.

    After a crash some of Faust's tasks hold on, and ``asyncio.run`` would wait for them for ever.
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
