"""How another process of this program is started."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection


def start_module(
    module: str, errors: int | None = None
) -> tuple[subprocess.Popen[bytes], Connection]:
    """Start a module as a program, and return it with a connection to it.

    The program gets the handle of its end as its argument.

    It does not receive Ctrl-C, and it does not import modules from the current folder.

    Parameters
    ----------
    module
        Its full name.
    errors
        Where its standard error goes, as for `subprocess.Popen`; by default to ours.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 (our own module)
            [sys.executable, "-P", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
    return process, Connection(ours.detach())
