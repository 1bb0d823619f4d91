"""A Kafka cluster on loopback: brokers that are their own controllers (KRaft)."""

from __future__ import annotations

import shutil
import socket
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.kafka.broker import Broker, tool, write_properties

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Node:
    """A place in the cluster."""

    number: int
    port: int
    controller_port: int
    directory_id: str

    @property
    def voter(self) -> str:
        """How the controllers know it."""
        return f"{self.number}@{LOOPBACK}:{self.controller_port}:{self.directory_id}"


Extra = Callable[[Node], dict[str, object]]


@dataclass(frozen=True)
class Cluster:
    """Brokers at work."""

    nodes: tuple[Node, ...]
    brokers: tuple[Broker, ...]

    @property
    def servers(self) -> str:
        """The brokers' addresses, as clients of Kafka take them."""
        return ",".join(f"{LOOPBACK}:{node.port}" for node in self.nodes)

    @property
    def broker(self) -> Broker:
        """The only broker, or the first."""
        return self.brokers[0]


@contextmanager
def running(
    folder: Path,
    size: int = 1,
    extra: Extra = lambda _: {},
    format_words: tuple[str, ...] = (),
    port: int = 0,
) -> Iterator[Cluster]:
    """A new cluster of so many brokers, until the end of the block; its data goes with it.

    Parameters
    ----------
    folder
        Where each broker gets a folder; the logs stay there.
    extra
        Further settings of a broker; they win.
    format_words
        Further words for the tool that lays the storage out, as of users.
    port
        Of the first broker, if it is free.
    """
    ports = [free_port(port), *(free_port() for _ in range(1, size))]
    nodes = tuple(
        Node(number, each, free_port(), _kafka_id()) for number, each in enumerate(ports, 1)
    )
    brokers = tuple(Broker(folder / f"broker-{node.number}") for node in nodes)
    cluster_id = _kafka_id()

    def lay_out(node: Node, broker: Broker) -> None:
        broker.folder.mkdir(parents=True)
        file = broker.folder / "server.properties"
        write_properties(file, properties(node, nodes, broker.folder) | extra(node))
        voters = ",".join(each.voter for each in nodes)
        words = ("-t", cluster_id, "-c", str(file), "--initial-controllers", voters)
        tool("kafka.tools.StorageTool", "format", *words, *format_words)

    with ThreadPoolExecutor() as pool:
        list(pool.map(lay_out, nodes, brokers))
    with ExitStack() as stack:
        for broker in brokers:
            stack.callback(shutil.rmtree, broker.folder / "data", ignore_errors=True)
            stack.callback(broker.kill)
            broker.launch()
        for broker in brokers:
            broker.wait()
        yield Cluster(nodes, brokers)


def properties(node: Node, nodes: tuple[Node, ...], folder: Path) -> dict[str, object]:
    """The settings of a broker among others."""
    copies = len(nodes)
    controllers = ",".join(f"{LOOPBACK}:{each.controller_port}" for each in nodes)
    return {
        "process.roles": "broker,controller",
        "node.id": node.number,
        "controller.quorum.bootstrap.servers": controllers,
        "controller.listener.names": "CONTROLLER",
        "listeners": f"INSIDE://{LOOPBACK}:{node.port},"
        f"CONTROLLER://{LOOPBACK}:{node.controller_port}",
        "listener.security.protocol.map": "INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "INSIDE",
        "log.dirs": folder / "data",
        "auto.create.topics.enable": "false",
        "default.replication.factor": copies,
        "min.insync.replicas": (copies + 1) // 2,
        "offsets.topic.replication.factor": copies,
        "offsets.topic.num.partitions": 4,
        "transaction.state.log.replication.factor": copies,
        "transaction.state.log.min.isr": (copies + 1) // 2,
        "transaction.state.log.num.partitions": 4,
        # So that tests wait less: of groups, of workers thought dead, of brokers thought dead.
        "group.initial.rebalance.delay.ms": 0,
        "group.min.session.timeout.ms": 1000,
        "broker.session.timeout.ms": 3000,
        "broker.heartbeat.interval.ms": 500,
        # The memory of the cleaner is set aside at the start; tests have little to clean.
        "log.cleaner.dedupe.buffer.size": 8_000_000,
        "log.cleaner.backoff.ms": 1000,
    }


def free_port(wanted: int = 0) -> int:
    """A port of loopback that nobody listens on: the one that is wanted, if it is free."""
    with socket.socket() as probe:
        # A port that was in use a moment ago is free, as it is for the broker.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted))
        except OSError:
            probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _kafka_id() -> str:
    """An id as Kafka writes them; it never begins with a dash, which tools take for an option."""
    first, *rest = uuid4().bytes
    return urlsafe_b64encode(bytes([first & 0x7F, *rest])).decode().rstrip("=")
