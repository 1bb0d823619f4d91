"""The same stories on the embedded host and on Kafka."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.hosts.kafka.settings import Settings
from tests.streams.hosts.behaviour.embedded import Embedded
from tests.streams.hosts.behaviour.kafka import OnKafka
from tests.streams.hosts.kafka.workers import Workers
from tests.support.stage import Stage, whole
from tests.support.waiting import until

HOSTS = ["embedded", pytest.param("kafka", marks=[pytest.mark.kafka, pytest.mark.slow])]


@pytest.fixture(params=HOSTS)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """A host that is not started yet.

    Whatever the story, at its end what is open is the fold of the log, and the host's own balance
    is that of the log.
    """
    if request.param == "embedded":
        found: Stage = Embedded(tmp_path)
    else:
        servers, prefix = request.getfixturevalue("kafka"), request.getfixturevalue("prefix")
        workers = Workers(Settings(tuple(servers.split(",")), prefix))
        workers.create(partitions=4)
        found = OnKafka(workers)
    try:
        yield found
        until(lambda: whole(found))
        found.stop()
        assert whole(found)
    finally:
        found.kill()
