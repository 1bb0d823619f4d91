"""The same security as Faust takes it."""

from __future__ import annotations

from faust.auth import SASLCredentials, SSLCredentials
from faust.types.auth import CredentialsT

from streams.hosts.kafka.connection import certified
from streams.hosts.kafka.settings import Protocol, Settings


def credentials(settings: Settings) -> CredentialsT | None:
    """What a Faust app is given as ``broker_credentials``.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    security = settings.security
    if security.protocol is Protocol.PLAINTEXT:
        return None
    if security.protocol is Protocol.SSL:
        return SSLCredentials(certified(settings))
    return SASLCredentials(
        username=security.username,
        password=security.password,
        ssl_context=certified(settings),
        mechanism=security.mechanism,
    )
