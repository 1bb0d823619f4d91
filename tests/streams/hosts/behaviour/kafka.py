"""One worker on Kafka as a stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from streams.events import Event
from streams.hosts.kafka.door import BrokerLog
from streams.log import Disposition
from streams.recommend import Snapshot
from tests.kafka.cluster import free_port
from tests.streams.hosts.kafka.workers import Workers
from tests.support.stage import whole
from tests.support.waiting import until


class OnKafka:
    """A deployment with one worker."""

    def __init__(self, workers: Workers) -> None:
        self._workers, self._port = workers, free_port()
        self.door = BrokerLog(workers.settings)

    def start(self, stub: str = "answers") -> None:
        self._port = free_port()
        self._workers.start(stub, "--metrics-port", str(self._port))

    def kill(self) -> None:
        self._workers.kill()

    def stop(self) -> None:
        until(self._is_done)
        for process in list(self._workers.running):
            balances = self._workers.stop(process)
            assert balances == self._workers.balances()

    def _is_done(self) -> bool:
        """Whether all is answered and shown, and the worker, if one is at work, has counted it."""
        workers = self._workers
        known = workers.all_known(self._port) if workers.running else workers.at_rest()
        return known and whole(self)

    def tell(self, *told: Event | bytes) -> None:
        self._workers.tell(*told)

    def log(self) -> Sequence[Event]:
        return self._workers.log()

    def balance(self) -> Mapping[Disposition, int]:
        return self._workers.balance()

    def snapshots(self) -> Mapping[str, Snapshot]:
        return self._workers.snapshots()
