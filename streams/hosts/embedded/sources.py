"""Where events are read from: a file, a folder of files, or standard input; one event a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from models.errors import InputError
from streams.hosts.embedded.bookmarks import Bookmark
from streams.hosts.embedded.files import Files
from streams.hosts.embedded.line import Line
from streams.hosts.embedded.standard_input import STDIN, Stdin
from streams.lines import files_of, opened, unreadable

_INSTEAD = "Name a file or folder of events, one a line, or - for standard input."


class Source(Protocol):
    """Lines of a place, as they come."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""

    def lines(self, most: int) -> list[Line]:
        """Lines that have come, as many as asked for at most."""


def look_at(place: str) -> None:
    """Look whether a source can be read, before anything is begun for it.

    Raises
    ------
    InputError
        It is neither a file nor a folder, or a file of it cannot be opened.
    """
    if place == STDIN:
        return
    if not Path(place).exists():
        raise InputError.of("is not there", place, next_step=_INSTEAD)
    for path in files_of(Path(place)):
        try:
            opened(path, _INSTEAD).close()
        except OSError as error:
            raise unreadable(path, error, _INSTEAD) from None


def source_of(
    place: str,
    read: Mapping[str, Bookmark],
    *,
    follow: bool = False,
    told: Callable[[str], None] = lambda _words: None,
) -> Source:
    """The source that a place is.

    Parameters
    ----------
    place
        A file, a folder, or ``-`` for standard input.
    read
        How far each file has been read before.
    follow
        Wait for more at the end.
    told
        Told of files that are others than those read before, and of lines that wait.
    """
    if place == STDIN:
        return Stdin()
    return Files(Path(place), dict(read), follow, told)
