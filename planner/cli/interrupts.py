"""Ctrl-C at any moment: quiet, and with its own exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_CODE = 130

_IMPORTS = "<frozen importlib._bootstrap>"


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt within, and end the program at once before and after.

    What is loaded meanwhile does not hear of it: extensions print such an error, or turn it into
    one of their own, and go on.
    """
    signal.signal(signal.SIGINT, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, end_at_once)


def end_at_once(*_: object) -> None:
    """End the program: nothing has begun yet, or all is done."""
    os._exit(_CODE)


def _raise(_signal: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTS:
            end_at_once()
        frame = frame.f_back
    # What was being made is left half made, and that its end fails too is no news.
    sys.unraisablehook = _nothing
    raise KeyboardInterrupt


def _nothing(_: object) -> None:
    pass
