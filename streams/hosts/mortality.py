"""Processes that do not outlive their parents."""

from __future__ import annotations

import ctypes
import os
import signal
from multiprocessing import parent_process

_PDEATHSIG = 1
"""Of prctl(2): the signal that a process gets when its parent dies."""


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent goes.

    Where there is no such call, which is everywhere but on Linux, a solver outlives a host that
    was killed by its own time limit at most.
    """
    try:
        ctypes.CDLL(None, use_errno=True).prctl(_PDEATHSIG, signal.SIGKILL)
    except AttributeError:
        return


def die_without_host() -> None:
    """End this process at once if the one that started it through a server has gone already."""
    host = parent_process()
    if host is not None and not host.is_alive():
        os.kill(os.getpid(), signal.SIGKILL)
