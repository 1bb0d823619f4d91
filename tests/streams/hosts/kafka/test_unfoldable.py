"""Real workers of a release that cannot fold an event: they go on, and a later release folds it."""

from __future__ import annotations

import asyncio
import re
import subprocess

import pytest

from streams.events import Event
from streams.hosts.kafka.dead_letters import resend
from streams.log import Disposition
from tests.kafka.cluster import free_port
from tests.streams.hosts.kafka import watched
from tests.streams.hosts.kafka.workers import NOW, Workers
from tests.streams.hosts.unfoldable import UNLUCKY, cannot_fold
from tests.support.events import published, seats
from tests.support.stage import answered, facts
from tests.support.waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


def test_workers_that_cannot_fold_an_event_go_on(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    """From the log and as it comes: seen, told, alike on each worker, and folded in the end."""
    port, programmes = free_port(), ("north", "south", "east")
    events: list[Event] = [*map(published, programmes), seats("unlucky1", "north", UNLUCKY)]
    workers.tell(*events)
    with cannot_fold():
        first = workers.start("answers", "--buggy", "--metrics-port", str(port))
        until(lambda: answered(workers, *programmes))
        more = [
            seats("unlucky2", "north", UNLUCKY),
            *(seats(f"more-{n}", n, 70) for n in programmes),
        ]
        workers.tell(*more)
        until(lambda: len(facts(workers)) == 6 and workers.all_known(port))
        until(lambda: answered(workers, *programmes))
        until(lambda: len(workers.dead_letters()) == 2)
        assert watched.total(port, "relocate_unfolded") == 2
        assert not watched.why_not(port)
        found = [workers.last_words(first), workers.last_words(settled(workers, "--buggy"))]
    assert found[0] == found[1]
    assert "cannot fold: 2" in capfd.readouterr().err

    after = workers.last_words(settled(workers))
    log = {str(number): dict(balance) for number, balance in workers.balances().items()}
    assert after["balances"] == log
    assert workers.balance()[Disposition.DEAD] == 0
    assert after["hashes"] != found[0]["hashes"]
    reasons = [each.reason for each in workers.dead_letters()]
    assert all(re.match("cannot be folded by this release: Arith", each) for each in reasons)
    assert len(asyncio.run(resend(workers.settings, NOW))) == 2
    assert workers.dead_letters() == []
    settled(workers)
    until(lambda: workers.balance()[Disposition.REPEATED] == 2)


def settled(workers: Workers, *words: str) -> subprocess.Popen[str]:
    """A worker that has read all there is, and has nothing to say."""
    port = free_port()
    process = workers.start("answers", "--metrics-port", str(port), *words)
    until(lambda: watched.total(port, "relocate_serving") == 4)
    until(lambda: workers.all_known(port))
    return process
