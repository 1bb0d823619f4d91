"""The page on what-ifs names every option, and its commands and lines of Python run."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from models.what_if import WhatIf
from planner import api
from planner.scenario_files import load, parsed_settings
from tests.support.commands import relocate_here

PAGE = (Path(__file__).parents[2] / "docs" / "what-if.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    api.new(tmp_path / "my-company", "tiny")
    return tmp_path


def test_every_option_has_a_line() -> None:
    """Those of a what-if, and how it is saved."""
    named = set(re.findall(r"^\| `--([a-z-]+)", PAGE, re.MULTILINE))
    options = {"if" if each.name == "matters" else each.name for each in fields(WhatIf)}

    assert named == options | {"save-overlay"}


def test_its_commands_run(folder: Path) -> None:
    """One after another, on a copy of the smallest example."""
    for line in re.findall(r"^\$ relocate (.*)$", PAGE, re.MULTILINE):
        run = relocate_here(folder, *shlex.split(line), "--no-ranges")
        assert run.code == 0, run.err


def test_its_settings_are_right(folder: Path) -> None:
    """The last one adds a row."""
    (setting,) = re.findall(r"`--set '(.*?)'`", PAGE)

    assert load(folder / "my-company", (), parsed_settings([setting])).quotas[0].id == "visas"


def test_its_lines_of_python_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(folder)
    here: dict[str, object] = {}
    exec(code, here)  # noqa: S102

    assert (folder / "my-company" / "overlays" / "later.yaml").is_file()
