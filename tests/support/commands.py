"""Runs ``relocate`` as users do: in a process of its own, or in this one where that is enough."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from planner.cli import main

COMMAND = Path(sys.executable).with_name("relocate")
ENVIRONMENT = {**os.environ, "COLUMNS": "80", "PATH": f"{COMMAND.parent}:{os.environ['PATH']}"}


@dataclass(frozen=True)
class Run:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Relocate = Callable[..., Run]


def relocate(folder: Path, *words: str, **environment: str) -> Run:
    """Run the installed command in a folder, in a process of its own."""
    done = subprocess.run(
        [COMMAND, *words],
        cwd=folder,
        env=ENVIRONMENT | environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return Run(done.returncode, done.stdout, done.stderr)


def relocate_here(folder: Path, *words: object, **environment: str) -> Run:
    """Run the command in a folder, in this process, on a screen of eighty columns."""
    with (
        pytest.MonkeyPatch.context() as here,
        TextIOWrapper(BytesIO(), "utf-8") as out,
        TextIOWrapper(BytesIO(), "utf-8") as err,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        here.chdir(folder)
        for name, value in ({"COLUMNS": "80"} | environment).items():
            here.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        assert isinstance(left.value.code, int)
        return Run(int(left.value.code), _text(out), _text(err))


def _text(written: TextIOWrapper) -> str:
    written.seek(0)
    return written.read()


def widest(text: str) -> int:
    """Characters in the longest line."""
    return max(map(len, text.splitlines()), default=0)
