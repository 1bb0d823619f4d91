"""What is worth a second look in a scenario that can be planned with."""

from __future__ import annotations

from pydantic import Field

from models.base import Frozen, Id, Text


class Remark(Frozen):
    """Something that is no mistake, and may well not be what was meant."""

    lint: Id
    """Which lint speaks."""
    words: Text = Field(min_length=1)
    """What it found, as a sentence without its full stop."""
    table: Text = ""
    """Table or setting."""
    row: Text = ""
    """Key of the row, its parts separated by slashes; empty for a setting and for many rows."""
    field: Text = ""
    next_step: Text = ""
    """What to do about it, if it was not meant."""
