"""docs/algorithm.md names code that is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "algorithm.md"
NAMES = sorted(
    {
        name
        for row in re.findall(r"^\|.*\|([^|]*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
        for name in re.findall(r"`([a-z_]+(?:\.\w+)?)`", row)
    }
)


def test_the_tables_name_code() -> None:
    """Both tables do, a name or more in each row."""
    assert len(NAMES) > 10


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_is_there(name: str) -> None:
    """A module of the optimiser, or something in one."""
    module, _, attribute = name.partition(".")
    found = import_module(f"planner.optimizer.{module}")
    assert not attribute or hasattr(found, attribute)
