"""Tests of a rule, run in a process that has no half of it."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each process is a copy of one that has loaded what all tests of rules need.
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["planner.rules", "planner.optimizer.solver", "planner.audit"])


def code_without(half: str, tests: Path, said: Path) -> int | None:
    """Run some tests without a half of a rule, as ``seats:build``.

    Parameters
    ----------
    said
        Where to write what pytest says.

    Returns
    -------
    int or None
        Its exit code.
    """
    process = _PROCESSES.Process(target=_run, args=(half, tests, said))
    process.start()
    process.join()
    return process.exitcode


def _run(half: str, tests: Path, said: Path) -> None:
    os.chdir(ROOT)
    with said.open("w", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        options = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist")
        sys.exit(pytest.main([*options, "--without-rule", half, str(tests)]))
