"""Fixtures of a real Kafka: one broker for all tests, or clusters of a test's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from tests.kafka.cluster import Cluster, running
from tests.kafka.jars import NoKafkaError, jars

NewCluster = Callable[[int], Cluster]


def kafka_or_skip() -> None:
    """Skip where no Kafka can be had, saying why and what to do; fail where one is required."""
    try:
        jars()
    except NoKafkaError as error:
        if os.environ.get("REQUIRE_KAFKA") == "1":
            pytest.fail(str(error), pytrace=False)
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Addresses of a broker that all tests share: topics of a test begin with its ``prefix``.

    It is the one of ``KAFKA_BOOTSTRAP_SERVERS``, or one that is started here.
    """
    if given := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        yield given
        return
    kafka_or_skip()
    with running(tmp_path_factory.mktemp("kafka")) as cluster:
        yield cluster.servers


@pytest.fixture
def prefix() -> str:
    """How the topics of one test begin, so that tests can share a broker."""
    return f"test-{uuid4().hex[:8]}-"


@pytest.fixture
def new_cluster(tmp_path: Path) -> Iterator[NewCluster]:
    """Starts clusters of so many brokers that the test may pause, kill and restart."""
    kafka_or_skip()
    with ExitStack() as stack:

        def start(size: int) -> Cluster:
            return stack.enter_context(running(tmp_path / f"kafka-{uuid4().hex[:8]}", size))

        yield start
