"""A worker with a letter for a name, for a demonstration: it tells what it says as it says it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread

_COMES = re.compile(r"partition (\d+): .* records read")
_GOES = re.compile(r"partition (\d+) is another worker's now")


class ToldWorker:
    """A worker in a process of its own.

    Attributes
    ----------
    partitions
        Those that are its own, going by what it has said.
    """

    def __init__(
        self,
        letter: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        tell: Callable[[str], None],
    ) -> None:
        self.letter = letter
        self.partitions: set[int] = set()
        self._tell = tell
        self._process = subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
        )
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once, as a crash would; it has no partitions any more."""
        self._process.kill()
        self._wait()
        self.partitions.clear()

    def leave(self) -> int:
        """End it politely, and return its exit code."""
        self._process.terminate()
        return self._wait()

    def _wait(self) -> int:
        code = self._process.wait(60)
        self._listening.join(5)
        return code

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as said:
            for line in said:
                self._note(line)
                self._tell(f"  {self.letter} | {line.rstrip()}")

    def _note(self, line: str) -> None:
        if found := _COMES.match(line):
            self.partitions.add(int(found[1]))
        elif found := _GOES.match(line):
            self.partitions.discard(int(found[1]))
