"""A worker under test in a process of its own.

``python -m tests.streams.hosts.kafka.hosting BROKER PREFIX [STUB] [--session-seconds S]
[--metrics-port P] [--die before|after|letter] [--drop N] [--break N] [--reads-newer] [--buggy]``;
at its end it prints the balance and the state of each partition that was its own.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

from models.errors import InputError
from streams.events import AnswerRecorded, Event
from streams.hosts.asking import Questions
from streams.hosts.kafka import records
from streams.hosts.kafka.assignment import Assignment
from streams.hosts.kafka.records import LogRecord
from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import settings_of
from streams.hosts.kafka.worker import Worker
from streams.hosts.kafka.writing import Outbox
from streams.hosts.proof import digest_words
from streams.hosts.solvers import SolverLimits, Solvers
from streams.policy import DebouncePolicy
from streams.wire import Decoded, decode_submission
from tests.streams.hosts.unfoldable import cannot_fold
from tests.support import stubs
from tests.support.embedded_hosts import EAGER


def main() -> None:
    """Work until the end; then print the balances."""
    given = _words()
    if given.die == "letter":
        _die_at_a_letter()
    elif given.die:
        _die_at_an_answer(given.die)
    if given.drop:
        _leave_out(given.drop)
    if given.fail_at:
        _fail(given.fail_at)
    if given.reads_newer:
        _read_newer()
    with cannot_fold() if given.buggy else nullcontext():
        _work(given)


def _work(given: argparse.Namespace) -> None:
    settings = settings_of(given.broker, {"RELOCATE_KAFKA_PREFIX": given.prefix})
    worker = Worker(
        settings,
        Questions(Solvers(getattr(stubs, given.stub), SolverLimits()), stubs.keeps),
        _debounce(given.quiet),
        session_seconds=given.session_seconds,
        tell=_say,
        metrics_port=given.metrics_port,
    )
    try:
        host = run(settings, worker.run())
    except InputError as error:
        sys.exit(str(error))
    partitions = [each.partition for each in host.assignment.owned.values() if each.has_served]
    balances = {each.number: dict(each.balance()) for each in partitions}
    hashes = {each.number: each.memory.world.hash for each in partitions}
    digests = {each.number: digest_words(each.memory.digest) for each in partitions}
    said = {"balances": balances, "hashes": hashes, "digests": digests}
    sys.stdout.write(json.dumps(said) + "\n")


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("broker")
    parser.add_argument("prefix")
    parser.add_argument("stub", nargs="?", default="answers")
    parser.add_argument("--session-seconds", type=float, default=6.0)
    parser.add_argument("--quiet", type=float, default=0.0)
    parser.add_argument("--metrics-port", type=int)
    parser.add_argument("--die", choices=["before", "after", "letter"])
    parser.add_argument("--drop", type=int, default=0)
    parser.add_argument("--break", dest="fail_at", type=int, default=0)
    parser.add_argument("--reads-newer", action="store_true")
    parser.add_argument("--buggy", action="store_true")
    return parser.parse_args()


def _debounce(quiet: float) -> DebouncePolicy:
    first_retry = EAGER.first_retry
    seconds = timedelta(seconds=quiet)
    return DebouncePolicy(quiet=seconds, longest_wait=seconds, first_retry=first_retry)


def _say(words: str) -> None:
    sys.stderr.write(f"{os.getpid()}: {words}\n")
    sys.stderr.flush()


def _die_at_an_answer(when: str) -> None:
    """SIGKILL just before an answer is written, or once it is on every replica in sync."""
    write = Outbox.write

    async def writes(outbox: Outbox, partition: int, owner: str, events: Iterable[Event]) -> None:
        found = list(events)
        if when == "after":
            await write(outbox, partition, owner, found)
        if any(isinstance(each, AnswerRecorded) for each in found):
            os.kill(os.getpid(), signal.SIGKILL)
        if when == "before":
            await write(outbox, partition, owner, found)

    changed: Any = Outbox
    changed.write = writes


def _die_at_a_letter() -> None:
    """SIGKILL just before a dead letter is reported."""

    async def dies(_outbox: Outbox, _pointers: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    changed: Any = Outbox
    changed.report = dies


def _leave_out(every: int) -> None:
    """Let Faust lose one record in so many, as it does when partitions move."""
    received = Assignment.add_record

    def loses(assignment: Assignment, number: int, record: LogRecord) -> None:
        if record.offset % every:
            received(assignment, number, record)

    changed: Any = Assignment
    changed.add_record = loses


def _fail(offset: int) -> None:
    """Let the handler of records raise at an offset."""
    received = Assignment.add_record

    def raises(assignment: Assignment, number: int, record: LogRecord) -> None:
        if record.offset == offset:
            raise ArithmeticError("as a bug would")
        received(assignment, number, record)

    changed: Any = Assignment
    changed.add_record = raises


def _read_newer() -> None:
    """Be a release that reads version 2 of everything, which is as version 1 was."""

    def reads(raw: bytes, now: datetime) -> Decoded:
        return decode_submission(raw.replace(b'"version":2', b'"version":1'), now)

    assert vars(records)["decode_submission"] is decode_submission
    vars(records)["decode_submission"] = reads


if __name__ == "__main__":
    main()
