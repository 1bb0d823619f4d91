"""How long people wait for what should be instant, measured against libraries that it needs."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import relocate

pytestmark = pytest.mark.slow


def load_typer_and_rich(folder: Path) -> None:
    """What no command of a screen can do without."""
    subprocess.run([sys.executable, "-c", "import typer, rich.console"], cwd=folder, check=True)


def load_typer_and_models(folder: Path) -> None:
    """What no command that reads a scenario can do without."""
    subprocess.run([sys.executable, "-c", "import typer, models.baselines"], cwd=folder, check=True)


def run(folder: Path, *words: str) -> None:
    assert relocate(folder, *words).code == 0


def times_as_long(one: Callable[[], None], other: Callable[[], None]) -> float:
    """How many times as long one takes as the other: the median of seven runs of both in turn.

    In processor time, which is the same on a machine that others use as well.
    """
    return statistics.median(processor_seconds(one) / processor_seconds(other) for _ in range(7))


def processor_seconds(done: Callable[[], None]) -> float:
    """Processor time of the processes that something starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize("words", [("--help",), ("plan", "--help"), ("--version",)])
def test_help_is_instant(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Twice as long as typer and rich take to load: a command loads what it needs to run."""
    asked = times_as_long(lambda: run(tmp_path, *words), lambda: load_typer_and_rich(tmp_path))

    assert asked < 2.5


def test_a_check_takes_a_few_times_as_long_as_loading_the_models(tmp_path: Path) -> None:
    """The worked example, read, checked, and both baselines solved for and judged."""
    check = times_as_long(
        lambda: run(tmp_path, "check", "shanghai-2026"), lambda: load_typer_and_models(tmp_path)
    )

    assert check < 7
