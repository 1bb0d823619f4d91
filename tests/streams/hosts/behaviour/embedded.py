"""The embedded host as a stage."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from streams.events import Event
from streams.hosts.embedded.door import JournalLog
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.log import Disposition
from streams.recommend import Snapshot
from streams.wire import encode
from tests.support.embedded_hosts import killed, log_of, look, started


class Embedded:
    """A journal and the host that writes it."""

    def __init__(self, folder: Path) -> None:
        self._journal = folder / "p.db"
        self._events = folder / "events"
        self._events.mkdir()
        self._process: subprocess.Popen[str] | None = None
        self.door = JournalLog(self._journal)

    def start(self, stub: str = "answers") -> None:
        self._process = started(self._journal, self._events, stub, "--follow")
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def kill(self) -> None:
        if self._process is not None:
            killed(self._process)
        self._process = None

    def stop(self) -> None:
        # Its balance is kept in the journal, which is what is looked at anyhow.
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
        self.kill()

    def tell(self, *told: Event | bytes) -> None:
        leave(inbox_of(self._journal), (e if isinstance(e, bytes) else encode(e) for e in told))

    def log(self) -> Sequence[Event]:
        return log_of(self._journal)

    def balance(self) -> Mapping[Disposition, int]:
        return look(self._journal).balance

    def snapshots(self) -> Mapping[str, Snapshot]:
        return {each.programme: each for each in look(self._journal).snapshots}
