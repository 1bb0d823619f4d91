"""The door of the package: formats by suffix, loaded when needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import planner
from models.errors import InputError
from planner.exports.formats import (
    FORMATS,
    FORMATS_BY_SUFFIX,
    format_of,
    paper_bytes,
    working_bytes,
)
from planner.exports.table_paper import paper_of_plan
from tests.support.exported_company import result, scenario

COMPANY = scenario()
PAPER = paper_of_plan(result(COMPANY), COMPANY)


def test_importing_it_loads_no_format() -> None:
    """The libraries behind the formats are not loaded before a file needs them."""
    code = "import sys, planner.exports.formats; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"pyarrow", "xlsxwriter", "jinja2", "numpy", "ortools"} & set(done.stdout.split())


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if each.working])
def test_every_working_file_is_written(suffix: str) -> None:
    """The suffix chooses the format, in capitals too."""
    made = result(COMPANY)
    upper = format_of(Path(f"plan{suffix.upper()}"))

    assert upper.working is not None
    assert upper.working(made, COMPANY) == working_bytes(made, COMPANY, suffix)


@pytest.mark.parametrize("command", ["plan", "export", "compare", "explain"])
def test_help_names_every_format(command: str) -> None:
    """What a command says it writes is what is listed."""
    code = "from planner.cli import main; main()"
    asked = [sys.executable, "-c", code, command, "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)

    assert set(FORMATS_BY_SUFFIX) <= {word.rstrip(";.]") for word in done.stdout.split()}


def suffixes_in(text: str) -> int:
    return sum(suffix in text for suffix in FORMATS_BY_SUFFIX)


@pytest.mark.slow
def test_suffixes_are_listed_once() -> None:
    """No other text or list of the planner names three of them, and could fall behind."""
    root = Path(planner.__file__).parent
    lists = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant | ast.Dict | ast.Tuple | ast.List | ast.JoinedStr)
        and suffixes_in(ast.unparse(node)) > 2
    }

    assert lists == {"exports/formats.py"}


@pytest.mark.parametrize("name", ["plan.doc", "plan", "plan."])
def test_an_unknown_suffix_names_the_known_ones(name: str) -> None:
    """The message lists every format."""
    known = r"\.parquet, \.csv, \.json, \.xlsx, \.html, \.pdf, \.pptx"
    with pytest.raises(InputError, match=known):
        format_of(Path(name))
    with pytest.raises(InputError, match=known):
        paper_bytes(PAPER, Path(name).suffix)


def test_a_paper_has_no_working_file() -> None:
    with pytest.raises(InputError, match="no working file"):
        working_bytes(result(COMPANY), COMPANY, ".html")
