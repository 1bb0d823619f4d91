"""One writer: a lock that the kernel lets go when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from models.errors import Problem, TryAgainError


class WriterLock:
    """The right to write a journal, held until it is let go."""

    def __init__(self, journal: Path) -> None:
        """Take it.

        Raises
        ------
        TryAgainError
            Another process has it.
        """
        self._handle = os.open(_beside(journal), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._handle)
            step = "Stop that one, or name another file."
            problem = Problem("is being written by another process", str(journal), next_step=step)
            raise TryAgainError([problem]) from None

    def let_go(self) -> None:
        """Let another writer in."""
        os.close(self._handle)


def is_written(journal: Path) -> bool:
    """Whether a host is at work on a journal."""
    try:
        handle = os.open(_beside(journal), os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.lock")
