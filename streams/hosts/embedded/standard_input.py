"""Lines of standard input, as they come; ids tell what has been read before."""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from dataclasses import dataclass, field

from streams.hosts.embedded.line import Line
from streams.lines import is_said
from streams.wire import LARGEST_BYTES

STDIN = "-"
"""Its name on the command line, and in a log."""

_CHUNK = 1 << 20


@dataclass
class Stdin:
    """Lines of standard input; ids tell what has been read before."""

    ended: bool = False
    _waiting: deque[Line] = field(default_factory=deque)
    _rest: bytes = b""
    _read_bytes: int = 0

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most."""
        over = False
        while not over and len(self._waiting) < most and _has_something(sys.stdin.fileno()):
            chunk = os.read(sys.stdin.fileno(), _CHUNK)
            self._take(chunk)
            over = not chunk
        self.ended = over and not self._waiting
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def _take(self, chunk: bytes) -> None:
        *whole, rest = (self._rest + chunk).split(b"\n")
        if not chunk:
            whole, rest = [rest], b""
        # A line without an end must not fill the memory.
        self._rest = rest[: LARGEST_BYTES + 1]
        for line in whole:
            self._read_bytes += len(line) + 1
            if is_said(line):
                raw = line.rstrip(b"\r")[: LARGEST_BYTES + 1]
                self._waiting.append(Line(raw, STDIN, self._read_bytes))


def _has_something(handle: int) -> bool:
    return bool(select.select([handle], [], [], 0)[0])
