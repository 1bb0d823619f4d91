"""What ``--broker`` says -> the brokers' addresses."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from models.errors import Problem

SCHEME = "kafka://"
DEFAULT_PORT = 9092
_EXAMPLE = "As in kafka://localhost:9092; further brokers after commas."


def servers_of(broker: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The addresses as ``host:port``, and what is wrong with them.

    What looks like a password is not repeated.
    """
    if not broker.startswith(SCHEME):
        return (), [_problem("does not begin with kafka://", "" if "@" in broker else broker)]
    if "@" in broker:
        step = "Set RELOCATE_KAFKA_USERNAME and RELOCATE_KAFKA_PASSWORD: everybody on a machine "
        step += "can see the command line."
        return (), [Problem("has a user in it", "--broker", next_step=step)]
    servers, problems = [], []
    for part in broker.removeprefix(SCHEME).split(","):
        address = _address(part.strip())
        if address is None:
            problems.append(_problem("is no address of a broker", part))
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


def _problem(message: str, found: str) -> Problem:
    return Problem(message, "--broker", found=found, next_step=_EXAMPLE)
