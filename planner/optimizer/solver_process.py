"""A process that solves jobs. It can be abandoned at any time, and ends with its parent."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from planner.optimizer.decomposition import BlockJob, block_bound
from planner.optimizer.job import Ended, Job, OnBound, SolverReply
from planner.optimizer.matrix import Mip
from planner.optimizer.solver import solve
from planner.processes.starting import start_module

Message = SolverReply | float
"""A reply, or a dual bound found before the reply."""


AnyJob = Job | BlockJob
"""A programme in one call, or block by block."""


def reply_to(mip: Mip, job: AnyJob, on_bound: OnBound | None = None) -> SolverReply:
    """Work a job off; bounds are reported as they rise."""
    if isinstance(job, BlockJob):
        return SolverReply(Ended.OUT_OF_TIME, bound=block_bound(mip, job, on_bound))
    return solve(mip, job, on_bound)


class SolverProcess:
    """The parent's handle of a solver process."""

    def __init__(self) -> None:
        self._process, self.connection = start_module(__name__)

    def send(self, message: Mip | AnyJob) -> None:
        """Send the programme once, then jobs one after another."""
        self.connection.send(message)

    def receive(self) -> Message:
        """Next message; raises EOFError if the process has died."""
        message: Message = self.connection.recv()
        return message

    def wait(self, seconds: float) -> int:
        """Wait for the process to end by itself, and return its exit code."""
        return self._process.wait(seconds)

    def end(self) -> None:
        """Abandon the process at once."""
        self._process.kill()
        self._process.wait()
        self.connection.close()


def main(handle: int) -> None:
    """Solve jobs until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(handle)
    jobs: SimpleQueue[AnyJob] = SimpleQueue()
    with suppress(EOFError, ConnectionError):
        mip: Mip = connection.recv()
        Thread(target=_listen, args=(connection, jobs), daemon=True).start()
        while True:
            connection.send(reply_to(mip, jobs.get(), connection.send))


def _listen(connection: Connection, jobs: SimpleQueue[AnyJob]) -> None:
    try:
        while True:
            jobs.put(connection.recv())
    except (EOFError, OSError):
        # The parent is gone, and the main thread may be inside a solver.
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
