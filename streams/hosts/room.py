"""How much memory there is for a process."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""Where Linux tells a container what it may take."""


def memory_bytes(container: Path = CONTAINER) -> int:
    """The memory of the machine, or of the container if that may take less."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    # It is not there outside of containers, and says "max" where nothing is bounded.
    with suppress(OSError, ValueError):
        return min(machine, int(container.read_text(encoding="ascii")))
    return machine
