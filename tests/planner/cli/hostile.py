"""Runs ``relocate`` on input that means harm, within bounds of memory and time."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.support.commands import COMMAND, ENVIRONMENT

BOUNDED = Path(__file__).with_name("bounded.py")

MOST_MEMORY = 1_000_000_000
"""Bytes that reading may take, whatever it reads."""

MOST_SECONDS = 60
"""Seconds of work."""

MOST_WORDS = 40_000
"""Characters that may be printed."""


@dataclass(frozen=True)
class Ending:
    """How a command ended, and what it took."""

    code: int
    out: str
    err: str
    memory: int

    @property
    def words(self) -> str:
        """Everything it printed, lines joined."""
        return " ".join(f"{self.out} {self.err}".split())


def relocate_within_bounds(folder: Path, *words: str, most_written: int | None = None) -> Ending:
    """Run the command in a folder; past a file size, as on a full disk, no byte is written."""
    # What is printed goes through pipes, which have no file size.
    with tempfile.TemporaryDirectory() as aside:
        report = Path(aside) / "memory"
        bounds = [str(report), str(MOST_SECONDS), str(most_written or "")]
        done = subprocess.run(
            [sys.executable, "-I", BOUNDED, *bounds, str(COMMAND), *words],
            cwd=folder,
            env=ENVIRONMENT,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        return Ending(done.returncode, done.stdout, done.stderr, int(report.read_text()) * 1024)


def contents(folder: Path) -> dict[str, bytes]:
    """Every small file under a folder, with what it holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_size < 1_000_000
    }


def assert_refused(ending: Ending, named: str) -> None:
    """Exit code 3, the file named, no traceback, nothing that a terminal obeys, within bounds."""
    assert ending.code == 3, ending.words[:2000]
    assert named in ending.words
    assert "Traceback" not in ending.words
    assert all(char.isprintable() for char in ending.words)
    assert len(ending.words) < MOST_WORDS
    assert ending.memory < MOST_MEMORY
