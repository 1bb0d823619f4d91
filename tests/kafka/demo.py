"""``make demo-kafka``: two workers share eight programmes, one is killed, and nothing is lost.

It runs the commands that people run, on a broker of its own, and leaves with 1 if it does not end
as it should.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from streams.hosts.kafka.records import partition_of
from tests.kafka.cluster import running
from tests.kafka.jars import NoKafkaError, jars
from tests.kafka.told_worker import ToldWorker

COMMAND = Path(sys.executable).with_name("relocate")
PARTITIONS = 8
PROGRAMMES = ("atlas", "birch", "cedar", "delta", "fjord", "grove", "pine", "reed")
PATIENCE_SECONDS = 120.0

MATTER = """\
about: A matter that signals can be about.
changes:
  matters:
    inspections:
      name: Inspections of those who hand data abroad
      jurisdiction: china
      topics: [personal-data]
      severity: 2
      reason: made up for the demonstration
"""


def main() -> None:
    """Play it from the start."""
    try:
        jars()
    except NoKafkaError as error:
        sys.exit(str(error))
    tell("A Kafka broker is started.")
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder, ExitStack() as stack:
        try:
            cluster = stack.enter_context(running(Path(folder)))
            demo = Demo(Path(folder), f"kafka://{cluster.servers}")
            stack.callback(demo.end)
            demo.play()
        except KeyboardInterrupt:
            sys.exit(130)


def tell(words: str) -> None:
    """Say something at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


@dataclass
class Demo:
    """The story, and who is in it."""

    folder: Path
    broker: str
    workers: list[ToldWorker] = field(default_factory=list)
    _events: int = 0

    def play(self) -> None:
        """Play it, in four acts."""
        self.two_share_eight()
        self.a_signal_concerns_all()
        self.one_is_killed()
        self.nothing_is_lost()

    def two_share_eight(self) -> None:
        """Eight programmes are planned; a second worker takes its share of them."""
        size = ("--partitions", str(PARTITIONS), "--replication", "1")
        self.relocate("topics", "--create", *size)
        self.start("A")
        (self.folder / "matter.yaml").write_text(MATTER, encoding="utf-8")
        for name in PROGRAMMES:
            changes = ("--with", "matter.yaml", "--set", f"programme={name}")
            self.relocate("publish", "--scenario", "tiny", *changes)
        self.until_answered({})
        self.start("B")
        self.until(lambda: all(len(each.partitions) == PARTITIONS // 2 for each in self.workers))
        self.show("Both have their share, and each programme is planned by one of them.")

    def a_signal_concerns_all(self) -> None:
        """One signal is copied into every partition, and every programme is planned anew."""
        before, now = self.revisions(), datetime.now(UTC)
        signal = {"id": "notice", "matter": "inspections", "stage": "inspection", "grade": "A1",
                  "published_at": f"{now:%Y-%m-%d}", "recorded_at": f"{now:%Y-%m-%d}",
                  "source": "assumption"}  # fmt: skip
        tell("\nInspections begin, says a signal; compliance approves it. It concerns everybody.")
        self.publish(
            {"type": "signal_reported", "signal": signal},
            {"type": "signal_approved", "signal": "notice", "by": "compliance"},
        )
        self.until_answered(before)
        self.show("Every programme has been planned anew.")

    def one_is_killed(self) -> None:
        """A dies while budgets change everywhere; B has its partitions and answers."""
        before = self.revisions()
        tell("\nWorker A is killed, while each programme gets another budget. Within 30 s, the")
        tell("session of a worker, B gets its partitions and reads their logs from the start.")
        self.workers.pop(0).kill()
        self.publish(
            *(
                {"type": "budget_set", "programme": name, "limit": f"USD {number * 20_000}"}
                for number, name in enumerate(PROGRAMMES)
            )
        )
        self.until(lambda: len(self.workers[0].partitions) == PARTITIONS)
        self.until_answered(before)
        self.show("B does the work of both.")

    def nothing_is_lost(self) -> None:
        """B leaves, and says what became of every record."""
        tell("\nWorker B is asked to leave, and accounts for every record:")
        if self.workers.pop().leave() != 0 or "No dead letters" not in self.relocate(
            "dead-letters"
        ):
            sys.exit("It did not end as it should.")

    # ------------------------------------------------------------ what it is made of

    def start(self, letter: str) -> None:
        """Start a worker, and wait until it has partitions."""
        words = ("worker", "--broker", self.broker, "--debounce", "0.5")
        tell(f"\n$ relocate {' '.join(words)}   # worker {letter}")
        worker = ToldWorker(letter, [COMMAND, *words], dict(os.environ), tell)
        self.workers.append(worker)
        self.until(lambda: bool(worker.partitions))

    def relocate(self, *words: str, quiet: bool = False) -> str:
        """Run a command, and return what it says."""
        if not quiet:
            tell(f"$ relocate {' '.join(words)}")
        command = [str(COMMAND), *words, "--broker", self.broker]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(done.stderr)
        if not quiet:
            tell(f"  {done.stdout.rstrip()}")
        return done.stdout

    def publish(self, *events: dict[str, Any]) -> None:
        """Publish events out of a file."""
        file = "events.jsonl"
        lines = []
        for event in events:
            self._events += 1
            own = {
                "id": f"demo/{self._events}",
                "recorded_at": str(datetime.now(UTC)),
            }
            lines.append(json.dumps(own | event) + "\n")
        (self.folder / file).write_text("".join(lines), encoding="utf-8")
        self.relocate("publish", file)

    def shown(self) -> dict[str, dict[str, Any]]:
        """What is open, by programme."""
        said = json.loads(self.relocate("watch", "--once", "--json", quiet=True))
        return {each["programme"]: each for each in said["programmes"] if each["answer"]}

    def revisions(self) -> dict[str, str]:
        """What has been answered of each programme."""
        return {name: each["revision"] for name, each in self.shown().items()}

    def until_answered(self, before: dict[str, str]) -> None:
        """Wait until every programme has another answer than before."""

        def all_are() -> bool:
            now = self.revisions()
            return set(now) == set(PROGRAMMES) and not now.items() & before.items()

        self.until(all_are)

    def until(self, happens: Callable[[], bool]) -> None:
        """Wait, but not for ever."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not happens():
            if time.monotonic() > deadline:
                sys.exit("It takes too long; something is wrong.")
            time.sleep(0.3)

    def show(self, words: str) -> None:
        """A line for each programme: who has it, what was answered, what is open."""
        tell(f"\n{words}\n\n  programme  partition  worker  answer     open  first move")
        for name, row in sorted(self.shown().items()):
            number = partition_of(name, PARTITIONS)
            tell(f"  {name:<9}  {number:>9}  {self.owner(number):<6}  {_told(row)}")

    def owner(self, number: int) -> str:
        """Whose a partition is."""
        found: Iterable[str] = (w.letter for w in self.workers if number in w.partitions)
        return next(iter(found), "-")

    def end(self) -> None:
        """Leave nobody behind."""
        for worker in self.workers:
            worker.kill()


def _told(row: dict[str, Any]) -> str:
    open_now = row["open"]
    move = open_now[0]["id"].partition("/")[2].replace("/", " ") if open_now else "nothing to do"
    first = f"{move}, by {open_now[0]['start_by']}" if open_now else move
    return f"{row['answer']:<9}  {len(open_now):>4}  {first}"


if __name__ == "__main__":
    main()
