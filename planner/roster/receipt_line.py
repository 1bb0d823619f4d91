"""A line of the receipt of a roster."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReceiptLine:
    """A line of the receipt; ``exact`` is for the screen of whoever holds the roster."""

    text: str
    exact: str = ""
