"""Processes that do not outlive their parents."""

from __future__ import annotations

import ctypes
import os
import signal
from multiprocessing import parent_process

_PDEATHSIG = 1
"""Option of prctl(2): the signal that a process gets when its parent dies."""


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies.

    Only Linux has this call; elsewhere a solver outlives a killed host by its time limit at most.
    """
    try:
        ctypes.CDLL(None, use_errno=True).prctl(_PDEATHSIG, signal.SIGKILL)
    except AttributeError:
        return


def die_without_host() -> None:
    """End this process at once if the host that started it through the fork server has died."""
    host = parent_process()
    if host is not None and not host.is_alive():
        os.kill(os.getpid(), signal.SIGKILL)
