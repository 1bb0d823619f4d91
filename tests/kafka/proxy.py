"""A network between a client and a broker that stalls when it is told to, and loses nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

from tests.kafka.cluster import LOOPBACK, Extra, Node

TICK_SECONDS = 0.05
CHUNK_BYTES = 65_536


@dataclass
class Network:
    """What lies between; each direction of each connection is carried by a thread."""

    listener: socket.socket
    target: int
    stalled: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)
    held: list[bytearray] = field(default_factory=list)
    """What is under way, by direction."""

    def stall(self) -> None:
        """Keep what comes from now on."""
        self.stalled.set()

    def go_on(self) -> None:
        """Carry what was kept, and what comes."""
        self.stalled.clear()

    def holds(self, words: bytes) -> bool:
        """Whether something that is kept says this."""
        return self.stalled.is_set() and any(words in each for each in self.held)

    def listen(self) -> None:
        """Take connections until the end."""
        while not self.ended.is_set():
            with suppress(TimeoutError):
                client, _ = self.listener.accept()
                broker = socket.create_connection((LOOPBACK, self.target))
                for ends in ((client, broker), (broker, client)):
                    Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        kept = bytearray()
        self.held.append(kept)
        source.settimeout(TICK_SECONDS)
        with suppress(OSError), source, sink:
            while not self.ended.is_set():
                with suppress(TimeoutError):
                    found = source.recv(CHUNK_BYTES)
                    if not found:
                        return
                    kept += found
                if kept and not self.stalled.is_set():
                    sink.sendall(kept)
                    kept.clear()


@contextmanager
def network(listens: int, target: int) -> Iterator[Network]:
    """A network from one port of loopback to another, until the end of the block."""
    with socket.create_server((LOOPBACK, listens)) as listener:
        listener.settimeout(TICK_SECONDS)
        found = Network(listener, target)
        listening = Thread(target=found.listen, daemon=True)
        listening.start()
        try:
            yield found
        finally:
            found.ended.set()
            listening.join()


def door(inside: int, outside: int) -> Extra:
    """Settings of a broker that listens on a port for those who come by another."""

    def extra(node: Node) -> dict[str, object]:
        names = {"INSIDE": node.port, "OUTSIDE": inside, "CONTROLLER": node.controller_port}
        told = {"INSIDE": node.port, "OUTSIDE": outside}
        return {
            "listeners": _listed(names),
            "advertised.listeners": _listed(told),
            "listener.security.protocol.map": ",".join(f"{name}:PLAINTEXT" for name in names),
        }

    return extra


def _listed(ports: dict[str, int]) -> str:
    return ",".join(f"{name}://{LOOPBACK}:{port}" for name, port in ports.items())
