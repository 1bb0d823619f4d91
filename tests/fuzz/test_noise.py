"""Noise reads as a scenario, or as problems in words; what noise once found stays found."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from models.errors import InputError
from tests.fuzz.targets import SEEDS, TARGETS, feed

ROOT = Path(__file__).parents[2]

FOUND = [
    # The low end is wrong for its row, not for its field: a rate of nothing.
    ("ranges", b"0.02 ( 0 to 0.0)"),
]
"""Targets, and what they once failed on."""


@pytest.mark.parametrize("parts", [3, pytest.param(8, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", TARGETS)
def test_what_noise_is_made_from_is_read(name: str, parts: int) -> None:
    """And what is left of it when it is cut anywhere."""
    for seed in SEEDS[name]:
        for end in range(0, len(seed) + 1, max(1, len(seed) // parts)):
            feed(TARGETS[name], seed[:end])


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_noise_once_found(name: str, data: bytes) -> None:
    """It is told in words."""
    with pytest.raises(InputError):
        TARGETS[name](data)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="there is no atheris for this machine")
@pytest.mark.parametrize("name", TARGETS)
def test_a_few_seconds_of_noise(name: str) -> None:
    """The short form of `make fuzz`."""
    command = [sys.executable, "-m", "tests.fuzz.run", "5", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert "number_of_executed_units" in done.stdout
