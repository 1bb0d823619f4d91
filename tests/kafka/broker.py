"""One Kafka broker as a process: started, paused, killed, started again on the same ports."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.kafka.jars import jars, java

STARTED = b"Kafka Server started"
PATIENCE_SECONDS = 90.0
"""In which a broker starts on a machine that others use as well."""

# A small heap and the quick compiler: tests start brokers often and ask little of them.
JVM = ("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


@dataclass
class Broker:
    """A broker in a folder of its own: ``server.properties``, ``broker.log``, ``data/``."""

    folder: Path
    _process: subprocess.Popen[bytes] | None = None
    _read_from: int = 0

    @property
    def pid(self) -> int:
        """Of the process at work."""
        assert self._process is not None, "the broker has not been started"
        return self._process.pid

    @property
    def log(self) -> Path:
        """What the broker says."""
        return self.folder / "broker.log"

    def launch(self) -> None:
        """Start the process; `wait` says when it takes records.

        It dies with the thread that calls this.
        """
        self._read_from = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_leash(), *command("kafka.Kafka", str(self.folder / "server.properties"))],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Return when the broker takes records; fail with the end of its log if it never does."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while STARTED not in self._said():
            if self._process is None or self._process.poll() is not None:
                raise AssertionError(f"the broker ended:\n{self._last_words()}")
            if time.monotonic() > deadline:
                raise AssertionError(f"the broker does not start:\n{self._last_words()}")
            time.sleep(0.05)

    def start(self) -> None:
        """Start, and wait until it takes records."""
        self.launch()
        self.wait()

    def stop(self) -> None:
        """End it as an operator would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop, and start again on the same ports and data."""
        self.stop()
        self.start()

    def pause(self) -> None:
        """Let it hang from now on: connections stay open and nothing is answered."""
        self._signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED)

    def resume(self) -> None:
        """Let a paused one go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        self._signal(number)
        self.resume()
        if self._process is None:
            return
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _said(self) -> bytes:
        return self.log.read_bytes()[self._read_from :]

    def _last_words(self) -> str:
        return self._said()[-4000:].decode(errors="replace")


def _leash() -> list[str]:
    """What makes the kernel end a broker with the tests, where there is such a tool."""
    found = shutil.which("setpriv")
    return [found, "--pdeathsig", "KILL"] if found else []


def command(program: str, *words: str) -> list[str]:
    """The command line of a program of Kafka's."""
    return [java(), *JVM, "-Dlog4j2.level=INFO", "-cp", f"{jars()}/*", program, *words]


def tool(program: str, *words: str) -> str:
    """Run a program of Kafka's to its end, and return what it printed."""
    done = subprocess.run(command(program, *words), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{program} {' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def write_properties(path: Path, properties: Mapping[str, object]) -> None:
    """Write a file of settings as Kafka reads them."""
    lines = (f"{key}={value}\n" for key, value in properties.items())
    path.write_text("".join(lines), encoding="utf-8")
