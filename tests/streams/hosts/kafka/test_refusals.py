"""What Kafka answers, in words: who, what, and what to do about it."""

from __future__ import annotations

import pytest
from aiokafka import errors

from models.errors import TryAgainError
from streams.hosts.kafka.refusals import problem_of, refusal
from streams.hosts.kafka.settings import Security, SecurityProtocol, Settings

SETTINGS = Settings(
    ("one:9092",),
    "trial-",
    Security(SecurityProtocol.SASL_SSL, username="ann", password="hidden"),  # noqa: S106
)


@pytest.mark.parametrize(
    ("error", "who", "step"),
    [
        (errors.SaslAuthenticationFailed("hidden"), "'ann'", "RELOCATE_KAFKA_PASSWORD"),
        (errors.TopicAuthorizationFailedError("trial-events"), "'ann'", "docs/operations.md"),
        (errors.ClusterAuthorizationFailedError(), "topics trial-", "docs/operations.md"),
        (errors.GroupAuthorizationFailedError(), "trial-workers", "docs/operations.md"),
        (errors.TransactionalIdAuthorizationFailed(), "trial-workers", "docs/operations.md"),
        (errors.KafkaTimeoutError(), "in time", "advertises"),
        (errors.UnknownTopicOrPartitionError(), "topics trial-", "topics --check"),
        (errors.OffsetOutOfRangeError(), "topics trial-", "from a copy"),
        (errors.NotEnoughReplicasError(), "too few copies", "work continues"),
        (errors.KafkaConnectionError(), "closes the connection", "sasl_ssl"),
        (ConnectionRefusedError(), "nothing listens", "Check the port"),
        (errors.UnknownError("hidden"), "UnknownError", "Ask the operator of the broker"),
    ],
)
def test_a_refusal_says_what_is_wrong_where_and_what_to_do(
    error: errors.KafkaError | OSError, who: str, step: str
) -> None:
    """In the words of the settings that were used; never with what the broker or we wrote."""
    problem = problem_of(error, SETTINGS, "two:9093")

    assert problem.row == "two:9093"
    assert who in problem.message
    assert step in problem.next_step
    assert "hidden" not in str(problem)


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (errors.KafkaTimeoutError(), True),
        (errors.NotEnoughReplicasError(), True),
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (errors.SaslAuthenticationFailed(), False),
        (errors.TopicAuthorizationFailedError(), False),
        (errors.OffsetOutOfRangeError(), False),
        (errors.UnknownError(), False),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    error: errors.KafkaError | OSError, passes: bool
) -> None:
    """A broker that is away may come back; a wrong password stays wrong."""
    assert isinstance(refusal(error, SETTINGS), TryAgainError) == passes
