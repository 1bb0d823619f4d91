"""Errors of rows say no count of posts to those who must not see it."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import models
from models.base import Frozen
from streams import events


def _rows() -> set[type[Frozen]]:
    names = (each.name for each in pkgutil.walk_packages(models.__path__, "models."))
    modules = [events, *map(import_module, names)]
    every = (each for module in modules for each in vars(module).values())
    return {each for each in every if isinstance(each, type) and issubclass(each, Frozen)}


def _said(row: type[Frozen]) -> Iterator[str]:
    """Fields of a row that its errors put into words, other than in a `ContradictionError`."""
    tree = ast.walk(ast.parse(inspect.getsource(row)))
    for call in (each for each in tree if isinstance(each, ast.Call)):
        parts = ast.walk(call) if ast.unparse(call.func) == "ValueError" else ()
        for part in parts:
            if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "self":
                yield part.attr


def test_an_error_with_a_count_is_also_worded_without_it() -> None:
    """Dead letters say what a `ValueError` says, so none of a row has a whole number in it."""
    said = {(row, name) for row in _rows() for name in _said(row) if name in row.model_fields}
    counts = [
        f"{row.__name__}.{name}"
        for row, name in said
        if row.model_fields[name].annotation in {int, int | None}
    ]

    assert said
    assert not counts
