"""Faust's consumer, in a thread that does not keep a worker alive that wants to end."""

from __future__ import annotations

from asyncio import CancelledError
from contextlib import suppress
from typing import Any

from faust.transport.drivers import aiokafka
from mode.threads import WorkerThread


class _Thread(WorkerThread):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.daemon = True

    def run(self) -> None:
        """Do the work; a client that ends while its broker is away cancels itself on the way."""
        with suppress(CancelledError):
            super().run()


class _ConsumerThread(aiokafka.AIOKafkaConsumerThread):
    Worker = _Thread


class Consumer(aiokafka.Consumer):
    """The same as Faust's, but for its thread."""

    def _new_consumer_thread(self) -> aiokafka.AIOKafkaConsumerThread:
        return _ConsumerThread(self, loop=self.loop, beacon=self.beacon)
