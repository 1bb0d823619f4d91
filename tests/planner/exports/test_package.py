"""The door of the package: formats by suffix, loaded when needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import InputError
from planner.exports import PLAN_FORMATS, plan_bytes, write_comparison, write_plan
from tests.planner.exports.company import result, scenario

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


@pytest.mark.parametrize("name", ["plan.pdf", "plan", "plan."])
def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path, name: str) -> None:
    """The message lists every format, and nothing is written."""
    with pytest.raises(InputError, match=r"\.parquet, \.csv, \.json, \.xlsx, \.html"):
        write_plan(result(COMPANY), COMPANY, tmp_path / name)
    with pytest.raises(InputError, match=r"\.json, \.xlsx, \.html"):
        write_comparison((), "t", tmp_path / "plan.parquet")
    assert not list(tmp_path.iterdir())
