"""What becomes of the records of a log."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What became of a record; every record has one, so that they add up to the position."""

    FOLDED = "folded"
    REPEATED = "repeated"
    DEAD = "dead"
    PARKED = "parked"
