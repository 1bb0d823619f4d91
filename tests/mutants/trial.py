"""Mistakes planted in a copy of the project, each held against its tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutants.harmless import HARMLESS
from tests.mutants.mutations import Mutation, mutations_of
from tests.mutants.places import ROOT, modules, who_notices

SECONDS = 300.0
"""That the tests of one mistake may take; what then still runs has been brought to a halt by it."""

_COPIED = ("models", "planner", "scenarios", "streams", "tests", "pyproject.toml")
_COMPILED = ("models", "planner", "streams", "tests/support")
"""Once, and not again for each mistake."""
# A mistake can be planted and taken back within a second, and have the length of what was there.
_BY_CONTENT = PycInvalidationMode.CHECKED_HASH
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache")


class Fate(StrEnum):
    """What became of a mistake."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    HALTED = "halted"
    """Its tests did not end in time."""


@dataclass(frozen=True)
class Tried:
    """A mistake, and what became of it."""

    mutation: Mutation
    fate: Fate


def every_mutation(only: Sequence[str] = ()) -> list[Mutation]:
    """Every mistake that matters, in a random order that other changes leave as it is.

    Parameters
    ----------
    only
        Beginnings of paths; none for all modules.
    """
    wanted = [each for each in modules() if not only or each.startswith(tuple(only))]
    found = [each for path in wanted for each in mutations_of(path, (ROOT / path).read_text())]
    told = (each for each in found if each.name not in HARMLESS)
    return sorted(told, key=lambda each: each.key)


def tried(mutations: Iterable[Mutation], workers: int) -> Iterator[Tried]:
    """Hold each mistake against the tests of its module, several at once.

    Yields
    ------
    Tried
        In the order of the mistakes.
    """
    with _copies(workers) as free, ThreadPoolExecutor(workers) as pool:

        def one(mutation: Mutation) -> Tried:
            copy = free.get()
            try:
                return Tried(mutation, _fate(mutation, copy))
            finally:
                free.put(copy)

        yield from pool.map(one, mutations)


@contextmanager
def _copies(count: int) -> Iterator[SimpleQueue[Path]]:
    """Copies of the project, so that a mistake is never left behind in it."""
    with TemporaryDirectory(prefix="mutants-") as folder:
        free: SimpleQueue[Path] = SimpleQueue()
        first = Path(folder) / "0"
        for name in _COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, first / name, ignore=_LEFT_OUT)
            else:
                shutil.copy(ROOT / name, first / name)
        for name in _COMPILED:
            compile_dir(first / name, quiet=1, invalidation_mode=_BY_CONTENT)
        free.put(first)
        for number in range(1, count):
            free.put(shutil.copytree(first, first.with_name(str(number))))
        yield free


def _fate(mutation: Mutation, copy: Path) -> Fate:
    place = copy / mutation.path
    sound = place.read_text()
    place.write_text(mutation.source)
    try:
        return _judged(who_notices(mutation.path), copy)
    finally:
        place.write_text(sound)
        shutil.rmtree(copy / ".hypothesis", ignore_errors=True)


def _judged(tests: Sequence[str], copy: Path) -> Fate:
    """Whether tests pass; their draws are the same each time."""
    options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0")
    command = [sys.executable, "-m", "pytest", *options, "-m", "not slow and not kafka", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Fate.HALTED
    return Fate.SURVIVED if done.returncode == 0 else Fate.CAUGHT
