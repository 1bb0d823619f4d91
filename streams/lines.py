"""Files of events, one a line: regular files only, and no line longer than an event may be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import InputError
from streams.wire import LARGEST_BYTES

STDIN = "-"
"""Standard input, on the command line and in a log."""

COMMENT = b"#"
"""Begins a comment."""

MOST_BYTES = 500_000_000
"""Largest file that is read as a whole."""


def files_of(place: Path) -> list[Path]:
    """The file that a place is, or the ``*.jsonl`` of a folder in the order of their names."""
    place = Path(os.path.realpath(place))
    return sorted(place.glob("*.jsonl")) if place.is_dir() else [place]


def open_regular(path: Path, step: str) -> BinaryIO:
    """Open a file to read.

    Parameters
    ----------
    path
        The file.
    step
        What to name in its place: not every command takes a folder, or standard input.

    Raises
    ------
    OSError
        It cannot be opened.
    InputError
        It is a link, a pipe, a device, or anything else that is not a regular file.
    """
    if path.is_symlink():
        instead = "What it leads to may be anybody's: put the file itself there, or name it."
        raise InputError.of("is a link", str(path), next_step=instead)
    # Not to block: to open a pipe waits for somebody to write to it.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise InputError.of("is not a regular file", str(path), next_step=step)


def unreadable(path: Path, error: OSError, step: str) -> InputError:
    """The error for a file that cannot be read, and what to name instead."""
    return InputError.from_os_error(error, str(path), "read", step)


def lines_of(path: Path, name: str, step: str) -> Iterator[tuple[int, bytes]]:
    """Lines of a file that is taken whole, by number, without empty ones and comments.

    Parameters
    ----------
    path
        The file.
    name
        Its name in messages.
    step
        As for `open_regular`.

    Raises
    ------
    InputError
        It cannot be read, is not a regular file, or is larger than what is taken whole.
    """
    try:
        with open_regular(path, step) as stream:
            yield from numbered_lines(stream, name)
    except OSError as error:
        raise unreadable(Path(name), error, step) from None


def numbered_lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Lines of a file that is taken whole, by number, without those that say nothing.

    Raises
    ------
    InputError
        It is larger than anything that is taken whole.
    """
    read_bytes = 0
    for number, (line, _) in enumerate(lines(stream), 1):
        read_bytes += len(line) + 1
        if read_bytes > MOST_BYTES:
            step = "Hand it over in parts: an id counts once."
            words = f"is larger than {MOST_BYTES // 1_000_000} MB"
            raise InputError.of(words, name, next_step=step)
        if has_content(line):
            yield number, line


def lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines without their line ends, each with whether it had one; the last may have none."""
    while line := stream.readline(LARGEST_BYTES + 2):
        rest = line
        while len(rest) > LARGEST_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(LARGEST_BYTES + 2)
        yield line.rstrip(b"\r\n")[: LARGEST_BYTES + 1], rest.endswith(b"\n")


def has_content(line: bytes) -> bool:
    """Whether a line is neither blank nor a comment."""
    return bool(line.strip()) and not line.startswith(COMMENT)
