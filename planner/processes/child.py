"""The program of a confined process: one piece of work, one reply."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from types import TracebackType

from models.errors import InputError
from planner.processes.confined import (
    OUT_OF_MEMORY,
    ConfinedLimits,
    WorkDone,
    WorkFailed,
    WorkRefused,
)
from streams.hosts.mortality import die_with_parent


def main(handle: int) -> None:
    """Do the work that arrives over a connection."""
    die_with_parent()
    connection = Connection(handle)
    sys.excepthook = partial(_tell, connection)
    limits, work, given = connection.recv()
    _confine(limits)
    try:
        connection.send(WorkDone(work(*given)))
    except InputError as error:
        connection.send(WorkRefused(error.problems))
    except MemoryError:
        # There may be no memory left for a reply.
        os._exit(OUT_OF_MEMORY)


def _confine(limits: ConfinedLimits) -> None:
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_AS, limits.memory_bytes)
    # The soft limit sends a signal that says why; the hard limit kills.
    _bound(resource.RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 1)


def _bound(what: int, most: int, ever: int | None = None) -> None:
    _, hardest = resource.getrlimit(what)
    wanted = (most, most if ever is None else ever)
    if hardest != resource.RLIM_INFINITY:
        wanted = (min(wanted[0], hardest), min(wanted[1], hardest))
    # Some systems know a limit and do not enforce it.
    with suppress(ValueError, OSError):
        resource.setrlimit(what, wanted)


def _tell(
    connection: Connection,
    kind: type[BaseException],
    error: BaseException,
    _trace: TracebackType | None,
) -> None:
    """Send back an unexpected error."""
    if not issubclass(kind, Exception):
        # A panic of a Rust library: treated as a crash.
        os.kill(os.getpid(), signal.SIGABRT)
    text = "".join(traceback.format_exception(error))
    connection.send(WorkFailed(f"{kind.__name__}: {error}", text))


if __name__ == "__main__":
    main(int(sys.argv[1]))
