"""Write one member of the family: ``python -m benchmarks.family 12x200x8 --seed 1 FILE.json``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from benchmarks.family import Kind, Size, scenario_of


def main() -> None:
    """Read the command line and write a file that ``relocate plan`` reads."""
    parser = ArgumentParser(prog="python -m benchmarks.family", description=__doc__)
    parser.add_argument("size", type=Size.read, help="offices x cohorts x quarters, as 12x200x8")
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", type=Kind, choices=list(Kind), default=Kind.OPEN)
    parser.add_argument("--with-incumbent", action="store_true")
    chosen = parser.parse_args()
    scenario = scenario_of(
        chosen.size, chosen.seed, chosen.kind, with_incumbent=chosen.with_incumbent
    )
    chosen.file.write_text(scenario.canonical, encoding="utf-8")


if __name__ == "__main__":
    main()
