"""A process of this program beside this one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection


def started(module: str, errors: int | None = None) -> tuple[subprocess.Popen[bytes], Connection]:
    """Start a module as a program, and the connection to it, whose handle it is told.

    It hears nothing of Ctrl-C, and nothing of ours can be replaced by files in the folder one
    happens to be in.

    Parameters
    ----------
    module
        Its full name.
    errors
        Where its standard error goes, as for `subprocess.Popen`; to that of this process.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
    return process, Connection(ours.detach())
