"""Deployments on a real broker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from streams.hosts.kafka.settings import Settings
from tests.streams.hosts.kafka.workers import Workers


@pytest.fixture
def workers(kafka: str, prefix: str) -> Iterator[Workers]:
    """A deployment of four partitions on the shared broker."""
    found = Workers(Settings(tuple(kafka.split(",")), prefix))
    found.create(4)
    yield found
    found.kill()
