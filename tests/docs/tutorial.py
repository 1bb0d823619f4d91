"""The tutorial notebook: its code cells run in order; ``python -m tests.docs.tutorial`` stores it.

No Jupyter is needed: a cell is Python, and what it shows is what it prints and the value of its
last line, as a notebook would show it.
"""

from __future__ import annotations

import ast
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"

_SHOWN_AS = {"_repr_html_": "text/html", "_repr_svg_": "image/svg+xml"}

Notebook = dict[str, Any]


def stored() -> Notebook:
    """The notebook as it lies in docs."""
    found: Notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return found


def run(notebook: Notebook) -> Notebook:
    """The notebook with what its cells show now."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = []
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "code":
            outputs = _outputs("".join(cell["source"]), names, number)
            cells.append({**cell, "execution_count": number, "outputs": outputs})
        else:
            cells.append(cell)
    return {**notebook, "cells": cells}


def text_of(notebook: Notebook) -> str:
    """The notebook as it is stored."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _outputs(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), names)  # noqa: S102 (our own cells)
        if isinstance(last, ast.Expr):
            line = compile(ast.Expression(last.value), f"cell {number}", "eval")
            value = eval(line, names)  # noqa: S307 (our own cells)
    outputs: list[dict[str, Any]] = []
    if text := printed.getvalue():
        lines = text.splitlines(keepends=True)
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        for method, kind in _SHOWN_AS.items():
            if hasattr(value, method):
                data[kind] = getattr(value, method)().splitlines(keepends=True)
        shown = {"data": data, "execution_count": number, "metadata": {}}
        outputs.append({**shown, "output_type": "execute_result"})
    return outputs


if __name__ == "__main__":
    NOTEBOOK.write_text(text_of(run(stored())), encoding="utf-8")
