"""Taking any rule out makes its own tests fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planner.rules import RULES

ROOT = Path(__file__).resolve().parents[3]
FAILED = 1


@pytest.mark.slow
@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_its_tests_notice_that_it_is_gone(name: str) -> None:
    """The tests of a rule pass with it (`make test`) and fail without it."""
    tests = ROOT / "tests" / "planner" / "rules" / f"test_{name}.py"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--without-rule", name, str(tests)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == FAILED, f"{name}: {run.stdout[-2000:]}"
