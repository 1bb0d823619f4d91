"""Where no Kafka can be had, tests say so: they skip, or fail where one is required."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "code", "word"), [({}, 0, "SKIPPED"), ({"REQUIRE_KAFKA": "1"}, 1, "ERROR")]
)
def test_without_java_the_reason_and_the_remedy_are_told(
    environment: dict[str, str], code: int, word: str
) -> None:
    """In a run of its own on a machine without Java."""
    kept = {k: v for k, v in os.environ.items() if "KAFKA" not in k}
    test = "tests/kafka/test_broker.py::test_what_is_sent_is_read"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        env={**kept, "COLUMNS": "400", "PATH": "/nowhere", **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == code
    assert word in done.stdout
    assert "there is no java" in done.stdout
    assert "apt-get install" in done.stdout
