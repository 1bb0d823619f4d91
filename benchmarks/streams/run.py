"""``make bench-streams``: all contenders on one broker, in one run."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.page import PAGE
from benchmarks.streams.race import Result, race, read_through
from tests.kafka.cluster import running
from tests.kafka.jars import NoKafkaError, jars

START, END = "<!-- streams: written by make bench-streams -->", "<!-- end of streams -->"
BARE, AGENT = "bare client, on an existing log", "Faust agent that only parses"
AGENTS, ONE, TWO = "one worker, reading by its agent only", "one worker", "two workers"


def main() -> None:
    """Race, print the table, and write it to the page if asked to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=60_000)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--write", action="store_true", help="fill docs/benchmarks.md")
    given = options.parse_args()
    try:
        jars()
    except NoKafkaError as error:
        sys.exit(str(error))
    results: dict[str, list[Result]] = {name: [] for name in (BARE, AGENT, AGENTS, ONE, TWO)}
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder, running(Path(folder)) as cluster:
        for _ in range(given.times):
            results[BARE].append(read_through(given.events, cluster))
            results[AGENT].append(race("agent", 1, given.events, cluster))
            results[AGENTS].append(race("patient", 1, given.events, cluster))
            results[ONE].append(race("worker", 1, given.events, cluster))
            results[TWO].append(race("worker", 2, given.events, cluster))
    found = report(results)
    sys.stdout.write(f"{found}\n")
    if given.write:
        write(found, PAGE)


def report(results: Mapping[str, list[Result]]) -> str:
    """When and where, the table, and two ratios."""
    rates = {name: median(r.events / r.seconds for r in found) for name, found in results.items()}
    costs = {
        name: median(r.processor_seconds / r.events * 1e6 for r in found)
        for name, found in results.items()
    }
    agent, worker = rates[AGENT], rates[ONE]
    ratios = (
        f"One worker reaches {worker / rates[BARE]:.2f} of the bare client's speed; "
        f"two workers are {rates[TWO] / worker:.2f} times as fast as one."
    )
    lines = [
        _where(results),
        "",
        "| contender | events/s | processor microseconds per event | speed relative to the agent |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {rates[name]:,.0f} | {costs[name]:,.0f} | {rates[name] / agent:.2f} |"
            for name in results
        ),
        "",
        ratios,
    ]
    return "\n".join(lines)


def write(found: str, page: Path) -> None:
    """Put a report between its marks on a page."""
    before, rest = page.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    page.write_text(f"{before}{START}\n\n{found}\n\n{END}{after}", encoding="utf-8")


def _where(results: Mapping[str, list[Result]]) -> str:
    some = next(iter(results.values()))
    load = os.getloadavg()[1]
    return (
        f"{datetime.now(tz=UTC).date()}, {os.cpu_count()} cores that the broker, the publisher and "
        f"the contenders share (load {load:.1f} at the end), Python {platform.python_version()}, "
        f"faust-streaming {version('faust-streaming')}, aiokafka {version('aiokafka')}; "
        f"{some[0].events:,} events, medians of {len(some)}."
    )


if __name__ == "__main__":
    main()
