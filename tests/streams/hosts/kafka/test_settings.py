"""Broker addresses and the environment: read strictly, since a typo must not cost security."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError, Problem
from streams.hosts.kafka.settings import SCHEME, Security, SecurityProtocol, Settings, settings_of

BROKER = f"{SCHEME}one:9092"
SASL = {
    "RELOCATE_KAFKA_SECURITY": "sasl_ssl",
    "RELOCATE_KAFKA_USERNAME": "worker",
    "RELOCATE_KAFKA_PASSWORD": "of-no-secret",
}


def refused(broker: str, environment: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is said of settings that are wrong."""
    with pytest.raises(InputError) as caught:
        settings_of(broker, environment)
    return caught.value.problems


def test_a_broker_alone_is_enough() -> None:
    """Plain connections, the usual names, the usual port."""
    settings = settings_of(f"{SCHEME}one", {"PATH": "/bin", "RELOCATE_KAFKA_USERNAME": ""})

    assert settings == Settings(("one:9092",))
    assert settings.events == "relocate-events"
    assert settings.group == "relocate-workers"


def test_everything_that_may_be_said_is_heard() -> None:
    """Several brokers, one by IPv6; another prefix; a user."""
    more = {
        "RELOCATE_KAFKA_PREFIX": "trial.",
        "RELOCATE_KAFKA_MECHANISM": "PLAIN",
        "RELOCATE_KAFKA_CA_FILE": "ca.pem",
    }

    settings = settings_of(f"{SCHEME}one:1, two:2,[::1]:3", SASL | more)

    assert settings.servers == ("one:1", "two:2", "[::1]:3")
    assert settings.dead_letters == "trial.dead-letters"
    assert settings.security == Security(
        SecurityProtocol.SASL_SSL, "PLAIN", "worker", "of-no-secret", Path("ca.pem")
    )


@pytest.mark.parametrize(
    "broker",
    [
        "one:9092",
        f"{SCHEME.upper()}one:9092",
        SCHEME,
        f"{SCHEME}one:0",
        f"{SCHEME}one:70000",
        f"{SCHEME}one:port",
        "",
        f"{SCHEME}one:9092,",
        f"{SCHEME}one/topic",
        f"{SCHEME}one?x",
        f"{SCHEME}one\ttwo",
    ],
)
def test_what_is_no_address_is_refused(broker: str) -> None:
    """With what was found and an example."""
    (problem,) = refused(broker, {})

    assert problem.field == "broker"
    assert "kafka://localhost:9092" in problem.next_step


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    """Whatever the address looks like otherwise."""
    for broker in (f"{SCHEME}worker:hunter2@one:9092", "worker:hunter2@one"):
        (problem,) = refused(broker, {})
        assert "hunter2" not in str(problem)


@given(st.text(min_size=1, max_size=20).filter(lambda word: word.isprintable()))
def test_a_password_is_in_nothing_that_is_printed(password: str) -> None:
    """Neither in settings as text, nor in what is said of a name that is not known."""
    long = f"<{password}>"
    settings = settings_of(BROKER, {**SASL, "RELOCATE_KAFKA_PASSWORD": long})
    problems = refused(BROKER, {**SASL, "RELOCATE_KAFKA_PASWORD": long})

    assert settings.security.password == long
    assert long not in f"{settings!r} {settings}"
    assert not any(long in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("changed", "name", "words"),
    [
        ({"SECURITY": "sasl_plaintext"}, "SECURITY", "sasl_ssl"),
        ({"MECHANISM": "GSSAPI"}, "MECHANISM", "SCRAM-SHA-512"),
        ({"PREFIX": "a b"}, "PREFIX", "dashes"),
        ({"PASSWORD": ""}, "PASSWORD", "sasl_ssl"),
        ({"PASWORD": "x"}, "PASWORD", "RELOCATE_KAFKA_PASSWORD"),
        ({"ZZZ": "x"}, "ZZZ", "RELOCATE_KAFKA_CA_FILE"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(
    changed: dict[str, str], name: str, words: str
) -> None:
    """A value or a name that is not known, and what is missing."""
    environment = SASL | {f"RELOCATE_KAFKA_{key}": value for key, value in changed.items()}

    (problem,) = refused(BROKER, environment)

    assert problem.field == ""
    assert problem.file == f"RELOCATE_KAFKA_{name}"
    assert words in str(problem)


@pytest.mark.parametrize("protocol", ["", "plaintext", "ssl"])
def test_a_password_that_would_not_be_used_is_refused(protocol: str) -> None:
    """Somebody who sets one means the connection to be secured."""
    problems = refused(BROKER, SASL | {"RELOCATE_KAFKA_SECURITY": protocol})

    assert {problem.file for problem in problems} == set(SASL) - {"RELOCATE_KAFKA_SECURITY"}


def test_everything_wrong_is_said_at_once() -> None:
    """The address and the environment."""
    assert len(refused("one", {"RELOCATE_KAFKA_SECURITY": "x", "RELOCATE_KAFKA_PREFIX": "?"})) == 3
