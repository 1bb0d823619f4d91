"""The inbox of a journal: a folder from which its host takes events and decisions."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from models.errors import InputError
from streams.hosts.embedded.tables import unusable
from streams.lines import files_of, has_content, lines, open_regular

_INSTEAD = "An inbox holds files that `relocate publish` has left, and nothing else."


def inbox_of(journal: Path) -> Path:
    """The folder beside a journal; created when needed, readable by its owner only.

    Raises
    ------
    InputError
        It cannot be made, or what has its name is not a folder that only the owner of the journal
        may access. Files in it are read and then removed, so others must not place any.
    """
    real = Path(os.path.realpath(journal))
    folder = real.with_name(f"{real.name}.inbox")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise unusable(folder, error) from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        step = "Move away what has its name: the folder is made anew, for its owner alone."
        words = "is not a folder that only its owner can write to"
        raise InputError.of(words, str(folder), next_step=step)
    return folder


def leave(folder: Path, raws: Iterable[bytes]) -> Path:
    """Write events, one a line, to a file that appears whole or not at all.

    Names are in the order of time and are never given twice.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    path = folder / f"{time.time_ns():020}-{secrets.token_hex(4)}.jsonl"
    aside = path.with_suffix(".part")
    try:
        handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines(raw + b"\n" for raw in raws)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise unusable(path, error) from None
    return path


def waiting(folder: Path) -> Iterator[bytes]:
    """Events that no host has read yet, in the order in which they were handed in."""
    for path in files_of(folder):
        # The host may just have read it.
        with suppress(FileNotFoundError), open_regular(path, _INSTEAD) as stream:
            yield from (line for line, _ in lines(stream) if has_content(line))


def clear(names: Iterable[str]) -> None:
    """Remove files that the journal holds completely."""
    for name in names:
        Path(name).unlink(missing_ok=True)
