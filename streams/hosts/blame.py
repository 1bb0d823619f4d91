"""Errors in words that tell nothing of people."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb


def blame(error: BaseException) -> str:
    """What was raised and in which line; not what it says, which could tell on people."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    file = Path(frame.f_code.co_filename)
    return f"{type(error).__name__} in {file.name}, line {line}"
