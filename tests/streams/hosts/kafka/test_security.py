"""A broker with users: every refusal in words, and the rights on the page are enough."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import TopicAuthorizationFailedError

from models.choices import BrokerRole
from models.errors import InputError, Problem
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.client import client_options, running
from streams.hosts.kafka.creating import Size, create
from streams.hosts.kafka.settings import Security, SecurityProtocol, Settings
from streams.hosts.kafka.topics import topic_specs
from streams.hosts.kafka.verifying import verify
from tests.kafka.fixtures import kafka_or_skip
from tests.kafka.secured import Secured, secured
from tests.streams.hosts.kafka.topic_changes import transactions

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

USERS = {name: f"of-{name}" for name in ("creator", *BrokerRole)}
PAGE = Path(__file__).parents[4] / "docs/operations.md"
GRANTS = re.findall(r"^(\w+) +(--add --allow-principal .+)$", PAGE.read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """A broker that knows a user for each role and has granted nothing; it has the topics."""
    kafka_or_skip()
    with secured(tmp_path_factory.mktemp("secured"), USERS) as started:
        asyncio.run(create(inside(started), Size(2, 1)))
        yield started


def inside(broker: Secured) -> Settings:
    """Who may do everything."""
    return Settings((broker.cluster.servers,))


def user(broker: Secured, name: str, prefix: str = "relocate-") -> Settings:
    """A user with the right password."""
    security = Security(
        SecurityProtocol.SASL_SSL, username=name, password=f"of-{name}", ca_file=broker.ca_file
    )
    return Settings((broker.sasl_servers,), prefix, security)


def secure(settings: Settings, **changes: object) -> Settings:
    """The same with other security."""
    return replace(settings, security=replace(settings.security, **changes))  # type: ignore[arg-type]


def problems(settings: Settings, role: BrokerRole = BrokerRole.WORKER) -> tuple[Problem, ...]:
    """What the check says."""
    try:
        asyncio.run(check(settings, role))
    except InputError as error:
        return error.problems
    return ()


def granted(name: str) -> list[str]:
    """The lines of the page for a user."""
    return [words for user_name, words in GRANTS if user_name == name]


def comes_to(settings: Settings, role: BrokerRole, *, allowed: bool) -> bool:
    """Whether a role is allowed or refused within seconds: a broker hears of it a moment later."""
    for _ in range(100):
        if allowed is not bool(problems(settings, role)):
            return True
        time.sleep(0.05)
    return False


def test_a_wrong_password_is_said(broker: Secured) -> None:
    """With the name of the user and not the password; by each mechanism."""
    for mechanism in ("PLAIN", "SCRAM-SHA-512"):
        wrong = secure(user(broker, "worker"), password="of-nobody", mechanism=mechanism)  # noqa: S106
        (problem,) = problems(wrong)

        assert "'worker'" in problem.message
        assert "RELOCATE_KAFKA_PASSWORD" in problem.next_step
        assert "of-nobody" not in str(problem)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"mechanism": "SCRAM-SHA-256"}, "RELOCATE_KAFKA_MECHANISM"),
        ({"ca_file": None}, "RELOCATE_KAFKA_CA_FILE"),
        ({"protocol": SecurityProtocol.SSL}, "RELOCATE_KAFKA_SECURITY"),
        ({"protocol": SecurityProtocol.PLAINTEXT}, "RELOCATE_KAFKA_SECURITY"),
        ({"ca_file": Path("nowhere.pem")}, "no such file"),
        ({"ca_file": PAGE}, "no certificate"),
    ],
)
def test_a_door_of_another_kind_is_told_with_the_setting_to_look_at(
    broker: Secured, changes: dict[str, object], word: str
) -> None:
    """One refusal, which names what to change."""
    (problem,) = problems(secure(user(broker, "worker"), **changes))

    assert word in str(problem)


def test_a_broker_that_cannot_be_reached_is_told(broker: Secured) -> None:
    """Each of those that were named, until one answers."""
    nowhere = Settings(("127.0.0.1:1", "no-such-host.invalid:1"))

    assert [p.row for p in problems(nowhere)] == ["127.0.0.1:1", "no-such-host.invalid:1"]
    assert not problems(replace(inside(broker), servers=("127.0.0.1:1", broker.cluster.servers)))


def test_encryption_without_users_is_enough_where_the_broker_takes_it(broker: Secured) -> None:
    """The certificate is checked, and nobody gives a name."""
    security = Security(SecurityProtocol.SSL, ca_file=broker.ca_file)

    assert not problems(Settings((broker.tls_servers,), security=security))


def test_a_stranger_may_not_create(broker: Secured) -> None:
    """Refused topic by topic, with the name of the user."""
    with pytest.raises(InputError) as caught:
        asyncio.run(create(user(broker, "watcher", "other-"), Size(1, 1)))

    assert len(caught.value.problems) == 6
    assert all("by watcher" in problem.message for problem in caught.value.problems)


def test_the_page_grants_something_to_every_role() -> None:
    """And to whoever creates topics, and to nobody else."""
    assert {name for name, _ in GRANTS} == set(USERS)
    assert all(f"User:{name} " in words for name, words in GRANTS)


@pytest.mark.parametrize("role", list(BrokerRole))
def test_the_rights_on_the_page_are_enough_and_each_is_needed(
    broker: Secured, role: BrokerRole
) -> None:
    """The role is refused until it has its last line, and again without any one of them."""
    settings = user(broker, role)
    for words in granted(role):
        assert problems(settings, role)
        broker.acls(words)
    assert comes_to(settings, role, allowed=True)

    for words in granted(role):
        broker.acls(words.replace("--add", "--remove --force"))
        assert comes_to(settings, role, allowed=False)
        broker.acls(words)
        assert comes_to(settings, role, allowed=True)


def test_whoever_creates_topics_can(broker: Secured) -> None:
    """With the one line of the page, under the prefix that it names."""
    settings = user(broker, "creator", "relocate-trial-")
    for words in granted("creator"):
        broker.acls(words)

    assert len(asyncio.run(create(settings, Size(1, 1)))) == 6
    assert asyncio.run(create(settings, Size(1, 1))) == []


def test_all_are_created_or_none(broker: Secured) -> None:
    """A user who may create some of them leaves nothing half made."""
    broker.acls("--add --allow-principal User:creator --operation Create --topic half-events")

    with pytest.raises(InputError) as caught:
        asyncio.run(create(user(broker, "creator", "half-"), Size(1, 1)))

    assert len(caught.value.problems) == 5
    absent = problems(replace(inside(broker), prefix="half-"))
    assert [problem.message for problem in absent] == ["does not exist"] * 6


def test_topics_that_may_not_be_looked_at_are_not_created_again(broker: Secured) -> None:
    """Whoever may not see whether they are right is not told that all is well."""
    for words in granted("creator"):
        broker.acls(words.replace("--operation Describe ", "").replace(" relocate- ", " blind- "))
    settings = user(broker, "creator", "blind-")
    asyncio.run(create(replace(inside(broker), prefix="blind-"), Size(1, 1)))

    with pytest.raises(InputError, match="this user may not see it"):
        asyncio.run(create(settings, Size(1, 1)))


def test_a_worker_with_the_rights_on_the_page_writes_in_transactions(broker: Secured) -> None:
    """As the host does: what the check lets pass, the broker does not refuse later."""
    settings = user(broker, "worker")
    for words in granted("worker"):
        broker.acls(words)
    assert comes_to(settings, BrokerRole.WORKER, allowed=True)

    async def story() -> int:
        options = client_options(settings)
        made = AIOKafkaProducer(**options, transactional_id=f"{settings.group}-0")
        async with running(made) as producer, producer.transaction():
            sent = await producer.send_and_wait(settings.recommendations, b"{}", key=b"one")
        return int(sent.offset)

    assert asyncio.run(story()) >= 0


def test_a_verifier_with_the_rights_on_the_page_reads_what_lies_between_records(
    broker: Secured,
) -> None:
    """Markers of transactions are looked up on the broker, by its own user."""
    everybody = replace(inside(broker), prefix="proof-")
    asyncio.run(create(everybody, Size(4, 1)))
    asyncio.run(transactions(everybody))
    settings = user(broker, "verifier", "proof-")
    for words in granted("verifier"):
        broker.acls(words.replace("relocate-", "proof-"))
    assert comes_to(settings, BrokerRole.VERIFIER, allowed=True)

    proof = asyncio.run(verify(settings))
    assert proof.differences == ()
    assert sum(proof.balance.values()) == 2


@pytest.mark.parametrize(
    ("role", "topics"),
    [
        (BrokerRole.PUBLISHER, {"events", "signals"}),
        (BrokerRole.DECIDER, {"decisions"}),
        (BrokerRole.WATCHER, set()),
        (BrokerRole.VERIFIER, set()),
        (BrokerRole.DEAD_LETTER_OPERATOR, {"events", "decisions", "signals", "dead-letters"}),
        (BrokerRole.WORKER, {"log", "recommendations", "dead-letters"}),
    ],
)
def test_each_role_may_write_where_it_has_a_say_and_nowhere_else(
    broker: Secured, role: BrokerRole, topics: set[str]
) -> None:
    """Nobody but a worker writes the log; who publishes does not decide, nor the reverse."""
    settings = user(broker, role)
    for words in granted(role):
        broker.acls(words)
    assert comes_to(settings, role, allowed=True)

    assert asyncio.run(writable(settings)) == topics


async def writable(settings: Settings) -> set[str]:
    """The topics that a user can write to, each tried."""
    found = set()
    for topic in topic_specs(settings):
        async with running(AIOKafkaProducer(**client_options(settings))) as producer:
            with suppress(TopicAuthorizationFailedError):
                await producer.send_and_wait(topic.name, b"{}", key=b"one")
                found.add(topic.name.removeprefix(settings.prefix))
    return found
