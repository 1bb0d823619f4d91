"""Files appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from models.errors import InputError, Problem


def replace_file(path: Path, content: bytes) -> None:
    """Write a file to the side, then put it in its place in one step.

    Whoever reads the path meanwhile sees the old file or the new one, never a part. A file that
    stands there is replaced; through a link, the file it leads to.

    Raises
    ------
    InputError
        The file cannot be written: no such folder, no right to, no space left.
    """
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(aside, content)
        aside.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise InputError([_unwritable(path, error)]) from error
    finally:
        with suppress(OSError):
            aside.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # The new name is on disk only once its folder is.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        message, step = "the folder does not exist", "Make the folder first."
    elif isinstance(error, IsADirectoryError):
        message, step = "a folder has this name", "Choose another file name."
    else:
        message = (error.strerror or type(error).__name__).lower()
        step = "Choose another place, or make room."
    return Problem(f"cannot be written: {message}", file=str(path), next_step=step)
