"""From event to answer: small events come one by one, and how long each waits for its answer.

    python -m benchmarks.latency --events 60 --every 1

``relocate run`` is started as people start it, on a new journal; events go to its standard input.
An event is answered by the first answer to a view that has it.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from benchmarks.stability import small_events
from models.answer import Answer
from models.scenario import Scenario
from planner import api
from streams.events import AnswerRecorded, Event
from streams.fold import fold
from streams.hosts.embedded.reader import Reader
from streams.log import Disposition
from streams.state import World
from streams.view import View, view
from streams.wire import DeadLetter, Parked, decode, encode


def main() -> None:
    """Play the events and print a few lines."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scenario", default="shanghai-2026")
    options.add_argument("--events", type=int, default=60)
    options.add_argument("--every", type=float, default=1.0, help="seconds between two events")
    options.add_argument("--warm-up", type=float, default=30.0, help="seconds for a first plan")
    options.add_argument("--debounce", default="0")
    options.add_argument("--time-limit", default="20")
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    scenario = api.load(given.scenario)
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "programme.db"
        relocate = Path(sys.executable).with_name("relocate")
        command = [str(relocate), "run", given.scenario, "--events", "-"]
        command += ["--journal", str(journal), "--debounce", given.debounce, "--json"]
        _feed([*command, "--time-limit", given.time_limit], scenario, given)
        log = _log(journal)
    waits, kinds = _waits(log), Counter(each.kind.value for each in _answers(log)[1:])
    if kinds["failed"]:
        sys.exit(f"{kinds['failed']} answers failed: their waits say nothing")
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    p50, p95, most = np.percentile(waits, [50, 95, 100])
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(
        f"{given.scenario}, {len(waits)} events, one every {given.every:g} s: answered after "
        f"{p50:.2f} s (median), {p95:.2f} s (p95), {most:.2f} s (most); answers: {told}; "
        f"{spent.ru_utime + spent.ru_stime:.0f} s of processors\n"
    )


def _feed(command: Sequence[str], scenario: Scenario, given: argparse.Namespace) -> None:
    """Let the command work on events that are recorded as they are sent."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        if process.stdin is None:
            return
        time.sleep(given.warm_up)
        begun = time.monotonic()
        for number, event in enumerate(small_events(scenario, given.events, given.seed)):
            time.sleep(max(0.0, begun + number * given.every - time.monotonic()))
            now = event.model_copy(update={"recorded_at": datetime.now(UTC)})
            process.stdin.write(encode(now) + b"\n")
            process.stdin.flush()
        process.stdin.close()
        process.wait()


def _log(journal: Path) -> list[Event]:
    reader = Reader(journal)
    try:
        records = [decode(raw) for raw in reader.events(Disposition.FOLDED)]
    finally:
        reader.close()
    return [each for each in records if not isinstance(each, DeadLetter | Parked)]


def _answers(log: Sequence[Event]) -> list[Answer]:
    return [each.answer for each in log if isinstance(each, AnswerRecorded)]


def _waits(log: Sequence[Event]) -> list[float]:
    """Seconds from each small event to its answer, by the clock that wrote both down.

    An event that leaves the view as it is asks nothing, and is not counted.
    """
    world, waiting, views = World(), list[Event](), dict[str, int]()
    found, before = [], ""
    for event in log:
        world = fold(world, [event])
        if isinstance(event, AnswerRecorded):
            known = views.get(event.answer.revision, 0)
            answered, waiting = waiting[:known], waiting[known:]
            found += [(event.recorded_at - each.recorded_at).total_seconds() for each in answered]
            views = {name: count - known for name, count in views.items()}
        revision = _revision(world)
        if event.id.startswith("small/") and revision != before:
            waiting.append(event)
        views[revision], before = len(waiting), revision
    return found


def _revision(world: World) -> str:
    """Of the view of the only programme."""
    seen = [view(world, name) for name in world.programmes]
    return "".join(each.revision for each in seen if isinstance(each, View))


if __name__ == "__main__":
    main()
