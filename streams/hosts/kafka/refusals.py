"""Errors of a broker, or of the connection to it, in words and with a next step."""

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

# The first entry whose type matches an error applies; braces are filled from the settings.
_WORDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        (SaslAuthenticationFailed, AuthenticationFailedError),
        "does not accept user {user} with this password",
        "Check RELOCATE_KAFKA_USERNAME and RELOCATE_KAFKA_PASSWORD, or ask the broker's operator.",
    ),
    (
        UnsupportedSaslMechanismError,
        "does not accept the mechanism {mechanism}",
        "Ask the operator of the broker, and set RELOCATE_KAFKA_MECHANISM.",
    ),
    (
        ssl.SSLCertVerificationError,
        "has a certificate that is not trusted here",
        "Set RELOCATE_KAFKA_CA_FILE to the authority that signed it, and use a host name in it.",
    ),
    (socket.gaierror, "is an unknown host", "Check the name."),
    (TimeoutError, "does not answer", "Check the address, and that a firewall does not block it."),
    (
        ConnectionRefusedError,
        "refuses the connection: nothing listens on this port",
        "Check the port, and that the broker is running.",
    ),
    (
        # A producer that may write to no topic at all gets the second.
        (TopicAuthorizationFailedError, ClusterAuthorizationFailedError),
        "does not allow {user} to do this with topics {prefix}...",
        _GRANT,
    ),
    (GroupAuthorizationFailedError, "does not allow {user} to join the group {group}", _GRANT),
    (
        TransactionalIdAuthorizationFailed,
        "does not allow {user} to use transactions {group}...",
        _GRANT,
    ),
    (
        (KafkaTimeoutError, NodeNotReadyError, RequestTimedOutError),
        "does not answer in time",
        "Check that each broker is running, and can be reached by the name that it advertises.",
    ),
    (
        # A client also raises it when it has not heard of its topics for as long as it waits.
        UnknownTopicOrPartitionError,
        "shows no topics {prefix}...",
        "Check that each broker is running, and the topics with relocate topics --check.",
    ),
    (
        OffsetOutOfRangeError,
        "has lost records of topics {prefix}... that had been read",
        "Restore all topics from a copy, or create all anew; then start the workers.",
    ),
    (
        (NotEnoughReplicasError, NotEnoughReplicasAfterAppendError),
        "accepts no records: too few copies are in sync",
        "Start the brokers that are down; work continues when enough are back.",
    ),
    (
        (IllegalSaslStateError, KafkaConnectionError, OSError),
        "closes the connection",
        "Check that this port uses {protocol}, and RELOCATE_KAFKA_SECURITY.",
    ),
)


_TEMPORARY = (
    TimeoutError,
    ConnectionRefusedError,
    KafkaTimeoutError,
    NodeNotReadyError,
    RequestTimedOutError,
    NotEnoughReplicasError,
    NotEnoughReplicasAfterAppendError,
    KafkaConnectionError,
)
"""Errors that may be gone when the same is tried again."""


def refusal(error: KafkaError | OSError, settings: Settings, server: str = "") -> InputError:
    """The error to raise when a broker refuses something, or does not answer.

    Parameters
    ----------
    server
        The broker, as ``host:port``; by default any broker of the deployment.
    """
    kind = TryAgainError if isinstance(error, _TEMPORARY) else InputError
    return kind([problem_of(error, settings, server)])


def problem_of(error: KafkaError | OSError, settings: Settings, server: str = "") -> Problem:
    """An error of a broker, for people.

    Parameters
    ----------
    server
        The broker, as ``host:port``; by default any broker of the deployment.
    """
    where = server or ",".join(settings.servers)
    for kinds, message, step in _WORDS:
        if isinstance(error, kinds):
            known = _known(settings)
            return Problem(
                message.format(**known), "the broker", where, "", "", step.format(**known)
            )
    step = "Ask the operator of the broker."
    return Problem(f"answers with {type(error).__name__}", "the broker", where, next_step=step)


def _known(settings: Settings) -> dict[str, str]:
    security = settings.security
    return {
        "user": repr(security.username) if security.username else "an anonymous user",
        "mechanism": security.mechanism,
        "protocol": security.protocol.value,
        "prefix": settings.prefix,
        "group": settings.group,
    }
