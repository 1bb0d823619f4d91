"""The commands that talk to a broker, as people run them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner import api
from streams.events import ScenarioPublished
from streams.hosts.kafka.client import GREETING_SECONDS
from streams.hosts.kafka.settings import settings_of
from streams.wire import encode
from tests.planner.notify.listening import listening
from tests.streams.hosts.kafka.workers import Workers
from tests.support.commands import COMMAND, ENVIRONMENT, Relocate, Run
from tests.support.events import RECORDED
from tests.support.waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


class Deployment:
    """Topics of one test on the shared broker, and the command line."""

    def __init__(self, broker: str, folder: Path, run: Relocate) -> None:
        self.broker, self.folder, self._run = broker, folder, run

    def relocate(self, *words: str) -> Run:
        return self._run(*words, "--broker", self.broker)

    def shown(self) -> list[dict[str, Any]]:
        run = self.relocate("watch", "--once", "--json")
        assert run.code == 0, run.err
        programmes: list[dict[str, Any]] = json.loads(run.out)["programmes"]
        return programmes

    def open_ids(self) -> set[str]:
        return {each["id"] for programme in self.shown() for each in programme["open"]}


@pytest.fixture
def deployment(
    kafka: str, prefix: str, here: Relocate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Deployment:
    monkeypatch.setenv("RELOCATE_KAFKA_PREFIX", prefix)
    found = Deployment(f"kafka://{kafka}", tmp_path, here)
    assert found.relocate("topics", "--create", "--replication", "1", "--partitions", "2").code == 0
    event = ScenarioPublished(id="s", programme="tiny", recorded_at=RECORDED,
                              scenario=api.load("tiny"))  # fmt: skip
    (tmp_path / "s.jsonl").write_bytes(encode(event) + b"\n")
    return found


@pytest.fixture
def worker(deployment: Deployment) -> Iterator[subprocess.Popen[str]]:
    """A worker at work."""
    process = subprocess.Popen(
        [COMMAND, "worker", "--broker", deployment.broker, "--debounce", "0"],
        env={**ENVIRONMENT, **os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def test_from_a_scenario_to_a_decision(
    deployment: Deployment, worker: subprocess.Popen[str]
) -> None:
    """Published, planned, shown without small counts, decided on, gone; Ctrl-C ends the worker."""
    told = deployment.relocate("publish", "--scenario", "tiny")
    assert (told.code, told.out) == (0, "Published the scenario of tiny.\n")
    # As of an earlier day, so it changes nothing.
    assert deployment.relocate("publish", "s.jsonl").out == "Published 1 event.\n"
    until(lambda: bool(deployment.open_ids()))
    first = deployment.shown()[0]["open"][0]
    assert first["heads"] == "1 to 5"
    said = ("accept", "--reason", "agreed")
    stale = deployment.relocate("decide", first["id"], "0" * 12, *said)
    yes = deployment.relocate("decide", first["id"], first["revision"][:12], *said)
    until(lambda: first["id"] not in deployment.open_ids())
    worker.send_signal(signal.SIGINT)
    _, err = worker.communicate(timeout=30)
    verified = deployment.relocate("verify")

    assert verified.code == 0, verified.out
    assert "state follows from it: 1 digest" in " ".join(verified.out.split())
    assert stale.code == 3
    assert "REVISION: is not the current one" in stale.err
    assert (yes.code, worker.returncode) == (0, 0)
    assert "partition 1" in err
    assert "0 repeated, 0 dead, 0 parked" in err
    assert "Traceback" not in err


def test_dead_letters_are_listed_without_what_they_say(
    deployment: Deployment, worker: subprocess.Popen[str]
) -> None:
    """`publish` refuses them whole; what others have sent shows by place, reason and hash."""
    (deployment.folder / "bad.jsonl").write_text("{broken\n", encoding="utf-8")
    refused = deployment.relocate("publish", "bad.jsonl")
    assert refused.code == 3
    assert deployment.relocate("dead-letters").out == "No dead letters.\n"
    others = Workers(settings_of(deployment.broker, os.environ))
    others.tell(b'{"jane.doe": 1}', key="tiny")
    until(lambda: deployment.relocate("dead-letters").out != "No dead letters.\n")
    listed, told = (deployment.relocate("dead-letters", *words) for words in ((), ("--show",)))

    assert "is not an object with a" in " ".join(listed.out.split())
    assert ("jane" in listed.out, "jane" in told.out) == (False, True)
    assert deployment.relocate("dead-letters", "--resend").out.startswith("Nothing to send again")


def test_who_watches_a_broker_tells_others_once(
    deployment: Deployment, worker: subprocess.Popen[str]
) -> None:
    """Of what is open and of dead letters, at one look; then, watching on, of what comes."""
    deployment.relocate("publish", "--scenario", "tiny")
    others = Workers(settings_of(deployment.broker, os.environ))
    others.tell(b'{"jane.doe": 1}', key="tiny")
    until(lambda: bool(deployment.open_ids()))
    until(lambda: deployment.relocate("dead-letters").out != "No dead letters.\n")
    words = ["watch", "--notified", str(deployment.folder / "told")]
    with listening() as listener:
        words += ["--notify", listener.address]
        first, second = (deployment.relocate(*words, "--once") for _ in range(2))
        kinds = [each["kind"] for each in listener.documents]
        watching = subprocess.Popen(
            [COMMAND, *words, "--broker", deployment.broker],
            env={**ENVIRONMENT, **os.environ},
            stdout=subprocess.DEVNULL,
        )
        others.tell(b'{"jane.doe": 2}', b"[]", key="tiny")
        until(lambda: sum(each.get("count", 0) for each in listener.documents) == 3)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 0

    assert (first.code, second.code) == (0, 0), first.err
    assert kinds == ["new"] * len(deployment.open_ids()) + ["dead_letters"]
    assert {each["recommendation"]["heads"] for each in listener.documents[:1]} == {"1 to 5"}
    assert all(each["kind"] == "dead_letters" for each in listener.documents[len(kinds) :])
    assert "jane" not in json.dumps(listener.documents)


def test_exactly_one_of_journal_and_broker(deployment: Deployment) -> None:
    """Neither and both are refused as a wrong command line."""
    assert deployment.relocate("watch", "--journal", "p.db").code == 2
    assert deployment._run("watch").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("worker",),
        ("watch", "--once"),
        ("watch",),
        ("publish", "--scenario", "tiny"),
        ("decide", "tiny/a/b/redundancy/2027-Q1", "0" * 12, "accept", "--reason", "agreed"),
        ("dead-letters",),
        ("dead-letters", "--resend"),
        ("verify",),
    ],
    ids=" ".join,
)
def test_without_topics_every_command_says_what_to_do(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """A prefix that is mistyped is not told as nothing to see."""
    monkeypatch.setenv("RELOCATE_KAFKA_PREFIX", "test-nothing-")
    run = deployment.relocate(*words)

    assert run.code == 3
    assert "relocate topics --create" in " ".join(run.err.split())
    assert "Traceback" not in run.err


def test_ctrl_c_ends_a_worker_that_waits_for_a_broker() -> None:
    """One that takes connections and says nothing: nobody has to wait until it is given up."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        broker = f"kafka://127.0.0.1:{silent.getsockname()[1]}"
        process = subprocess.Popen(
            [COMMAND, "worker", "--broker", broker], env=ENVIRONMENT, stderr=subprocess.PIPE
        )
        silent.settimeout(30)
        connection, _ = silent.accept()
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, err = process.communicate(timeout=30)
        connection.close()

    assert (process.returncode, err) == (130, b"")
    assert time.monotonic() - began < GREETING_SECONDS / 2
