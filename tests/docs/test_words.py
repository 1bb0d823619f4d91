"""docs/words.md: each term once, and every place it names is there."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/words.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| term |")
]
STANDARD = (
    "decision variable", "redundant constraint", "valid inequality", "big-M", "linking constraint",
    "relaxation", "incumbent solution", "dual bound", "column generation", "Lagrangian bound",
    "diving", "large neighbourhood search", "reduced-cost fixing", "branching priority",
    "warm start", "event sourcing", "projection", "debounce", "snapshot", "upcaster",
    "dead letter", "fencing",
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_term_has_a_meaning_and_a_place_in_the_code(row: list[str]) -> None:
    _, meaning, where = row

    assert meaning
    assert re.fullmatch(r"`[\w.]+`", where)
    assert find_spec(where.strip("`")) is not None


def test_no_term_is_listed_twice() -> None:
    terms = [row[0] for row in ROWS]

    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("term", STANDARD)
def test_the_standard_terms_are_explained(term: str) -> None:
    assert any(term in row[0] for row in ROWS)


def _types_of(path: Path) -> Iterator[str]:
    """Classes and aliases of types at the top of a module, but not type variables.

    A public name in capitals and small letters that is assigned at the top is an alias.
    """
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            call = node.value.func if isinstance(node.value, ast.Call) else None
            if not (
                isinstance(call, ast.Name) and call.id in {"TypeVar", "TypeVarTuple", "ParamSpec"}
            ):
                yield from (
                    each.id
                    for each in targets
                    if isinstance(each, ast.Name) and re.fullmatch(_TYPE_NAME, each.id)
                )


_TYPE_NAME = r"_?[A-Z]\w*[a-z]\w*"


@pytest.mark.slow
def test_no_two_types_have_the_same_name() -> None:
    """Of those that a reader meets at the top of a module."""
    places = defaultdict(list)
    for package in ("models", "planner", "streams"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for name in _types_of(path):
                places[name.lstrip("_")].append(str(path.relative_to(ROOT)))

    assert not {name: where for name, where in places.items() if len(where) > 1}
