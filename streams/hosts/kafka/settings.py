"""Where the broker is, and how to talk to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Protocol(StrEnum):
    """How connections are secured; a password never travels in the clear."""

    PLAINTEXT = "plaintext"
    SSL = "ssl"
    SASL_SSL = "sasl_ssl"


@dataclass(frozen=True, slots=True)
class Security:
    """How to prove who is who; the password is in no printed form."""

    protocol: Protocol = Protocol.PLAINTEXT
    mechanism: str = "SCRAM-SHA-512"
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    """Certificates that the brokers' are checked against; those of the system if there is none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A deployment: brokers, topics, security."""

    servers: tuple[str, ...]
    """``host:port`` of some brokers, to begin with."""
    prefix: str = "relocate-"
    """How the names of its topics, its group and its transactions begin."""
    security: Security = field(default_factory=Security)

    @property
    def log(self) -> str:
        """The topic with the log of each programme, which workers alone write."""
        return f"{self.prefix}log"

    @property
    def events(self) -> str:
        """The topic on which programs say what has happened, keyed by programme."""
        return f"{self.prefix}events"

    @property
    def decisions(self) -> str:
        """The topic on which people say what they decide, keyed by programme."""
        return f"{self.prefix}decisions"

    @property
    def signals(self) -> str:
        """The topic on which programs say what concerns every programme."""
        return f"{self.prefix}signals"

    @property
    def recommendations(self) -> str:
        """The topic with the last word on each programme, keyed by it."""
        return f"{self.prefix}recommendations"

    @property
    def dead_letters(self) -> str:
        """The topic that says which records are no events, and why."""
        return f"{self.prefix}dead-letters"

    @property
    def group(self) -> str:
        """The group that workers share programmes in; their transactions begin with it."""
        return f"{self.prefix}workers"
