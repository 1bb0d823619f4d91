"""Reads text files, within size limits."""

from __future__ import annotations

import re
from pathlib import Path

from models.errors import InputError, Problem, shown
from models.readable import HIDDEN, code_of


def text_of(path: Path, file: str, most_bytes: int) -> str:
    """Text of a UTF-8 file, without the byte order mark that some editors add.

    Parameters
    ----------
    path
        The file.
    file
        Its name in messages.
    most_bytes
        The size above which it is refused.

    Raises
    ------
    InputError
        If it cannot be read, is too large, empty, not UTF-8, or contains invisible characters.
    """
    content = bytes_of(path, file, most_bytes)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError.of(
            "is not UTF-8 text",
            file,
            f"line {line}",
            found=repr(content[error.start : error.start + 4])[2:-1],
            next_step="Save it as UTF-8.",
        ) from None
    if found := HIDDEN.search(text):
        raise InputError([_hidden(text, found, file)])
    if not text.strip():
        raise InputError.of("is empty", file, next_step="Fill it in, or delete the file.")
    return text


def _hidden(text: str, found: re.Match[str], file: str) -> Problem:
    """The problem of an invisible character; even a comment can hide a line."""
    before, after = text[: found.start()].split("\n"), text[found.start() :].split("\n", 1)
    message = f"holds an invisible character, {code_of(found[0])}"
    next_step = "Take it out; it may have come along with a copy from elsewhere."
    found_at = shown(before[-1][-40:] + after[0][:40].rstrip("\r"))
    return Problem(message, file, f"line {len(before)}", found=found_at, next_step=next_step)


def bytes_of(path: Path, file: str, most_bytes: int) -> bytes:
    """Bytes of a file; parameters and errors as for `text_of`."""
    content = _bytes_of(path, file, most_bytes)
    if len(content) > most_bytes:
        raise InputError.of(
            f"is larger than {most_bytes // 1_000_000} MB",
            file,
            next_step="Check that it is the right file; if so, take rows out or split it.",
        )
    return content


def _bytes_of(path: Path, file: str, most_bytes: int) -> bytes:
    try:
        # Reading from a pipe or a device might never end.
        if not path.is_file():
            message = "is not a file" if path.exists() else "is missing"
            next_step = "Put a regular file of that name in its place."
            raise InputError.of(message, file, next_step=next_step)
        with path.open("rb") as stream:
            return stream.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        step = "Check the name and the permissions of the file."
        raise InputError.from_os_error(error, file, "read", step) from None
