"""Apache Kafka as jars, brought by Maven once and kept under build/kafka."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
POM = Path(__file__).with_name("pom.xml")
KEPT = ROOT / "build/kafka"
OLDEST_JAVA = 17
REMEDY = (
    "Install Java 17 and Maven (on Debian: apt-get install default-jre-headless maven), "
    "or set KAFKA_BOOTSTRAP_SERVERS to a broker that tests may fill."
)


class NoKafkaError(Exception):
    """Kafka cannot be had here: why, and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"No Apache Kafka for tests: {reason}. {REMEDY}")


def jars() -> Path:
    """The folder of Kafka's jars; another pom has another folder.

    Raises
    ------
    NoKafkaError
        There is no Java, no Maven, or Maven cannot bring them.
    """
    java()
    folder = KEPT / sha256(POM.read_bytes()).hexdigest()[:12]
    if not folder.is_dir():
        _bring(folder)
    return folder


@cache
def java() -> str:
    """The Java that runs brokers.

    Raises
    ------
    NoKafkaError
        There is none, or it is older than Kafka takes.
    """
    found = shutil.which("java")
    if found is None:
        raise NoKafkaError("there is no java")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    release = re.search(r"\d+", said)
    if release is None or int(release[0]) < OLDEST_JAVA:
        raise NoKafkaError(f"{found} is older than Java {OLDEST_JAVA}")
    return found


def _bring(folder: Path) -> None:
    """Fill a folder beside it first, so that what was interrupted starts again."""
    maven = shutil.which("mvn")
    if maven is None:
        raise NoKafkaError("there is no mvn")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as part:
        command = [maven, "-B", "-q", "-f", str(POM), "dependency:copy-dependencies"]
        where = [f"-DoutputDirectory={part}/jars", "-DincludeScope=runtime"]
        done = subprocess.run([*command, *where], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            said = " ".join(f"{done.stdout} {done.stderr}".split())[:300]
            raise NoKafkaError(f"Maven cannot bring it ({said})")
        try:
            Path(part, "jars").replace(folder)
        except OSError:
            # Another run was first.
            if not folder.is_dir():
                raise
