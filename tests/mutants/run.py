"""Plants mistakes and tells which ones no test notices: ``make mutants MUTANTS="--sample 100"``."""

from __future__ import annotations

import os
import sys
import time
from argparse import ArgumentParser
from collections import Counter

from tests.mutants.trial import Fate, every_mutation, tried


def main() -> int:
    """Try a sample, or all; print what survived, and the share caught by folder."""
    parser = ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--sample", type=int, help="how many (without it all: hours)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("paths", nargs="*", help="modules or folders, as planner/costs")
    asked = parser.parse_args()
    known = every_mutation(asked.paths)
    began, fates = time.monotonic(), Counter[tuple[str, Fate]]()
    for each in tried(known[: asked.sample], asked.workers):
        fates[each.mutation.path.rpartition("/")[0], each.fate] += 1
        if each.fate is not Fate.CAUGHT:
            _say(f"{each.fate} {each.mutation}")
    for folder in sorted({folder for folder, _ in fates}):
        survived = fates[folder, Fate.SURVIVED]
        whole = sum(fates[folder, fate] for fate in Fate)
        _say(f"{folder}: {whole - survived} of {whole} caught, {1 - survived / whole:.0%}")
    _say(f"{fates.total()} of {len(known)} in {time.monotonic() - began:.0f} s")
    return 0


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
