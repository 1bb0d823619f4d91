"""The settings that come by environment: everybody can see a command line, and a password on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from models.errors import InputError, Problem
from streams.hosts.kafka.address import servers_of
from streams.hosts.kafka.settings import Protocol, Security, Settings

VARIABLE = "RELOCATE_KAFKA_"
NAMES = ("PREFIX", "SECURITY", "MECHANISM", "USERNAME", "PASSWORD", "CA_FILE")
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")

_UNUSED = {
    Protocol.PLAINTEXT: ("MECHANISM", "USERNAME", "PASSWORD", "CA_FILE"),
    Protocol.SSL: ("MECHANISM", "USERNAME", "PASSWORD"),
    Protocol.SASL_SSL: (),
}
_PLAIN = Settings(())
_PREFIX = re.compile(r"[A-Za-z0-9._-]{1,200}")


def settings_of(broker: str, environment: Mapping[str, str]) -> Settings:
    """The settings that a command was called with.

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
        With everything that is wrong; no value of a password is in it.
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
        Protocol(given.get("SECURITY", Protocol.PLAINTEXT)),
        given.get("MECHANISM", _PLAIN.security.mechanism),
        given.get("USERNAME", ""),
        given.get("PASSWORD", ""),
        Path(ca_file) if ca_file else None,
    )


def _unknown(given: Iterable[str]) -> Iterable[Problem]:
    for name in sorted(set(given) - set(NAMES)):
        near = get_close_matches(name, NAMES, 1)
        step = f"Did you mean {VARIABLE}{near[0]}?" if near else f"Known are {_listed(NAMES)}."
        yield Problem("is no setting", VARIABLE + name, next_step=step)


def _misspelt(given: Mapping[str, str]) -> Iterable[Problem]:
    for name, known in (("SECURITY", tuple(Protocol)), ("MECHANISM", MECHANISMS)):
        if (value := given.get(name)) is not None and value not in known:
            step = f"Known are {', '.join(known)}."
            yield Problem("is no way that is known", VARIABLE + name, found=value, next_step=step)
    prefix = given.get("PREFIX", _PLAIN.prefix)
    if not _PREFIX.fullmatch(prefix):
        step = "1 to 200 letters, digits, dots, dashes and underscores, as in relocate-."
        yield Problem("cannot begin a topic", f"{VARIABLE}PREFIX", found=prefix, next_step=step)


def _unfit(given: Mapping[str, str]) -> Iterable[Problem]:
    """What is missing for a protocol, and what it would ignore: a typo must not cost security."""
    written = given.get("SECURITY", Protocol.PLAINTEXT)
    if written not in tuple(Protocol):
        return
    protocol = Protocol(written)
    for name in ("USERNAME", "PASSWORD"):
        if protocol is Protocol.SASL_SSL and name not in given:
            step = f"Set it, or another {VARIABLE}SECURITY."
            yield Problem(f"is missing; {protocol} needs it", VARIABLE + name, next_step=step)
    for name in _UNUSED[protocol]:
        if name in given:
            fitting = "ssl or sasl_ssl" if name == "CA_FILE" else "sasl_ssl"
            step = f"Set {VARIABLE}SECURITY to {fitting}, or leave {VARIABLE}{name} out."
            yield Problem(f"would not be used with {protocol}", VARIABLE + name, next_step=step)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(VARIABLE + name for name in names)
