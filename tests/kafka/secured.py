"""A broker as companies run it: encrypted, with users, and nothing allowed that was not granted.

Its inner door, ``cluster.servers``, has neither; who comes through it may do everything.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.kafka.broker import tool
from tests.kafka.cluster import LOOPBACK, Cluster, Node, free_port, running

STORE_PASSWORD = "of-no-secret"  # noqa: S105
_MODULES = "org.apache.kafka.common.security"


@dataclass(frozen=True)
class Secured:
    """A broker with users."""

    cluster: Cluster
    sasl_servers: str
    """Encrypted, and users say who they are: by PLAIN or by SCRAM-SHA-512."""
    tls_servers: str
    """Encrypted, and nobody says who they are."""
    ca_file: Path
    """The certificate that the broker's own is to be checked against."""

    def acls(self, words: str) -> str:
        """Run kafka-acls with the words of an operator's command line."""
        door = ("--bootstrap-server", self.cluster.servers)
        return tool("org.apache.kafka.tools.AclCommand", *door, *shlex.split(words))


@contextmanager
def secured(folder: Path, users: Mapping[str, str]) -> Iterator[Secured]:
    """A broker that knows these users by their passwords and has granted them nothing yet."""
    folder.mkdir(parents=True, exist_ok=True)
    store, ca_file = _certificate(folder)
    sasl, tls = free_port(), free_port()
    scram = (_scram(name, password) for name, password in users.items())
    words = tuple(word for user in scram for word in ("--add-scram", user))

    def extra(node: Node) -> dict[str, object]:
        return _doors(node, sasl, tls) | _keys(store) | _rights(users)

    with running(folder, 1, extra, words) as cluster:
        yield Secured(cluster, f"{LOOPBACK}:{sasl}", f"{LOOPBACK}:{tls}", ca_file)


def _doors(node: Node, sasl: int, tls: int) -> dict[str, object]:
    doors = {
        "INSIDE": (node.port, "PLAINTEXT"),
        "CONTROLLER": (node.controller_port, "PLAINTEXT"),
        "SASL": (sasl, "SASL_SSL"),
        "TLS": (tls, "SSL"),
    }
    return {
        "listeners": ",".join(f"{name}://{LOOPBACK}:{port}" for name, (port, _) in doors.items()),
        "listener.security.protocol.map": ",".join(f"{n}:{how}" for n, (_, how) in doors.items()),
    }


def _keys(store: Path) -> dict[str, object]:
    return {
        "ssl.keystore.location": store,
        "ssl.keystore.type": "PKCS12",
        "ssl.keystore.password": STORE_PASSWORD,
    }


def _rights(users: Mapping[str, str]) -> dict[str, object]:
    known = " ".join(f'user_{name}="{password}"' for name, password in users.items())
    sasl = "listener.name.sasl"
    return {
        f"{sasl}.sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-512",
        f"{sasl}.plain.sasl.jaas.config": f"{_MODULES}.plain.PlainLoginModule required {known};",
        f"{sasl}.scram-sha-512.sasl.jaas.config": f"{_MODULES}.scram.ScramLoginModule required;",
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS",
    }


def _scram(name: str, password: str) -> str:
    return f"SCRAM-SHA-512=[name={name},password={password}]"


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A key store, and the certificate in it, which signs itself for a day."""
    store, ca_file = folder / "broker.p12", folder / "ca.pem"
    keep = ["-alias", "broker", "-keystore", str(store), "-storetype", "PKCS12"]
    keep += ["-storepass", STORE_PASSWORD]
    subject = ["-dname", "CN=localhost", "-ext", f"SAN=ip:{LOOPBACK},dns:localhost"]
    signing = ["-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign,digitalSignature"]
    make = ["-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "1"]
    show = ["-exportcert", "-rfc", "-file", str(ca_file)]
    for words in ([*make, *subject, *signing, *keep], [*show, *keep]):
        subprocess.run(["keytool", *words], capture_output=True, check=True)
    return store, ca_file
