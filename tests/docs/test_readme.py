"""README.md tells the truth: its commands run, and they print what it shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

import pytest

from planner.cli.leaving import Code

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "COLUMNS": "80"}
ELISION = "..."


@dataclass(frozen=True)
class Command:
    """A command of the README and what it shows of its output."""

    line: str
    shown: tuple[str, ...]


def commands() -> Iterator[Command]:
    """Every command in a console block, in reading order."""
    for block in re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *shown = part.rstrip("\n").split("\n")
            yield Command(line, tuple(shown))


def run(line: str, folder: Path) -> str:
    """What a command prints; it has to succeed."""
    done = subprocess.run(
        shlex.split(line), cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    return done.stdout


def pieces(shown: tuple[str, ...]) -> list[str]:
    """Runs of lines between elisions."""
    return ["\n".join(piece) for piece in _split(list(shown)) if piece]


def _split(lines: list[str]) -> Iterator[list[str]]:
    while ELISION in lines:
        place = lines.index(ELISION)
        yield lines[:place]
        lines = lines[place + 1 :]
    yield lines


@pytest.mark.slow
def test_every_relocate_command_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    """One after another in one folder, as a newcomer types them; what is shown is printed."""
    lines = [command for command in commands() if not command.line.startswith("make ")]

    assert len(lines) > 5
    for command in lines:
        printed = run(command.line, tmp_path)
        for piece in pieces(command.shown):
            assert piece in printed
            printed = printed.partition(piece)[2]


def test_every_make_command_is_a_target() -> None:
    """What the README makes, the Makefile has."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(re.findall(r"`[^`]+`", README))))
    named |= {c.line.removeprefix("make ") for c in commands() if c.line.startswith("make ")}

    assert {"plan", "test"} <= named <= targets


def test_links_lead_somewhere() -> None:
    """Every file that the README points to is there."""
    links = re.findall(r"\]\(([^)]+)\)", README)

    assert links
    assert all((ROOT / link).is_file() for link in links)


def test_the_picture_is_a_picture() -> None:
    """It can be read, and has words for those who cannot see it."""
    elements: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: elements.append(name)
    parser.Parse((ROOT / "docs/picture.svg").read_bytes(), True)

    assert elements[:3] == ["svg", "title", "desc"]


def test_the_exit_codes_are_those_of_the_program() -> None:
    """The table has every code, and no other."""
    tabled = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}

    assert tabled == {int(code) for code in Code}


@pytest.mark.slow
def test_a_newcomer_can_make_a_plan(tmp_path: Path) -> None:
    """`make plan` on a fresh copy sets itself up, plans, and says where the files lie."""
    copy = tmp_path / "copy"
    made = shutil.ignore_patterns(
        ".git", ".venv*", "*_cache", "__pycache__", "plans", "build", "dist"
    )
    shutil.copytree(ROOT, copy, ignore=made)
    printed = run("make plan", copy)

    assert "Against staying put" in " ".join(printed.split())
    assert "Proven gap:" in printed
    assert "plans/shanghai-2026.parquet" in printed
    assert (copy / "plans/shanghai-2026.parquet").is_file()
