"""Feeds one reader noise until the time is up: ``python -m tests.fuzz.feed NAME SECONDS``."""

from __future__ import annotations

import sys

import atheris

READERS = [
    "models",
    "planner.scenario_files",
    "planner.workbook_files",
    "planner.exports",
    "streams",
]

with atheris.instrument_imports(include=READERS):
    from tests.fuzz.targets import TARGETS, feed

SECONDS_FOR_ONE = 10
MEGABYTES = 2048


def main(name: str, seconds: str, folder: str) -> None:
    """Keep what is found in a folder; leave with an error if a reader does."""
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS_FOR_ONE}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={folder}/{name}-",
        "-max_len=4096",
        "-verbosity=0",
        "-print_final_stats=1",
    ]
    target = TARGETS[name]
    atheris.Setup([sys.argv[0], *options, folder], lambda data: feed(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
