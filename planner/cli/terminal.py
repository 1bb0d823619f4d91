"""The terminal: nothing else writes to it, only harmless text is written, and lines fit."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TextIO

from models.errors import InputError, TryAgainError
from models.readable import SPACE_IN_AMOUNT, spelled

NARROWEST, WIDEST = 40, 120

_STDIN, _STDOUT, _STDERR = range(3)

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors of the system that may be gone another time."""

GLUE = "\ue000"
"""A space at which no line breaks; no text that reaches the screen has this character."""

UP_TO_A_HYPHEN = re.compile(r"[^ ]*?[^\W\d_]-+(?=[^ -])|[^ ]+")
"""The parts of a word; lines may break between them. Hyphens of dates and numbers are no ends."""

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(
    r"[（“《]*"
    rf"(?:[0-9]+年[0-9]+月[0-9]+日|[^ {_WIDE}“”]+[万亿]*|[{_WIDE}]|.)"
    r"[，。、：；）”》]*"
)
"""Chinese letters, dates, and what stands between them, with the marks that belong to each."""


def tell(text: str) -> None:
    """Write the output of a command to standard output.

    Raises
    ------
    TryAgainError
        The disk that it goes to is full.
    InputError
        It cannot be written for another reason. A reader that has closed its end is not an error.
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
    """Write what goes with the output (errors, names of files) to standard error.

    If standard error cannot be written, the text is dropped: it could be shown nowhere else.
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
    """A paragraph in lines that fit the terminal.

    Parameters
    ----------
    text
        The paragraph; a line break in it counts as a space.
    indent
        Cells before every line.
    hanging
        Further cells before every line but the first.
    """
    room = columns() - indent
    plain = glued(text.replace("\n", " "))
    first, *others = lines_of(plain, room - hanging, first=room)
    lines = [" " * indent + first, *(" " * (indent + hanging) + each for each in others)]
    return "\n".join(line.rstrip(" ").replace(GLUE, " ") for line in lines)


def glued(text: str) -> str:
    """A harmless text whose amounts stay on one line, and what is glued already."""
    plain = GLUE.join(harmless(part) for part in text.split(GLUE))
    return SPACE_IN_AMOUNT.sub(GLUE, plain)


def cells(text: str) -> int:
    """Cells that a text takes on the terminal; Chinese characters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def lines_of(text: str, width: int, first: int | None = None) -> list[str]:
    """Break a text into lines of at most ``width`` cells.

    Lines break at spaces and between Chinese letters; a word that is longer than a line breaks
    after hyphens between letters, and a part of it that is still too long anywhere. (Rich breaks
    at spaces only, and ids are words with hyphens.)

    Parameters
    ----------
    text
        Harmless, without line breaks.
    width
        Cells of a line.
    first
        Cells of the first line, where it has more.
    """
    lines: list[str] = []
    line, used, room = "", 0, first or width
    for gap, part in _parts(text, width):
        if used + len(gap) + cells(part) > room and line.strip():
            lines.append(line.rstrip(" "))
            line, used, room = "", 0, width
        before = "" if lines and not line else gap
        line, used = f"{line}{before}{part}", used + len(before) + cells(part)
    return [*lines, line.rstrip(" ")]


def _parts(text: str, width: int) -> Iterator[tuple[str, str]]:
    """What may not be broken, each with the space before it."""
    for place, word in enumerate(text.split(" ")):
        gap = " " if place else ""
        for piece in pieces(word) or [""]:
            for part in [piece] if cells(piece) <= width else UP_TO_A_HYPHEN.findall(piece):
                for character in [part] if cells(part) <= width else part:
                    yield gap, character
                    gap = ""


def pieces(text: str) -> list[str]:
    """The words of a text, and its Chinese letters, each with the marks beside it."""
    return _PIECE.findall(text)


def aligned(rows: Iterable[tuple[str, str]]) -> str:
    """Lines of a label and a value, the values under each other and flush right."""
    pairs = list(rows)
    label = max((cells(left) for left, _ in pairs), default=0)
    value = max((cells(right) for _, right in pairs), default=0)
    return "\n".join(
        f"  {left}{' ' * (label - cells(left))}  {' ' * (value - cells(right))}{right}"
        for left, right in pairs
    )


def open_what_is_closed() -> None:
    """Open the null device in place of standard streams that are closed.

    Otherwise the next file that is opened would take their place.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        os.set_inheritable(handle, True)
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
