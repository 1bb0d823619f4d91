"""Feeds every reader noise, one after another: ``make fuzz SECONDS=30``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from tests.fuzz.targets import SEEDS, TARGETS


def main(seconds: str = "30", *names: str) -> int:
    """How many readers raised something else than InputError; what they read is kept."""
    failed = 0
    for name in names or TARGETS:
        folder = Path(mkdtemp(prefix=f"fuzz-{name}-"))
        for number, seed in enumerate(SEEDS[name]):
            (folder / f"seed-{number}").write_bytes(seed)
        command = [sys.executable, "-m", "tests.fuzz.feed", name, seconds, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        executions = [line for line in done.stderr.splitlines() if "number_of_executed" in line]
        words = "sound" if done.returncode == 0 else f"FAILED, see {folder}\n{done.stderr[-4000:]}"
        sys.stdout.write(f"{name}: {' '.join(executions)} {words}\n")
        sys.stdout.flush()
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
