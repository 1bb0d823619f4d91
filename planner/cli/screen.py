"""What people read: nothing else writes to the terminal, and only harmless text is written."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from models.errors import InputError, TryAgainError
from models.readable import spelled

NARROWEST, WIDEST = 40, 120

_STDIN, _STDOUT, _STDERR = range(3)

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors of the system that may be gone another time."""

# Stands behind each character that takes two cells, so that textwrap counts it twice; no text has
# it, since what is written is harmless.
_SECOND_CELL = "\0"


def tell(text: str) -> None:
    """Write what was asked for to standard output.

    Raises
    ------
    TryAgainError
        The disk that it goes to is full.
    InputError
        It cannot be written otherwise. Where nobody reads on, that is no error.
    """
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        kind = TryAgainError if error.errno in NO_ROOM else InputError
        raise kind.from_os_error(error, "standard output", "written") from error


def mention(text: str) -> None:
    """Write what goes with it (errors, where files lie) to standard error.

    Where that cannot be written either, there is no place left to say so.
    """
    with suppress(OSError):
        _write(sys.stderr, text)


def columns() -> int:
    """Cells in a line: those of the terminal, 80 where there is none."""
    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)


def harmless(text: str) -> str:
    """A text that no terminal obeys: control and format characters are spelled out."""
    return spelled(text, _is_harmless)


def wrapped(text: str, indent: int = 0, hanging: int = 0) -> str:
    """A paragraph in lines that fit the terminal."""
    widened = "".join(char + _SECOND_CELL * (_is_wide(char)) for char in harmless(text))
    lines = textwrap.wrap(
        widened,
        columns(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace(_SECOND_CELL, "")


def aligned(rows: Iterable[tuple[str, str]]) -> str:
    """Lines of a label and a value, the values under each other and flush right."""
    pairs = list(rows)
    label = max((len(left) for left, _ in pairs), default=0)
    value = max((len(right) for _, right in pairs), default=0)
    return "\n".join(f"  {left:<{label}}  {right:>{value}}" for left, right in pairs)


def open_what_is_closed() -> None:
    """Put nothing in the place of standard streams that are closed, so that nothing fails.

    Else the next file that is opened would take their place.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        os.set_inheritable(handle, True)  # noqa: FBT003
    os.close(handle)
    sys.stdin = sys.stdin or os.fdopen(_STDIN, "r", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(_STDOUT, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(_STDERR, "w", closefd=False)


def never_fail_on_characters() -> None:
    """Let a terminal that lacks a character show its number instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence() -> None:
    """Drop whatever is still to be written to standard output: nobody reads it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _write(stream: TextIO, text: str) -> None:
    stream.write(f"{harmless(text)}\n")
    stream.flush()


def _is_harmless(char: str) -> bool:
    return char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs"


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
