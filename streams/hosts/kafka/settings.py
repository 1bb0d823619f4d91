"""A deployment on Kafka: its brokers, topics and security.

The brokers come with the command; the rest comes from the environment, since everybody on a machine
can see a command line and would see a password on it. It is read without pydantic-settings, which
lets misspelt names pass, and would make this file no shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from models.errors import InputError, Problem


class SecurityProtocol(StrEnum):
    """How connections are secured; a password is never sent unencrypted."""

    PLAINTEXT = "plaintext"
    SSL = "ssl"
    SASL_SSL = "sasl_ssl"


@dataclass(frozen=True, slots=True)
class Security:
    """Encryption and user; the password is left out of every printed form."""

    protocol: SecurityProtocol = SecurityProtocol.PLAINTEXT
    mechanism: str = "SCRAM-SHA-512"
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    """Certificate authorities by which brokers are verified; None for those of the system."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A deployment: its brokers, the names of its topics, and security."""

    servers: tuple[str, ...]
    """``host:port`` of some brokers, for the first connection."""
    prefix: str = "relocate-"
    """First part of the names of its topics, group and transactions."""
    security: Security = field(default_factory=Security)

    @property
    def log(self) -> str:
        """The topic with the log of each programme, which only workers write."""
        return f"{self.prefix}log"

    @property
    def events(self) -> str:
        """The topic on which programs report what has happened, keyed by programme."""
        return f"{self.prefix}events"

    @property
    def decisions(self) -> str:
        """The topic for decisions, written by people, keyed by programme."""
        return f"{self.prefix}decisions"

    @property
    def signals(self) -> str:
        """The topic for events that concern every programme, written by programs."""
        return f"{self.prefix}signals"

    @property
    def recommendations(self) -> str:
        """The topic with the latest snapshot of each programme, keyed by programme."""
        return f"{self.prefix}recommendations"

    @property
    def dead_letters(self) -> str:
        """The topic that lists which records are not valid events, and why."""
        return f"{self.prefix}dead-letters"

    @property
    def group(self) -> str:
        """The consumer group of the workers; the names of their transactions begin with it."""
        return f"{self.prefix}workers"


SCHEME = "kafka://"
DEFAULT_PORT = 9092
_EXAMPLE = "Write kafka://localhost:9092; separate several brokers by commas."


