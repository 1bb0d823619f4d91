"""What ``make demo-kafka`` plays."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.kafka.fixtures import kafka_or_skip
from tests.kafka.jars import ROOT

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


def test_it_ends_as_it_should() -> None:
    """Both workers have a share, the one that is left has all, and nothing is dead or twice."""
    kafka_or_skip()
    command = [sys.executable, "-m", "tests.kafka.demo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    both, planned, one = (part.split("\n\n")[0] for part in done.stdout.split("first move\n")[1:])
    assert [{line.split()[2] for line in part.splitlines()} for part in (both, planned, one)] == [
        {"A", "B"}, {"A", "B"}, {"B"},
    ]  # fmt: skip
    assert " 0 dead, 0 parked" in done.stdout
