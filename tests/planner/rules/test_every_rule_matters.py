"""Taking any half out of any rule makes its own tests fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.rules import RULES
from tests.support.without_rule import code_without

FAILED = 1


HALVES = ("admits", "build", "checks", "charges")
"""The moves it admits, its rows and prices; its edges of a finished plan, and what that owes."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "half",
    [f"{rule.name}:{half}" for rule in RULES for half in HALVES if getattr(rule, half) is not None],
)
def test_its_tests_notice_that_half_of_it_is_gone(half: str, tmp_path: Path) -> None:
    """The tests of a rule pass with it (`make test`) and fail without a half of it."""
    tests = Path(__file__).with_name(f"test_{half.split(':', maxsplit=1)[0]}.py")
    said = tmp_path / "said"
    code = code_without(half, tests, said)

    assert code == FAILED, f"{half}: {said.read_text(encoding='utf-8')[-2000:]}"