def servers_of(broker: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The addresses of brokers as ``host:port``, and what is wrong with them.

    Text that may hold a password is not repeated.
    """
    if not broker.startswith(SCHEME):
        return (), [
            _address_problem("does not begin with kafka://", "" if "@" in broker else broker)
        ]
    if "@" in broker:
        step = "Set RELOCATE_KAFKA_USERNAME and RELOCATE_KAFKA_PASSWORD: everybody on a machine "
        step += "can see the command line."
        return (), [Problem("contains a user name", field="broker", next_step=step)]
    servers, problems = [], []
    for part in broker.removeprefix(SCHEME).split(","):
        address = _address(part.strip())
        if address is None:
            problems.append(_address_problem("is not a broker's address", part))
        else:
            servers.append(address)
    return tuple(servers), problems


def _address(text: str) -> str | None:
    try:
        split = urlsplit(f"//{text}")
        host, port = split.hostname, split.port
    except ValueError:
        return None
    if not host or port == 0 or _has_more(split) or any(map(str.isspace, text)):
        return None
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{DEFAULT_PORT if port is None else port}"


def _has_more(split: SplitResult) -> bool:
    return bool(split.path or split.query or split.fragment)


def _address_problem(message: str, found: str) -> Problem:
    return Problem(message, field="broker", found=found, next_step=_EXAMPLE)


VARIABLE = "RELOCATE_KAFKA_"
NAMES = ("PREFIX", "SECURITY", "MECHANISM", "USERNAME", "PASSWORD", "CA_FILE")
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")

_UNUSED = {
    SecurityProtocol.PLAINTEXT: ("MECHANISM", "USERNAME", "PASSWORD", "CA_FILE"),
    SecurityProtocol.SSL: ("MECHANISM", "USERNAME", "PASSWORD"),
    SecurityProtocol.SASL_SSL: (),
}
_PLAIN = Settings(())
_TOPIC_PREFIX = re.compile(r"[A-Za-z0-9._-]{1,200}")


def settings_of(broker: str, environment: Mapping[str, str]) -> Settings:
    """The settings of a deployment, from its address and the environment.

    Parameters
    ----------
    broker
        ``kafka://localhost:9092``, further brokers after commas.
    environment
        ``RELOCATE_KAFKA_`` and ``PREFIX``, ``SECURITY`` (plaintext, ssl, sasl_ssl), ``MECHANISM``,
        ``USERNAME``, ``PASSWORD``, ``CA_FILE``.

    Raises
    ------
    InputError
        With everything that is wrong; passwords are not repeated.
    """
    given = {
        name.removeprefix(VARIABLE): value
        for name, value in environment.items()
        if name.startswith(VARIABLE) and value
    }
    servers, problems = servers_of(broker)
    problems += [*_unknown(given), *_misspelt(given), *_unfit(given)]
    if problems:
        raise InputError(problems)
    return Settings(servers, given.get("PREFIX", _PLAIN.prefix), _security(given))


def _security(given: Mapping[str, str]) -> Security:
    ca_file = given.get("CA_FILE")
    return Security(
        SecurityProtocol(given.get("SECURITY", SecurityProtocol.PLAINTEXT)),
        given.get("MECHANISM", _PLAIN.security.mechanism),
        given.get("USERNAME", ""),
        given.get("PASSWORD", ""),
        Path(ca_file) if ca_file else None,
    )


def _unknown(given: Iterable[str]) -> Iterable[Problem]:
    for name in sorted(set(given) - set(NAMES)):
        near = get_close_matches(name, NAMES, 1)
        step = (
            f"Did you mean {VARIABLE}{near[0]}?" if near else f"Known variables: {_listed(NAMES)}."
        )
        yield Problem("unknown variable", VARIABLE + name, next_step=step)


def _misspelt(given: Mapping[str, str]) -> Iterable[Problem]:
    for name, known in (("SECURITY", tuple(SecurityProtocol)), ("MECHANISM", MECHANISMS)):
        if (value := given.get(name)) is not None and value not in known:
            step = f"Choose one of {', '.join(known)}."
            yield Problem("unknown value", VARIABLE + name, found=value, next_step=step)
    prefix = given.get("PREFIX", _PLAIN.prefix)
    if not _TOPIC_PREFIX.fullmatch(prefix):
        step = "Use 1 to 200 letters, digits, dots, dashes and underscores, as in relocate-."
        yield Problem(
            "cannot be the first part of a topic's name",
            f"{VARIABLE}PREFIX",
            found=prefix,
            next_step=step,
        )


def _unfit(given: Mapping[str, str]) -> Iterable[Problem]:
    """Variables that a protocol needs or ignores; a password that is ignored hides a mistake."""
    written = given.get("SECURITY", SecurityProtocol.PLAINTEXT)
    if written not in tuple(SecurityProtocol):
        return
    protocol = SecurityProtocol(written)
    for name in ("USERNAME", "PASSWORD"):
        if protocol is SecurityProtocol.SASL_SSL and name not in given:
            step = f"Set it, or another {VARIABLE}SECURITY."
            yield Problem(f"is missing, and {protocol} needs it", VARIABLE + name, next_step=step)
    for name in _UNUSED[protocol]:
        if name in given:
            fitting = "ssl or sasl_ssl" if name == "CA_FILE" else "sasl_ssl"
            step = f"Set {VARIABLE}SECURITY to {fitting}, or leave {VARIABLE}{name} out."
            yield Problem(f"has no effect with {protocol}", VARIABLE + name, next_step=step)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(VARIABLE + name for name in names)
