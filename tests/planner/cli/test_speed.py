"""How long people wait for what should be instant."""

from __future__ import annotations

import resource
import statistics
from pathlib import Path

import pytest

from tests.planner.cli.running import relocate

pytestmark = pytest.mark.slow


def median_seconds(folder: Path, *words: str) -> float:
    """Median of seven runs, in processor time.

    None of these waits for anything, so that on an idle machine this is the time on the clock; and
    it is the same on a machine that others use as well.
    """
    return statistics.median(processor_seconds(folder, *words) for _ in range(7))


def processor_seconds(folder: Path, *words: str) -> float:
    """Processor time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert relocate(folder, *words).code == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize("words", [("--help",), ("plan", "--help"), ("--version",)])
def test_help_is_instant(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Under 0.4 seconds: a command loads what it needs when it runs."""
    assert median_seconds(tmp_path, *words) < 0.4


def test_a_check_takes_two_seconds_or_so(tmp_path: Path) -> None:
    """The worked example, read, checked, and both baselines solved for and judged: without them it
    was one second.
    """
    assert median_seconds(tmp_path, "check", "shanghai-2026") < 2.5
