"""Taking any half out of any rule makes its own tests fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planner.rules import RULES

ROOT = Path(__file__).resolve().parents[3]
FAILED = 1


HALVES = ("admits", "build", "checks", "charges")
"""The moves it admits, its rows and prices; its edges of a finished plan, and what that owes."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "half",
    [f"{rule.name}:{half}" for rule in RULES for half in HALVES if getattr(rule, half) is not None],
)
def test_its_tests_notice_that_half_of_it_is_gone(half: str) -> None:
    """The tests of a rule pass with it (`make test`) and fail without a half of it."""
    tests = ROOT / "tests" / "planner" / "rules" / f"test_{half.split(':', maxsplit=1)[0]}.py"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--without-rule", half, str(tests)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == FAILED, f"{half}: {run.stdout[-2000:]}"
