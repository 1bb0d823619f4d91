"""Files are replaced in one step, and only their owner may read them."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from models.errors import InputError, Problem, TryAgainError

_OWNER = stat.S_IRUSR | stat.S_IWUSR
"""Rights to a file: plans hold pay, and moves of one or two posts reveal whose they are."""

_ANYBODY = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def replace_file(path: Path, content: bytes) -> None:
    """Write a file to the side, then put it in its place in one step.

    Whoever reads the path meanwhile sees the old file or the new one, never a part. A file that
    stands there is replaced; through a link, the file it leads to. Nobody but the owner may read
    or write it, and the owner no more than before.

    Raises
    ------
    InputError
        The file cannot be written: what `unwritable` says.
    TryAgainError
        There is no space left.
    """
    if problem := unwritable(path):
        raise InputError([problem])
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(aside, content, _rights(target))
        aside.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        kind = TryAgainError if error.errno in {errno.ENOSPC, errno.EDQUOT} else InputError
        raise kind([_failed(path, error)]) from error
    finally:
        with suppress(OSError):
            aside.unlink()


def unwritable(path: Path, *, folder_is_made: bool = False) -> Problem | None:
    """What stands in the way of writing a file; none where nothing does.

    Only files are replaced: a device or a pipe that somebody works with would be gone.

    Parameters
    ----------
    path
        Of the file; a link stands for what it leads to.
    folder_is_made
        Whether its folder is made first if it is not there.
    """
    target = Path(os.path.realpath(path))
    folder = target.parent
    if folder_is_made and not folder.exists():
        folder = folder.parent
    try:
        reason, step = next(_obstacles(target, folder), ("", ""))
    except OSError as error:
        return _failed(path, error)
    return _problem(path, reason.format(path.parent), step) if reason else None


def _obstacles(target: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what prevents writing, and what to do about it."""
    with suppress(FileNotFoundError, NotADirectoryError):
        rights = target.stat().st_mode
        if stat.S_ISDIR(rights):
            yield "a folder has this name", "Choose another file name."
        elif not stat.S_ISREG(rights):
            yield "a device, a pipe or a socket has this name", "Choose another file name."
        # The superuser may write in spite of a file's rights, so that these are checked as well.
        elif not (rights & _ANYBODY and os.access(target, os.W_OK)):
            yield "the file there is read-only", "Choose another file name."
    if not folder.is_dir():
        yield "folder {} does not exist", "Make the folder first, or choose another place."
    if not os.access(folder, os.W_OK | os.X_OK):
        yield "nothing may be written to the folder {}", "Choose another place."


def _rights(target: Path) -> int:
    return target.stat().st_mode & _OWNER if target.exists() else _OWNER


def _write(path: Path, content: bytes, rights: int) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, rights)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # The new name is durable only once the folder is written to disk.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(path: Path, error: OSError) -> Problem:
    step = "Choose another place, or make room."
    return Problem.from_os_error(error, str(path), "written", step)


def _problem(path: Path, reason: str, next_step: str) -> Problem:
    return Problem(f"cannot be written: {reason}", file=str(path), next_step=next_step)
