"""The door of the package: formats by suffix, loaded when needed."""

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import planner
from models.errors import InputError
from planner.exports import (
    COMPARISON_FORMATS,
    PLAN_FORMATS,
    plan_bytes,
    write_comparison,
    write_plan,
)
from tests.support.exported_company import result, scenario

COMPANY = scenario()


def test_importing_it_loads_no_format() -> None:
    """The libraries behind the formats are not loaded before a file needs them."""
    code = "import sys, planner.exports; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"pyarrow", "xlsxwriter", "jinja2", "numpy", "ortools"} & set(done.stdout.split())


@pytest.mark.parametrize("suffix", PLAN_FORMATS)
def test_every_format_is_written(tmp_path: Path, suffix: str) -> None:
    """The suffix chooses the format, in capitals too."""
    path = tmp_path / f"plan{suffix.upper()}"
    write_plan(result(COMPANY), COMPANY, path)

    assert path.read_bytes() == plan_bytes(result(COMPANY), COMPANY, suffix)


@pytest.mark.parametrize(
    ("command", "formats"),
    [("plan", PLAN_FORMATS), ("export", PLAN_FORMATS), ("compare", COMPARISON_FORMATS)],
)
def test_help_names_every_format(command: str, formats: Iterable[str]) -> None:
    """What a command says it writes is what is listed."""
    code = "from planner.cli import main; main()"
    asked = [sys.executable, "-c", code, command, "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)

    assert set(formats) <= {word.rstrip(";.]") for word in done.stdout.split()}


def test_suffixes_are_listed_once() -> None:
    """No other text or list of the planner names three of them, and could fall behind."""
    root = Path(planner.__file__).parent
    lists = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant | ast.Dict | ast.Tuple | ast.List | ast.JoinedStr)
        and sum(suffix in ast.unparse(node) for suffix in PLAN_FORMATS) > 2
    }

    assert lists == {"exports/__init__.py"}


@pytest.mark.parametrize("name", ["plan.pdf", "plan", "plan."])
def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path, name: str) -> None:
    """The message lists every format, and nothing is written."""
    with pytest.raises(InputError, match=r"\.parquet, \.csv, \.json, \.xlsx, \.html"):
        write_plan(result(COMPANY), COMPANY, tmp_path / name)
    with pytest.raises(InputError, match=r"\.json, \.xlsx, \.html"):
        write_comparison((), "t", tmp_path / "plan.parquet")
    assert not list(tmp_path.iterdir())
