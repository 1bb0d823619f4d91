"""One worker on Kafka as a stage."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from streams.events import Event
from streams.hosts.standing import Standing
from streams.recommend import Snapshot
from tests.streams.hosts.behaviour.stage import until
from tests.streams.hosts.kafka.workers import Workers

READING_SECONDS = 1.0


class OnKafka:
    """A deployment with one worker."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    def start(self, stub: str = "answers") -> None:
        self._workers.start(stub)

    def kill(self) -> None:
        self._workers.kill()

    def stop(self) -> None:
        until(self._workers.at_rest)
        # A worker that has only just read the last record may not have counted it yet.
        time.sleep(READING_SECONDS)
        for process in list(self._workers.running):
            balances = self._workers.stop(process)
            assert balances == self._workers.balances()

    def tell(self, *told: Event | bytes) -> None:
        self._workers.tell(*told)

    def log(self) -> Sequence[Event]:
        return self._workers.log()

    def balance(self) -> Mapping[Standing, int]:
        return self._workers.balance()

    def snapshots(self) -> Mapping[str, Snapshot]:
        return self._workers.snapshots()
