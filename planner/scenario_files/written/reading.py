"""What became of a text in a cell."""

from __future__ import annotations

from typing import NamedTuple


class CellReading(NamedTuple):
    """A text as the files of a scenario write it, or what is wrong with it."""

    text: str
    """As written if it cannot be read."""
    remark: str = ""
    """What people should know about how it was read."""
    wrong: tuple[str, str] | None = None
    """Why it is refused, and the next step."""
