"""What a broker, or the way to it, refuses: in words, with a next step."""

from __future__ import annotations

import socket
import ssl

from aiokafka.errors import (
    AuthenticationFailedError,
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    NodeNotReadyError,
    NotEnoughReplicasAfterAppendError,
    NotEnoughReplicasError,
    OffsetOutOfRangeError,
    RequestTimedOutError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
    UnknownTopicOrPartitionError,
    UnsupportedSaslMechanismError,
)

from models.errors import InputError, Problem, TryAgainError
from streams.hosts.kafka.settings import Settings

_GRANT = "Grant what docs/operations.md lists for the role."

# The first that an error is one of; braces are filled from the settings.
_WORDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        (SaslAuthenticationFailed, AuthenticationFailedError),
        "does not know the user {user} by this password",
        "Look at RELOCATE_KAFKA_USERNAME and RELOCATE_KAFKA_PASSWORD, or ask who runs the broker.",
    ),
    (
        UnsupportedSaslMechanismError,
        "does not take passwords by {mechanism}",
        "Ask who runs the broker, and set RELOCATE_KAFKA_MECHANISM.",
    ),
    (
        ssl.SSLCertVerificationError,
        "has a certificate that is not trusted here",
        "Set RELOCATE_KAFKA_CA_FILE to what signed it, and use a name that is in it.",
    ),
    (socket.gaierror, "is no host that is known here", "Look at the name."),
    (TimeoutError, "does not answer", "Is it the right address, and is the way to it open?"),
    (
        ConnectionRefusedError,
        "has nobody listening",
        "Is the broker running, and is it the right port?",
    ),
    (
        # The second is what a producer hears that may write to no topic at all.
        (TopicAuthorizationFailedError, ClusterAuthorizationFailedError),
        "does not let {user} do this with topics {prefix}...",
        _GRANT,
    ),
    (GroupAuthorizationFailedError, "does not let {user} into the group {group}", _GRANT),
    (
        TransactionalIdAuthorizationFailed,
        "does not let {user} use transactions {group}...",
        _GRANT,
    ),
    (
        (KafkaTimeoutError, NodeNotReadyError, RequestTimedOutError),
        "does not answer in time",
        "Is each broker running, and can it be reached from here by the name that it advertises?",
    ),
    (
        # What a client says as well that has not been told of its topics for as long as it waits.
        UnknownTopicOrPartitionError,
        "shows no topics {prefix}...",
        "Is each broker running, and are the topics there? relocate topics --check.",
    ),
    (
        OffsetOutOfRangeError,
        "has lost records of topics {prefix}... that have been read",
        "Restore all topics from a copy, or create all anew; then start the workers.",
    ),
    (
        (NotEnoughReplicasError, NotEnoughReplicasAfterAppendError),
        "takes no records: too few brokers have the copies",
        "Are brokers down? It goes on by itself when enough are back.",
    ),
    (
        (IllegalSaslStateError, KafkaConnectionError, OSError),
        "ends the connection",
        "Does this port talk {protocol}? Look at RELOCATE_KAFKA_SECURITY.",
    ),
)


_PASSING = (
    TimeoutError,
    ConnectionRefusedError,
    KafkaTimeoutError,
    NodeNotReadyError,
    RequestTimedOutError,
    NotEnoughReplicasError,
    NotEnoughReplicasAfterAppendError,
    KafkaConnectionError,
)
"""What may be over when the same is tried again."""


def refused(error: KafkaError | OSError, settings: Settings, server: str = "") -> InputError:
    """What is raised where a broker refuses something, or does not answer.

    Parameters
    ----------
    server
        The broker that was asked, as ``host:port``; by default any of the deployment's.
    """
    kind = TryAgainError if isinstance(error, _PASSING) else InputError
    return kind([problem_of(error, settings, server)])


def problem_of(error: KafkaError | OSError, settings: Settings, server: str = "") -> Problem:
    """What is wrong, for people.

    Parameters
    ----------
    server
        The broker that was asked, as ``host:port``; by default any of the deployment's.
    """
    where = server or ",".join(settings.servers)
    for kinds, message, step in _WORDS:
        if isinstance(error, kinds):
            known = _known(settings)
            return Problem(message.format(**known), "--broker", where, "", "", step.format(**known))
    step = "Ask who runs the broker."
    return Problem(f"answers {type(error).__name__}", "--broker", where, next_step=step)


def _known(settings: Settings) -> dict[str, str]:
    security = settings.security
    return {
        "user": repr(security.username) if security.username else "whoever gives no name",
        "mechanism": security.mechanism,
        "protocol": security.protocol.value,
        "prefix": settings.prefix,
        "group": settings.group,
    }
