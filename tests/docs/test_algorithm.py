"""docs/algorithm.md names code that is there."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "algorithm.md"
METHODS = re.findall(r"^- \*\*.+?\*\* \((.+?)\)\.", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
NAMES = sorted({name for each in METHODS for name in re.findall(r"`([a-z_]+(?:\.\w+)*)`", each)})


def test_the_methods_name_code() -> None:
    """Each says in brackets where it is."""
    assert len(METHODS) > 10
    assert all("`" in each for each in METHODS)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_is_there(name: str) -> None:
    """A module of the optimiser, or something in one."""
    *_, module = (each for each in _prefixes(name) if find_spec(f"planner.optimizer.{each}"))
    found = import_module(f"planner.optimizer.{module}")
    attribute = name.removeprefix(module).removeprefix(".")
    assert not attribute or hasattr(found, attribute)


def _prefixes(name: str) -> list[str]:
    """``a``, ``a.b`` and so on; what is no module of a package ends them."""
    parts = name.split(".")
    prefixes = [".".join(parts[: i + 1]) for i in range(len(parts))]
    return [each for each in prefixes if each.rpartition(".")[0] in {"", "bound", "primal"}]
