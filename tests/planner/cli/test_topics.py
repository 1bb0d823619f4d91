"""``relocate topics``: a broker made ready and looked at, in words."""

from __future__ import annotations

import pytest

from planner.cli.leaving import Code
from tests.support.commands import Relocate, widest


@pytest.mark.kafka
def test_topics_are_created_and_checked(
    here: Relocate, kafka: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused before, created, there already, right afterwards; nothing on the wrong stream."""
    monkeypatch.setenv("RELOCATE_KAFKA_PREFIX", prefix)
    broker = ("--broker", f"kafka://{kafka}")
    create = ("topics", "--create", "--replication", "1", *broker)

    before = here("topics", "--check", *broker)
    created, again = here(*create, "--partitions", "3"), here(*create)
    after = here("topics", "--check", "--role", "publisher", *broker)

    assert before.code == Code.INPUT
    assert before.out == ""
    assert f"topic {prefix}events: does not exist" in before.err
    assert widest(before.err) <= 80
    assert created.code == again.code == after.code == Code.DONE
    assert f"{prefix}dead-letters" in created.out
    assert again.out == "All topics are there already.\n"
    assert "has the rights of a publisher. Events have 3 partitions." in after.out


def test_a_broker_that_is_not_there_is_told(here: Relocate) -> None:
    """An exit code that says try again, and a next step, no traceback."""
    run = here("topics", "--check", "--broker", "kafka://127.0.0.1:1")

    assert run.code == Code.TRY_AGAIN
    assert "nothing listens" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize("words", [(), ("--create", "--check")])
def test_one_of_the_two_has_to_be_said(here: Relocate, words: tuple[str, ...]) -> None:
    """Neither and both are wrong command lines."""
    assert here("topics", "--broker", "kafka://127.0.0.1:1", *words).code == Code.COMMAND_LINE
