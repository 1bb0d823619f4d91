"""The life of a process that work is confined to: one question, one answer."""

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
from planner.processes.confined import OUT_OF_MEMORY, Done, Failed, Limits, Refused
from streams.hosts.mortality import die_with_parent


def main(handle: int) -> None:
    """Do the work that comes over a connection."""
    die_with_parent()
    connection = Connection(handle)
    sys.excepthook = partial(_tell, connection)
    limits, work, given = connection.recv()
    _confine(limits)
    try:
        connection.send(Done(work(*given)))
    except InputError as error:
        connection.send(Refused(error.problems))
    except MemoryError:
        # There may be none left to say so with.
        os._exit(OUT_OF_MEMORY)


def _confine(limits: Limits) -> None:
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_AS, limits.memory_bytes)
    # Past the first bound comes a signal that tells why, past the second one that ends all.
    _bound(resource.RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 1)


def _bound(what: int, most: int, ever: int | None = None) -> None:
    _, hardest = resource.getrlimit(what)
    wanted = (most, most if ever is None else ever)
    if hardest != resource.RLIM_INFINITY:
        wanted = (min(wanted[0], hardest), min(wanted[1], hardest))
    # Some systems know a limit and do not hold to it.
    with suppress(ValueError, OSError):
        resource.setrlimit(what, wanted)


def _tell(
    connection: Connection,
    kind: type[BaseException],
    error: BaseException,
    _trace: TracebackType | None,
) -> None:
    """Tell of an error that nobody expected."""
    if not issubclass(kind, Exception):
        # What other languages raise where they would have ended the process.
        os.kill(os.getpid(), signal.SIGABRT)
    text = "".join(traceback.format_exception(error))
    connection.send(Failed(f"{kind.__name__}: {error}", text))


if __name__ == "__main__":
    main(int(sys.argv[1]))
